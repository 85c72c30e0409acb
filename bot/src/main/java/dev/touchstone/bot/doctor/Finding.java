package dev.touchstone.bot.doctor;

import org.jspecify.annotations.Nullable;

/// What one check found.
///
/// @param check what was looked at
/// @param level whether it is well
/// @param detail what was found
/// @param remedy what to do about it; null when nothing is to be done
public record Finding(String check, Level level, String detail, @Nullable String remedy) {
    /// How a check came out.
    public enum Level {
        OK,
        /// It works, but not as it should.
        WARNING,
        /// It does not work.
        FAILED
    }

    public static Finding ok(String check, String detail) {
        return new Finding(check, Level.OK, detail, null);
    }

    public static Finding warning(String check, String detail, String remedy) {
        return new Finding(check, Level.WARNING, detail, remedy);
    }

    public static Finding failed(String check, String detail, String remedy) {
        return new Finding(check, Level.FAILED, detail, remedy);
    }
}
