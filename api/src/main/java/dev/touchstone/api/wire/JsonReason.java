package dev.touchstone.api.wire;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Says what is wrong with a value in words of ours: Jackson's own sentences name Java classes and parser switches,
/// which mean nothing to whoever wrote the request, the file or the line.
public final class JsonReason {
    private static final int MOST_QUOTED = 200;
    private static final int MOST_SAID = 2000;

    private JsonReason() {}

    /// What is wrong and what would be right, to follow the field's name.
    public static String of(JsonMappingException e) {
        InvalidField invalid = invalidField(e);
        if (invalid != null) {
            return printable(String.valueOf(invalid.getMessage()), MOST_SAID);
        }
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "is unknown; known here are " + new TreeSet<>(unknown.getKnownPropertyIds());
        }
        if (e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            return (e.getOriginalMessage().startsWith("Cannot map `null`") ? "is required and " : "") + "must be "
                    + wanted(mismatch.getTargetType());
        }
        return e.getCause() instanceof NullPointerException
                ? "has a null where a value is needed"
                : "has a value of the wrong kind";
    }

    /// The complaint of a record about one of its fields; null when there is none.
    public static @Nullable InvalidField invalidField(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidField invalid) {
                return invalid;
            }
        }
        return null;
    }

    private static String wanted(Class<?> type) {
        if (type == String.class) {
            return "a text";
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "a whole number";
        }
        if (type == double.class || type == Double.class) {
            return "a number";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == Duration.class) {
            return "a duration: a whole number and a unit, such as 30s, 15m, 24h or 90d";
        }
        if (type == Instant.class) {
            return "a time such as 2026-01-31T12:00:00Z";
        }
        if (type.isEnum()) {
            return "one of " + Json.mapper().valueToTree(type.getEnumConstants());
        }
        if (Map.class.isAssignableFrom(type)) {
            return "an object";
        }
        return Collection.class.isAssignableFrom(type) ? "a list" : "an object";
    }

    /// What somebody sent comes back shortened, and without characters that could not be written or would break a line.
    public static String printable(String text) {
        return printable(text, MOST_QUOTED);
    }

    private static String printable(String text, int most) {
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .limit(most)
                .map(c -> Character.isISOControl(c) || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE
                        ? '?'
                        : c)
                .forEach(shown::appendCodePoint);
        return text.codePointCount(0, text.length()) > most ? shown + "…" : shown.toString();
    }
}
