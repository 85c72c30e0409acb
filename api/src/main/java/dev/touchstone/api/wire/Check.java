package dev.touchstone.api.wire;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The checks that the compact constructors of the wire records share.
public final class Check {
    public static final String NAME_PATTERN = "[a-z0-9][a-z0-9._-]{0,62}";
    public static final String URL_PATTERN = "https?://.*";

    private static final Pattern NAME = Pattern.compile(NAME_PATTERN);

    private Check() {}

    /// A pipeline's name becomes part of URLs, file names and key scopes, hence the narrow alphabet.
    public static String name(String field, @Nullable String value) {
        if (value == null || !NAME.matcher(value).matches()) {
            throw new InvalidField(
                    field,
                    "must be 1 to 63 characters of a-z, 0-9, '.', '_' or '-', starting with a letter or digit"
                            + (value == null ? "; it is missing" : ""));
        }
        return value;
    }

    public static String label(String field, @Nullable String value, int maxChars) {
        if (value == null) {
            throw new InvalidField(field, "is required");
        }
        if (value.isEmpty()) {
            throw new InvalidField(field, "must not be empty");
        }
        return shortText(field, value, maxChars);
    }

    public static <T> T present(String field, @Nullable T value) {
        if (value == null) {
            throw new InvalidField(field, "is required");
        }
        return value;
    }

    public static @Nullable String optionalLabel(String field, @Nullable String value, int maxChars) {
        return value == null ? null : label(field, value, maxChars);
    }

    /// Control characters have no place in an identifier: they break logs, and PostgreSQL cannot store NUL.
    private static String shortText(String field, String value, int maxChars) {
        atMost(field, value, maxChars);
        for (int i = 0; i < value.length(); i++) {
            if (Character.isISOControl(value.charAt(i))
                    || Character.isSurrogate(value.charAt(i)) && !paired(value, i)) {
                throw new InvalidField(field, "must not contain control characters or broken Unicode");
            }
        }
        return value;
    }

    /// Characters as people count them: an emoji is one.
    public static void atMost(String field, String value, int maxChars) {
        if (value.length() > maxChars && value.codePointCount(0, value.length()) > maxChars) {
            throw new InvalidField(
                    field,
                    "must be at most " + maxChars + " characters, was " + value.codePointCount(0, value.length()));
        }
    }

    public static void note(@Nullable String value) {
        if (value != null) {
            atMost("note", value, 3000);
        }
    }

    /// Free text that becomes a column of its own; PostgreSQL cannot store NUL in one.
    public static void storable(String field, @Nullable String value) {
        if (value != null && value.indexOf('\0') >= 0) {
            throw new InvalidField(field, "must not contain NUL characters; remove them");
        }
    }

    private static boolean paired(String value, int i) {
        char c = value.charAt(i);
        return Character.isHighSurrogate(c)
                ? i + 1 < value.length() && Character.isLowSurrogate(value.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(value.charAt(i - 1));
    }

    public static @Nullable Double probability(String field, @Nullable Double value) {
        if (value != null && !(value >= 0 && value <= 1)) {
            throw new InvalidField(field, "must be a number from 0 to 1, was " + value);
        }
        return value;
    }

    public static @Nullable String url(String field, @Nullable String value) {
        if (value == null) {
            return null;
        }
        label(field, value, 2000);
        if (!value.startsWith("https://") && !value.startsWith("http://")) {
            throw new InvalidField(field, "must start with https:// or http://");
        }
        return value;
    }
}
