package dev.touchstone.api.feedback;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.InvalidField;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a user did with an output.
public enum FeedbackKind {
    /// A thumb; the value is `up` or `down`.
    THUMB(true),
    /// Stars; the value is a whole number from 1 to 5.
    STARS(true),
    /// A rating; the value is a number from 0 to 1.
    SCORE(true),
    /// Words and nothing else; they stand in `comment`.
    COMMENT(true),
    /// What the user says it should have been; it stands in `correction`.
    CORRECTION(true),
    /// Copied it.
    COPY(false),
    /// Looked at it; the value is for how many milliseconds, at most a day.
    DWELL(false),
    /// Asked for another answer to the same question.
    REGENERATE(false),
    /// Asked the same again in other words; the value may be the question.
    RE_ASK(false),
    /// Took it over after editing; the value is the share that was changed, 0 to 1.
    EDIT_ACCEPTED(false),
    /// Went on asking; the value may be the question, and tells whether it was the same again.
    FOLLOW_UP(false),
    /// Asked nothing more.
    NO_FOLLOW_UP(false),
    /// Went away in the middle.
    ABANDON(false),
    /// Asked for a person instead.
    ESCALATE(false),
    /// Finished what it was for.
    TASK_DONE(false);

    private static final int MOST_QUESTION = 4000;
    private static final double MOST_DWELL_MS = 86_400_000;

    private final boolean explicit;

    FeedbackKind(boolean explicit) {
        this.explicit = explicit;
    }

    /// Whether users say something with it, rather than show it by what they do.
    public boolean explicit() {
        return explicit;
    }

    /// Whether the value of this kind is a question.
    public boolean asks() {
        return this == RE_ASK || this == FOLLOW_UP;
    }

    /// The name on the wire.
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws InvalidField naming `value` when it is not one of this kind
    void check(@Nullable JsonNode value) {
        switch (this) {
            case THUMB -> require(value, thumb(value) != null, "must be 'up' or 'down' for a thumb");
            case STARS ->
                require(value, whole(value) && between(value, 1, 5), "must be a whole number from 1 to 5 for stars");
            case SCORE -> require(value, numeric(value) && between(value, 0, 1), "must be a number from 0 to 1");
            case EDIT_ACCEPTED ->
                require(value, numeric(value) && between(value, 0, 1), "must be the share that was changed, 0 to 1");
            case DWELL ->
                require(
                        value,
                        whole(value) && between(value, 0, MOST_DWELL_MS),
                        "must be whole milliseconds from 0 to 86400000, a day");
            case RE_ASK, FOLLOW_UP -> checkQuestion(value);
            case COMMENT, CORRECTION, COPY, REGENERATE, NO_FOLLOW_UP, ABANDON, ESCALATE, TASK_DONE ->
                require(value, value == null, "must be absent: " + wire() + " has none");
        }
    }

    private static void checkQuestion(@Nullable JsonNode value) {
        require(
                value,
                value == null
                        || value.getNodeType() == JsonNodeType.STRING
                                && !value.textValue().isBlank(),
                "must be what the user asked next, as a text, or absent");
        if (value != null) {
            Check.atMost("value", value.textValue(), MOST_QUESTION);
            Check.storable("value", value.textValue());
        }
    }

    /// The value as a number: 1 and 0 for a thumb, otherwise as it was given; null for kinds without one.
    @Nullable
    Double number(@Nullable JsonNode value) {
        if (value == null || asks()) {
            return null;
        }
        return this == THUMB ? thumb(value) : Double.valueOf(value.doubleValue());
    }

    private static @Nullable Double thumb(@Nullable JsonNode value) {
        if (value == null || !value.isTextual()) {
            return null;
        }
        return switch (value.textValue()) {
            case "up" -> 1.0;
            case "down" -> 0.0;
            default -> null;
        };
    }

    private static boolean numeric(@Nullable JsonNode value) {
        return value != null && value.isNumber() && Double.isFinite(value.doubleValue());
    }

    private static boolean whole(@Nullable JsonNode value) {
        return value != null && value.isIntegralNumber() && value.canConvertToLong();
    }

    private static boolean between(@Nullable JsonNode value, double least, double most) {
        return value != null && value.doubleValue() >= least && value.doubleValue() <= most;
    }

    private static void require(@Nullable JsonNode value, boolean good, String what) {
        if (!good) {
            throw new InvalidField("value", what + (value == null ? "; it is missing" : ""));
        }
    }
}
