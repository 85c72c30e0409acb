package dev.touchstone.backend.judge.batch;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.judge.JudgmentBatch;
import dev.touchstone.api.wire.WireEnum;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Public only because JDBI binds through public methods. A job of the endpoint's batch interface.
///
/// @param submittedAtMs null before, and of jobs from before this was written down
/// @param lostSinceMs since when the endpoint does not know it; null while it does
public record BatchRow(
        String id,
        PipelineName pipeline,
        String versionId,
        long fromHour,
        long toHour,
        String state,
        @Nullable String remoteId,
        @Nullable String trouble,
        long createdAtMs,
        String createdBy,
        @Nullable Long endedAtMs,
        @Nullable Long submittedAtMs,
        @Nullable Long lostSinceMs) {
    /// The outcome of a line that has a verdict.
    static final String JUDGED = "judged";

    private static final long HOUR_SECONDS = 3600;

    /// One output of it.
    ///
    /// @param token that its answer must repeat
    /// @param outcome null while it is waited for
    public record Line(
            String batchId,
            OutputId outputId,
            String token,
            @Nullable String outcome) {}

    /// How many lines came out alike.
    record Count(@Nullable String outcome, long lines) {}

    boolean submitted() {
        return remoteId != null;
    }

    JudgmentBatch wire(List<Count> counts) {
        Map<String, Long> failures = new HashMap<>();
        long judged = 0;
        for (Count count : counts) {
            if (JUDGED.equals(count.outcome())) {
                judged += count.lines();
            } else if (count.outcome() != null) {
                failures.put(count.outcome(), count.lines());
            }
        }
        return new JudgmentBatch(
                id,
                pipeline,
                versionId,
                Instant.ofEpochSecond(fromHour * HOUR_SECONDS),
                Instant.ofEpochSecond(toHour * HOUR_SECONDS),
                WireEnum.read(JudgmentBatch.State.class, state),
                counts.stream().mapToLong(Count::lines).sum(),
                judged,
                failures,
                remoteId,
                trouble,
                Instant.ofEpochMilli(createdAtMs),
                createdBy,
                endedAtMs == null ? null : Instant.ofEpochMilli(endedAtMs));
    }
}
