package dev.touchstone.backend;

import dev.touchstone.backend.advice.Efficiency;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.report.AlarmWeek;
import dev.touchstone.backend.report.DigestRoutes;
import dev.touchstone.backend.report.Digests;
import dev.touchstone.backend.report.Reminders;
import dev.touchstone.backend.report.WeeklyDigest;
import dev.touchstone.backend.report.WeeklyPosts;
import dev.touchstone.backend.review.due.DueReviews;
import dev.touchstone.backend.schedule.Task;
import dev.touchstone.backend.store.Database;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;

/// Wires the weekly digest and the reminders.
final class ReportFeature {
    private final Digests digests;
    private final WeeklyPosts posts;
    private final Reminders reminders;

    ReportFeature(
            Database database,
            Pipelines pipelines,
            Outbox outbox,
            AlarmWeek alarms,
            Ledger ledger,
            Efficiency efficiency,
            InstantSource clock) {
        DueReviews due = new DueReviews(database);
        WeeklyDigest weekly = new WeeklyDigest(database, pipelines, due, alarms, ledger, efficiency, clock);
        digests = new Digests(database, pipelines, outbox, weekly, clock);
        posts = new WeeklyPosts(pipelines, digests, clock);
        reminders = new Reminders(database, pipelines, outbox, due, clock);
    }

    List<Endpoint> endpoints() {
        return new DigestRoutes(digests).endpoints();
    }

    /// Every five minutes because policies name minutes, and because a run that finds nothing missing costs
    /// nothing.
    List<Task> tasks() {
        return List.of(
                new Task("digests", "0 0/5 * * * ?", ZoneOffset.UTC, posts::catchUp),
                new Task("reminders", "0 4/10 * * * ?", ZoneOffset.UTC, reminders::remind));
    }
}
