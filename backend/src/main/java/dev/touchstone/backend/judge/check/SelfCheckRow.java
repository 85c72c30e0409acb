package dev.touchstone.backend.judge.check;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.judge.SelfCheck;
import dev.touchstone.api.wire.Json;
import java.time.Instant;
import java.util.Map;
import org.jdbi.v3.core.mapper.Nested;
import org.jspecify.annotations.Nullable;

/// Public only because JDBI binds through public methods. One output that waits for a check, or did.
///
/// @param doubtfulPi with which probability it is reviewed when it turns out to be doubtful, as in force at intake
/// @param attempts answers that could not be used so far
public record SelfCheckRow(
        OutputId outputId,
        PipelineName pipeline,
        long hour,
        double doubtfulPi,
        @Nested Times times,
        int attempts,
        @Nested Said said) {
    /// In epoch milliseconds; settled is null while it waits.
    public record Times(
            long askedAtMs, long decideByMs, @Nullable Long settledAtMs) {}

    /// What came of it.
    ///
    /// @param score 0 to 1; null without an answer
    /// @param parts the scores of attributes as JSON
    /// @param confidence what audits show such a score to mean, 0 to 1; null without a calibration
    /// @param failure why there was no answer; null with one
    public record Said(
            @Nullable String checkVersion,
            @Nullable Double score,
            @Nullable String parts,
            @Nullable Double confidence,
            @Nullable String failure) {
        static final Said NOTHING = new Said(null, null, null, null, null);

        /// What no model has answered.
        static Said failed(String cause) {
            return new Said(null, null, null, null, cause);
        }
    }

    /// The scores of attributes, by name.
    record Parts(Map<String, Double> scores) {}

    SelfCheck wire() {
        return new SelfCheck(
                state(),
                false,
                said.score(),
                said.confidence(),
                said.parts() == null
                        ? Map.of()
                        : Json.read(said.parts(), Parts.class).scores(),
                said.checkVersion(),
                why(),
                Instant.ofEpochMilli(times.decideByMs()),
                times.settledAtMs() == null ? null : Instant.ofEpochMilli(times.settledAtMs()));
    }

    private SelfCheck.State state() {
        if (times.settledAtMs() == null) {
            return SelfCheck.State.CHECKING;
        }
        return said.score() == null ? SelfCheck.State.UNANSWERED : SelfCheck.State.ANSWERED;
    }

    private @Nullable String why() {
        if (times.settledAtMs() == null || said.confidence() != null) {
            return null;
        }
        return said.score() == null
                ? "the model did not answer in time (" + said.failure()
                        + "), so the output counts as one without a confidence"
                : "when the output came in, no calibration of this version was in force, so its score routed nothing";
    }
}
