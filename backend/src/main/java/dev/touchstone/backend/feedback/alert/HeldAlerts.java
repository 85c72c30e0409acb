package dev.touchstone.backend.feedback.alert;

import dev.touchstone.api.delivery.DeliveryKind;
import dev.touchstone.api.delivery.Notice;
import dev.touchstone.api.policy.FeedbackRules;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.backend.outbox.Job;
import dev.touchstone.backend.outbox.Outbox;
import java.time.Instant;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;

/// Alerts that the policy holds back: it opens them as soon as it may, the worst first, and says once an hour how many
/// still wait. Thread-safe; whoever calls it holds the turn of counting.
public final class HeldAlerts {
    private static final long HOUR_MS = 3_600_000;

    private final FeedbackAlerts alerts;
    private final Outbox outbox;
    private final InstantSource clock;

    public HeldAlerts(FeedbackAlerts alerts, Outbox outbox, InstantSource clock) {
        this.alerts = alerts;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// Whether a pipeline has any.
    public boolean any(Handle handle, Pipeline pipeline) {
        return !handle.attach(AlertDao.class).held(pipeline.name(), 1).isEmpty();
    }

    /// @return how many reviews were opened
    public int release(Handle transaction, Pipeline pipeline) {
        AlertDao dao = transaction.attach(AlertDao.class);
        Instant now = clock.instant();
        int opened = 0;
        int room = alerts.room(transaction, pipeline, now);
        if (room > 0) {
            for (AlertRow alert : dao.held(pipeline.name(), room)) {
                AlertRow after = alerts.open(transaction, pipeline, alert);
                dao.put(after);
                opened += after.state().equals(AlertRow.OPENED) ? 1 : 0;
            }
        }
        say(transaction, dao, pipeline, now);
        return opened;
    }

    private void say(Handle transaction, AlertDao dao, Pipeline pipeline, Instant now) {
        FeedbackRules rules = pipeline.policy().feedback();
        String channel = pipeline.policy().reviewers().channel();
        // In quiet hours nobody wants to hear of it either.
        if (channel == null || Quiet.at(now, rules)) {
            return;
        }
        int held = dao.heldCount(pipeline.name());
        if (held > 0 && dao.sayOnce(pipeline.name(), now.toEpochMilli() / HOUR_MS) == 1) {
            outbox.write(
                    transaction,
                    new Job.ForChannel(
                            DeliveryKind.NOTICE,
                            pipeline.name(),
                            channel,
                            pipeline.name().value(),
                            new Notice(words(pipeline, held))));
        }
    }

    private static String words(Pipeline pipeline, int held) {
        int most = pipeline.policy().feedback().mostReviewsPerHour();
        return "Users found " + (held == 1 ? "1 more output" : held + " more outputs") + " of " + pipeline.name()
                + " critically bad. " + (held == 1 ? "It is" : "They are") + " held back, because the policy opens "
                + most + " reviews an hour for feedback; the worst come first.";
    }
}
