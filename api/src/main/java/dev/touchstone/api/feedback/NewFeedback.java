package dev.touchstone.api.feedback;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.wire.CanonicalJson;
import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Limits;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One thing that a user did with one output. The output is named by Touchstone's id or by the pipeline's
/// own; one of the two is required; where both are given, Touchstone's counts.
///
/// @param pipeline the pipeline's name
/// @param eventId the caller's own id of the event, at most 200 characters; posting it again with the same
///     body is answered with the first answer, with another body it is refused
/// @param outputId the output, by the id of its receipt
/// @param externalId the output, by the pipeline's own id; it may arrive later than what users do with it
/// @param actor who did it, at most 200 characters; stored as a pseudonym. Of several events of one actor on
///     one output the latest of each kind counts, and all are kept
/// @param kind what was done
/// @param value what belongs to the kind: `up`, stars, milliseconds, a share, the next question
/// @param comment the user's own words, at most 4,000 characters
/// @param correction what it should have been, at most 32,000 characters of JSON
/// @param moment when and where it happened, as the client saw it
public record NewFeedback(
        @Limits(pattern = Check.NAME_PATTERN) String pipeline,
        @Limits(minSize = 1, maxSize = 200) String eventId,
        @Nullable OutputId outputId,
        @Limits(minSize = 1, maxSize = 200) @Nullable String externalId,
        @Limits(minSize = 1, maxSize = 200) @Nullable String actor,
        FeedbackKind kind,
        @Nullable JsonNode value,
        @Limits(maxSize = 4000) @Nullable String comment,
        @Nullable JsonNode correction,
        @Nullable FeedbackMoment moment) {
    private static final int MOST_CORRECTION = 32_000;
    private static final int MOST_COMMENT = 4000;

    public NewFeedback {
        Check.name("pipeline", pipeline);
        Check.label("event_id", eventId, 200);
        if (outputId == null && externalId == null) {
            throw new InvalidField("external_id", "or output_id is required: they say which output it is about");
        }
        if (outputId != null) {
            Check.label("output_id", outputId.value(), 200);
        }
        Check.optionalLabel("external_id", externalId, 200);
        Check.optionalLabel("actor", actor, 200);
        Check.present("kind", kind);
        value = orAbsent(value);
        kind.check(value);
        Check.storable("comment", comment);
        if (comment != null) {
            Check.atMost("comment", comment, MOST_COMMENT);
        }
        correction = orAbsent(correction);
        if (correction != null && correction.toString().length() > MOST_CORRECTION) {
            throw new InvalidField("correction", "must be at most " + MOST_CORRECTION + " characters of JSON");
        }
        requireWords(kind, comment, correction);
    }

    private static void requireWords(FeedbackKind kind, @Nullable String comment, @Nullable JsonNode correction) {
        if (kind == FeedbackKind.COMMENT && (comment == null || comment.isBlank())) {
            throw new InvalidField("comment", "is required for this kind");
        }
        if (kind == FeedbackKind.CORRECTION && correction == null) {
            throw new InvalidField("correction", "is required for this kind");
        }
    }

    private static @Nullable JsonNode orAbsent(@Nullable JsonNode node) {
        return node == null || node.isNull() || node.isMissingNode() ? null : node;
    }

    /// The value as a number: 1 and 0 for a thumb, otherwise as it was given; null without one.
    @JsonIgnore
    public @Nullable Double number() {
        return kind.number(value);
    }

    /// What the user asked next; null for other kinds and when it is not said.
    @JsonIgnore
    public @Nullable String question() {
        return value != null && kind.asks() ? value.textValue() : null;
    }

    /// The form for comparing: the same content written in another way is the same.
    public NewFeedback canonical() {
        Builder same = new Builder(pipeline, outputId, externalId, kind);
        same.eventId = eventId;
        same.actor = actor;
        same.value = value == null ? null : CanonicalJson.of(value);
        same.comment = comment;
        same.correction = correction == null ? null : CanonicalJson.of(correction);
        same.moment = moment;
        return same.build();
    }

    /// Starts an event about an output that the pipeline calls by this id.
    public static Builder of(String pipeline, String externalId, FeedbackKind kind) {
        return new Builder(pipeline, null, externalId, kind);
    }

    /// Starts an event about an output with this id.
    public static Builder of(String pipeline, OutputId outputId, FeedbackKind kind) {
        return new Builder(pipeline, outputId, null, kind);
    }

    /// Collects the optional fields. Not thread-safe.
    public static final class Builder {
        private final String pipeline;
        private final @Nullable OutputId outputId;
        private @Nullable String externalId;
        private final FeedbackKind kind;
        private String eventId = UUID.randomUUID().toString();
        private @Nullable String actor;
        private @Nullable JsonNode value;
        private @Nullable String comment;
        private @Nullable JsonNode correction;
        private @Nullable FeedbackMoment moment;

        private Builder(String pipeline, @Nullable OutputId outputId, @Nullable String externalId, FeedbackKind kind) {
            this.pipeline = pipeline;
            this.outputId = outputId;
            this.externalId = externalId;
            this.kind = kind;
        }

        /// A random one when it is not set.
        public Builder eventId(String id) {
            eventId = id;
            return this;
        }

        /// The pipeline's own id, beside Touchstone's.
        public Builder externalId(String id) {
            externalId = id;
            return this;
        }

        public Builder actor(String name) {
            actor = name;
            return this;
        }

        /// `up` or `down`, or the next question.
        public Builder value(String text) {
            value = TextNode.valueOf(text);
            return this;
        }

        /// Stars.
        public Builder value(int number) {
            value = IntNode.valueOf(number);
            return this;
        }

        /// Milliseconds.
        public Builder value(long milliseconds) {
            value = LongNode.valueOf(milliseconds);
            return this;
        }

        /// A score, or the share that was changed.
        public Builder value(double share) {
            value = DoubleNode.valueOf(share);
            return this;
        }

        public Builder comment(String words) {
            comment = words;
            return this;
        }

        public Builder correction(JsonNode better) {
            correction = better;
            return this;
        }

        public Builder moment(FeedbackMoment seen) {
            moment = seen;
            return this;
        }

        /// @throws InvalidField when a value is out of range
        public NewFeedback build() {
            return new NewFeedback(
                    pipeline, eventId, outputId, externalId, actor, kind, value, comment, correction, moment);
        }
    }
}
