package dev.touchstone.api.wire;

import java.util.Locale;

/// Reads the names that enums have on the wire and in the database: lower case, with `_` or `.` between words.
public final class WireEnum {
    private WireEnum() {}

    /// @throws IllegalArgumentException when there is no such constant
    public static <E extends Enum<E>> E read(Class<E> type, String name) {
        return Enum.valueOf(type, name.toUpperCase(Locale.ROOT).replace('.', '_'));
    }
}
