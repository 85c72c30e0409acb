package dev.touchstone.backend.feedback.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.feedback.FeedbackEvent;
import dev.touchstone.api.feedback.FeedbackKind;
import dev.touchstone.api.feedback.NewFeedback;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.WireEnum;
import java.time.Instant;
import org.jdbi.v3.core.mapper.Nested;
import org.jspecify.annotations.Nullable;

/// A stored event. Public only because JDBI binds through public methods.
///
/// @param id UUIDv7
/// @param bodyHash over the canonical body, as with outputs
public record EventRow(
        String id,
        PipelineName pipeline,
        String eventId,
        String bodyHash,
        @Nested Named named,
        @Nested Did did,
        @Nested Times times,
        @Nested Seen seen,
        @Nested Looks looks) {

    /// Whom and what it is about.
    ///
    /// @param outputId null until the output is known
    /// @param externalId null when it was named by `outputId`
    /// @param actor a pseudonym; empty when nobody was named
    /// @param session a pseudonym; null without one
    public record Named(
            @Nullable OutputId outputId,
            @Nullable String externalId,
            String actor,
            @Nullable String session) {}

    /// @param words a [Words] as JSON; null without any
    public record Did(
            String kind, @Nullable Double value, @Nullable String words) {}

    /// @param happenedAtMs the client's time if that is believable, or else that of the arrival
    public record Times(
            long receivedAtMs, long happenedAtMs, @Nullable Long clientAtMs) {}

    /// How the output was shown.
    public record Seen(@Nullable Integer position, @Nullable Long visibleMs) {}

    /// How far counting is.
    ///
    /// @param state waiting, counted or lost
    /// @param lookAtMs when it is looked at next
    /// @param looks how often its output was not there
    public record Looks(String state, long lookAtMs, int looks) {}

    /// Texts of users. Whatever they say, it is never more than text.
    public record Words(
            @Nullable String comment,
            @Nullable JsonNode correction,
            @Nullable String question) {
        static @Nullable Words of(NewFeedback event) {
            return event.comment() == null && event.correction() == null && event.question() == null
                    ? null
                    : new Words(event.comment(), event.correction(), event.question());
        }
    }

    public FeedbackKind kind() {
        return WireEnum.read(FeedbackKind.class, did.kind());
    }

    /// What the user wrote; null without anything.
    public @Nullable Words words() {
        return did.words() == null ? null : Json.read(did.words(), Words.class);
    }

    public FeedbackEvent wire() {
        @Nullable Words words = words();
        return new FeedbackEvent(
                id,
                eventId,
                kind(),
                did.value(),
                named.actor().isEmpty() ? null : named.actor(),
                new FeedbackEvent.Words(
                        words == null ? null : words.comment(),
                        words == null ? null : words.correction(),
                        words == null ? null : words.question()),
                new FeedbackEvent.Times(
                        Instant.ofEpochMilli(times.happenedAtMs()), Instant.ofEpochMilli(times.receivedAtMs())));
    }
}
