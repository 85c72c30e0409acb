package dev.touchstone.backend.drift.action;

import dev.touchstone.api.alarm.AlarmNews;
import dev.touchstone.api.delivery.DeliveryKind;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.backend.drift.action.act.RunRow;
import dev.touchstone.backend.outbox.Job;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.pipeline.Pipelines;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Tells an alarm's channel what became of its actions.
final class ActionNews {
    private final Outbox outbox;
    private final Pipelines pipelines;

    ActionNews(Outbox outbox, Pipelines pipelines) {
        this.outbox = outbox;
        this.pipelines = pipelines;
    }

    /// Within the transaction that records it. Nobody hears of a test but who made it.
    void tell(Handle transaction, RunRow run, String text) {
        if (run.test()) {
            return;
        }
        pipelines
                .find(run.pipeline())
                .flatMap(pipeline -> channel(pipeline.policy()))
                .ifPresent(channel -> outbox.write(
                        transaction,
                        new Job.ForChannel(
                                DeliveryKind.ALARM,
                                run.pipeline(),
                                channel,
                                run.alarmId(),
                                new AlarmNews(
                                        AlarmNews.What.ACTED, run.ordered().action() + ": " + text))));
    }

    private static Optional<String> channel(Policy policy) {
        return Optional.ofNullable(policy.drift().channel())
                .or(() -> Optional.ofNullable(policy.reviewers().channel()));
    }
}
