package dev.touchstone.backend.judge.batch;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.judge.JudgmentBatch;
import dev.touchstone.api.wire.WireEnum;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.mapper.Nested;
import org.jspecify.annotations.Nullable;

/// Public only because JDBI binds through public methods. A job of the endpoint's batch interface.
public record BatchRow(
        String id,
        PipelineName pipeline,
        String versionId,
        @Nested Window window,
        String state,
        @Nested Remote remote,
        @Nullable String trouble,
        @Nested Course course) {
    /// Epoch hours; the end is exclusive.
    public record Window(long fromHour, long toHour) {}

    /// The job at the endpoint.
    ///
    /// @param submittedAtMs null before, and of jobs from before this was written down
    /// @param lostSinceMs since when the endpoint does not know it; null while it does
    public record Remote(
            @Nullable String remoteId,
            @Nullable Long submittedAtMs,
            @Nullable Long lostSinceMs) {}

    /// In epoch milliseconds; the end is null while it runs.
    public record Course(
            long createdAtMs, String createdBy, @Nullable Long endedAtMs) {}

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
        return remote.remoteId() != null;
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
                new JudgmentBatch.Window(
                        Instant.ofEpochSecond(window.fromHour() * HOUR_SECONDS),
                        Instant.ofEpochSecond(window.toHour() * HOUR_SECONDS)),
                WireEnum.read(JudgmentBatch.State.class, state),
                new JudgmentBatch.Progress(
                        counts.stream().mapToLong(Count::lines).sum(), judged, failures),
                remote.remoteId(),
                trouble,
                new JudgmentBatch.Course(
                        Instant.ofEpochMilli(course.createdAtMs()),
                        course.createdBy(),
                        course.endedAtMs() == null ? null : Instant.ofEpochMilli(course.endedAtMs())));
    }
}
