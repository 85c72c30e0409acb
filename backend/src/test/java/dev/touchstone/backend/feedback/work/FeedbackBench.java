package dev.touchstone.backend.feedback.work;

import dev.touchstone.api.feedback.FeedbackKind;
import dev.touchstone.api.feedback.NewFeedback;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.backend.feedback.alert.FeedbackAlerts;
import dev.touchstone.backend.feedback.alert.HeldAlerts;
import dev.touchstone.backend.feedback.alert.ThreadNews;
import dev.touchstone.backend.feedback.event.FeedbackIntake;
import dev.touchstone.backend.testing.Workbench;
import dev.touchstone.stats.sampling.SamplingKey;
import java.nio.charset.StandardCharsets;

/// The gateway on a workbench, wired as in the backend; counting runs when a test says so.
public final class FeedbackBench implements AutoCloseable {
    public final Workbench bench;
    public final FeedbackIntake intake;
    public final FeedbackWork work;

    public FeedbackBench(Workbench bench) {
        this.bench = bench;
        FeedbackAlerts alerts =
                new FeedbackAlerts(bench.ids, bench.clock, bench.outputs, bench.queue, new ThreadNews(bench.outbox));
        work = new FeedbackWork(
                bench.database,
                bench.clock,
                bench.pipelines,
                bench.outputs,
                alerts,
                new HeldAlerts(alerts, bench.outbox, bench.clock));
        intake = new FeedbackIntake(
                bench.database,
                bench.ids,
                bench.clock,
                bench.pipelines,
                new SamplingKey("a salt for tests".getBytes(StandardCharsets.UTF_8)),
                () -> {});
        intake.start();
    }

    /// A confident output that no chance draws: `audit_rate` is 0 in the policy.
    public OutputReceipt output(String externalId) {
        return bench.post(NewOutput.text("p", externalId, "an answer")
                .query("How do I reset my password?")
                .confidence(0.95)
                .build());
    }

    public FeedbackIntake.Answer post(NewFeedback event) {
        return intake.accept(event).join();
    }

    public void thumb(String externalId, String actor, String value) {
        post(NewFeedback.of("p", externalId, FeedbackKind.THUMB)
                .actor(actor)
                .value(value)
                .build());
    }

    /// Counts all that can be counted now.
    public void count() {
        while (work.run() > 0) {
            // The next batch.
        }
    }

    /// What one column of the only row of an output says.
    public String signal(OutputId id, String column) {
        return bench.database
                .reader()
                .withHandle(
                        handle -> handle.createQuery("SELECT " + column + " FROM feedback_signal WHERE output_id = :id")
                                .bind("id", id)
                                .mapTo(String.class)
                                .one());
    }

    @Override
    public void close() {
        intake.close();
    }
}
