package dev.touchstone.backend.evaluation;

import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.review.Decision;
import dev.touchstone.backend.outbox.Job;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.outbox.WorkKind;
import dev.touchstone.backend.output.OutputRow;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Puts verdicts into the outbox in the transaction that brings them about, so that an endpoint that is away delays
/// them and loses none. The events of a pipeline stand in one lane: while the endpoint is away one of them is tried
/// and the others wait, and a verdict never overtakes the one that it replaces. Thread-safe.
public final class EvaluationQueue {
    static final WorkKind KIND = WorkKind.laned("evaluation", "evaluation.result");

    private final boolean enabled;
    private final Outbox outbox;

    public EvaluationQueue(EvaluationConfig config, Outbox outbox) {
        this.enabled = config.enabled();
        this.outbox = outbox;
    }

    /// A verdict counts from now on. Without an endpoint it does nothing.
    ///
    /// @param body the output's texts; null when they are gone
    /// @param revision the review's from now on
    public void settled(Handle tx, OutputRow output, @Nullable NewOutput body, Decision counts, int revision) {
        if (enabled) {
            write(tx, output, EvaluationEvent.settled(output, body, counts, revision));
        }
    }

    /// A verdict counts no more.
    public void reopened(Handle tx, OutputRow output, @Nullable NewOutput body, Decision undone, int revision) {
        if (enabled) {
            write(tx, output, EvaluationEvent.reopened(output, body, undone, revision));
        }
    }

    private void write(Handle tx, OutputRow output, EvaluationEvent event) {
        String lane = output.pipeline().value();
        outbox.write(
                tx, new Job.Work(KIND, output.pipeline(), lane, event.reviewId().value(), event));
    }

    /// Verdicts that wait to be told, up to a hundred thousand, for the metrics.
    public long waiting() {
        return outbox.waiting(KIND);
    }
}
