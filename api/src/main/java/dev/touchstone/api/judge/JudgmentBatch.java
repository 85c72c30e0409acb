package dev.touchstone.api.judge;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.touchstone.api.id.PipelineName;
import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A job that has outputs of a past window judged.
///
/// @param judgeVersion the version that judges them
/// @param remoteId the job's id at the endpoint; null while it is not submitted
/// @param trouble why it does not go on at this moment, or why it ended without results; null when all is well
public record JudgmentBatch(
        String id,
        PipelineName pipeline,
        String judgeVersion,
        @JsonUnwrapped Window window,
        State state,
        @JsonUnwrapped Progress progress,
        @Nullable String remoteId,
        @Nullable String trouble,
        @JsonUnwrapped Course course) {
    /// When the outputs arrived.
    public record Window(Instant from, Instant to) {}

    /// How far it is.
    ///
    /// @param outputs how many it holds
    /// @param judged how many have a verdict of it
    /// @param failures how many have none, by cause
    public record Progress(long outputs, long judged, Map<String, Long> failures) {
        public Progress {
            failures = Collections.unmodifiableMap(new TreeMap<>(failures));
        }
    }

    /// When and by whom.
    ///
    /// @param endedAt null while it runs
    public record Course(
            Instant createdAt, String createdBy, @Nullable Instant endedAt) {}

    /// How far it is.
    public enum State {
        /// It waits to be submitted.
        PREPARING,
        /// The endpoint works on it.
        SUBMITTED,
        /// Every output has a verdict or a failure.
        ENDED;

        /// The name on the wire.
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
