package dev.touchstone.backend.report;

import dev.touchstone.api.delivery.DeliveryKind;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.policy.ReminderRules;
import dev.touchstone.api.report.Reminder;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.outbox.Job;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.review.due.DueReviews;
import dev.touchstone.backend.review.due.DueReviews.Held;
import dev.touchstone.backend.store.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reminds reviewers of reviews they hold that are nearly due, and tells the escalation channel of those long
/// past due. Nobody hears more than once a day: what is sent is written down with the day, in one transaction
/// with its delivery. Days are those of the digest's zone. Thread-safe.
public final class Reminders {
    private static final Logger log = LoggerFactory.getLogger(Reminders.class);

    private static final int MOST_TOLD = 10;
    private static final int DAYS_KEPT = 30;
    private static final String REVIEWER = "reviewer";
    private static final String ESCALATION = "escalation";

    private final Database database;
    private final Pipelines pipelines;
    private final Outbox outbox;
    private final DueReviews due;
    private final InstantSource clock;

    public Reminders(Database database, Pipelines pipelines, Outbox outbox, DueReviews due, InstantSource clock) {
        this.database = database;
        this.pipelines = pipelines;
        this.outbox = outbox;
        this.due = due;
        this.clock = clock;
    }

    /// Sends what is to be sent now. A pipeline that fails does not hold up the others; it is tried again with
    /// the next run.
    ///
    /// @return how many reminders were written
    public int remind() {
        Map<String, Nudge> nudges = new LinkedHashMap<>();
        int sent = 0;
        for (Pipeline pipeline : pipelines.all()) {
            ReminderRules rules = pipeline.policy().reminders();
            if (rules != null) {
                try {
                    nudges(pipeline, rules)
                            .forEach(nudge -> nudges.merge(nudge.reviewer().id().value(), nudge, Nudge::sooner));
                    sent += escalate(pipeline, rules);
                } catch (RuntimeException e) {
                    log.error("reminders not sent pipeline={}", pipeline.name(), e);
                }
            }
        }
        for (Nudge nudge : nudges.values()) {
            sent += nudge(nudge);
        }
        if (sent > 0) {
            String before = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                    .minusDays(DAYS_KEPT)
                    .toString();
            database.writer().useExtension(ReminderDao.class, dao -> dao.forgetBefore(before));
        }
        return sent;
    }

    /// What one reviewer holds of one pipeline.
    ///
    /// @param reviews most urgent first
    private record Nudge(Pipeline pipeline, Reviewer reviewer, List<Held> reviews) {
        Instant first() {
            return reviews.getFirst().dueAt();
        }

        /// Of two pipelines a reviewer hears of the more urgent one.
        Nudge sooner(Nudge other) {
            return other.first().isBefore(first()) ? other : this;
        }
    }

    private List<Nudge> nudges(Pipeline pipeline, ReminderRules rules) {
        Instant now = clock.instant();
        Map<String, Nudge> byReviewer = new LinkedHashMap<>();
        for (Held review : due.held(pipeline.name(), now, now.plus(rules.before()))) {
            byReviewer
                    .computeIfAbsent(
                            review.holder().id().value(), id -> new Nudge(pipeline, review.holder(), new ArrayList<>()))
                    .reviews()
                    .add(review);
        }
        return List.copyOf(byReviewer.values());
    }

    private int nudge(Nudge nudge) {
        ReviewerId reviewer = nudge.reviewer().id();
        if (sentToday(nudge.pipeline(), REVIEWER, reviewer.value())) {
            return 0;
        }
        List<Reminder.Due> first = nudge.reviews().stream()
                .limit(MOST_TOLD)
                .map(held -> new Reminder.Due(held.review(), held.dueAt()))
                .toList();
        Reminder reminder = new Reminder(
                nudge.reviewer(), nudge.pipeline().name(), nudge.reviews().size(), first);
        return send(nudge.pipeline(), REVIEWER, reviewer.value(), reviewer.value(), reminder);
    }

    private int escalate(Pipeline pipeline, ReminderRules rules) {
        if (rules.escalateTo() == null
                || sentToday(pipeline, ESCALATION, pipeline.name().value())) {
            return 0;
        }
        DueReviews.Overdue overdue =
                due.overdue(pipeline.name(), clock.instant().minus(rules.escalateAfter()), MOST_TOLD);
        if (overdue.total() == 0) {
            return 0;
        }
        Reminder reminder = new Reminder(null, pipeline.name(), overdue.total(), overdue.first());
        return send(pipeline, ESCALATION, pipeline.name().value(), rules.escalateTo(), reminder);
    }

    private boolean sentToday(Pipeline pipeline, String kind, String recipient) {
        return database.reader().withExtension(ReminderDao.class, dao -> dao.sent(kind, recipient, today(pipeline)))
                > 0;
    }

    private int send(Pipeline pipeline, String kind, String recipient, String channel, Reminder reminder) {
        return database.writer().inTransaction(transaction -> {
            int first = transaction.attach(ReminderDao.class).record(kind, recipient, today(pipeline), clock.millis());
            if (first == 1) {
                outbox.write(
                        transaction,
                        new Job.ForChannel(DeliveryKind.REMINDER, pipeline.name(), channel, recipient, reminder));
            }
            return first;
        });
    }

    private String today(Pipeline pipeline) {
        return LocalDate.ofInstant(clock.instant(), WeeklyDigest.zone(pipeline)).toString();
    }
}
