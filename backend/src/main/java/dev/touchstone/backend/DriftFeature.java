package dev.touchstone.backend;

import dev.touchstone.api.alarm.AlarmKind;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.backend.drift.AlarmLines;
import dev.touchstone.backend.drift.AlarmListener;
import dev.touchstone.backend.drift.AlarmRoutes;
import dev.touchstone.backend.drift.Alarms;
import dev.touchstone.backend.drift.DelayForecast;
import dev.touchstone.backend.drift.DriftReports;
import dev.touchstone.backend.drift.DriftWatch;
import dev.touchstone.backend.drift.action.ActionDesk;
import dev.touchstone.backend.drift.action.AlarmActions;
import dev.touchstone.backend.drift.action.act.ActionConfig;
import dev.touchstone.backend.drift.action.act.AllowedTargets;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.judge.release.JudgeReleases;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.quality.AlarmForecast;
import dev.touchstone.backend.report.AlarmWeek;
import dev.touchstone.backend.schedule.Task;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.Ids;
import dev.touchstone.backend.store.Storage;
import dev.touchstone.backend.webhook.Webhooks;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// Wires what watches for drift, and what its alarms do.
final class DriftFeature implements AutoCloseable {
    /// Alarms that take the ground from under what the judge was certified for.
    private static final Set<AlarmKind> GROUNDS =
            EnumSet.of(AlarmKind.FLOOR, AlarmKind.REGRESSION, AlarmKind.RELEASE, AlarmKind.JUDGE);

    private final DriftWatch watch;
    private final ActionDesk desk;
    private final AlarmLines lines;
    private final DelayForecast forecast;
    private final List<Endpoint> endpoints = new ArrayList<>();

    DriftFeature(
            ActionConfig config,
            AllowedTargets allowed,
            Storage storage,
            Ledger ledger,
            Outbox outbox,
            Webhooks webhooks,
            Pipelines pipelines,
            Supplier<List<String>> judgeNotes,
            JudgeReleases releases) {
        Database database = storage.database();
        Ids ids = storage.ids();
        InstantSource clock = storage.clock();
        AlarmActions actions = new AlarmActions(database, ids, clock, ledger, outbox);
        Alarms alarms = new Alarms(database, ids, clock, ledger, outbox, pipelines, actions, endsReleases(releases));
        watch = new DriftWatch(database, pipelines, alarms, judgeNotes, clock);
        desk = new ActionDesk(config, allowed, storage, ledger, pipelines, outbox, webhooks, actions, alarms);
        lines = new AlarmLines(database);
        forecast = new DelayForecast(database, pipelines);
        endpoints.addAll(new AlarmRoutes(alarms, new DriftReports(database, outbox, actions), pipelines).endpoints());
        endpoints.addAll(desk.endpoints());
    }

    /// The judge was certified on outputs, and by people, as they were: once either is shown to have become
    /// worse, its certificate says nothing any more.
    static AlarmListener endsReleases(JudgeReleases releases) {
        return (transaction, alarm) -> {
            if (GROUNDS.contains(alarm.kind())) {
                releases.withdraw(
                        transaction,
                        alarm.pipeline(),
                        "an alarm says: " + alarm.message().headline(),
                        "drift");
            }
        };
    }

    List<Endpoint> endpoints() {
        return List.copyOf(endpoints);
    }

    List<Task> tasks() {
        return List.of(new Task("drift", "5/20 * * * * ?", ZoneOffset.UTC, watch::catchUp));
    }

    /// What the digest tells of alarms.
    AlarmWeek week() {
        return new AlarmWeek() {
            @Override
            public List<String> lines(PipelineName pipeline, Instant from, Instant to) {
                return lines.lines(pipeline, from, to);
            }

            @Override
            public boolean opened(PipelineName pipeline, Instant from, Instant to) {
                return lines.opened(pipeline, from, to);
            }
        };
    }

    /// What planning asks of the alarms.
    AlarmForecast forecast() {
        return forecast::weeks;
    }

    /// What people should know before an alarm needs an action; empty when all is well.
    List<String> notes() {
        return desk.notes();
    }

    void start(Map<String, Policy> declared) {
        desk.start(declared);
    }

    @Override
    public void close() {
        desk.close();
    }
}
