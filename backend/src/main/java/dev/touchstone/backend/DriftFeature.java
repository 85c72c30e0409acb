package dev.touchstone.backend;

import dev.touchstone.backend.audit.AuditLog;
import dev.touchstone.backend.delivery.Outbox;
import dev.touchstone.backend.drift.AlarmRoutes;
import dev.touchstone.backend.drift.Alarms;
import dev.touchstone.backend.drift.DriftReports;
import dev.touchstone.backend.drift.DriftWatch;
import dev.touchstone.backend.drift.action.AlarmActions;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.schedule.Task;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.Ids;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;

/// Wires what watches for drift.
final class DriftFeature {
    private final DriftWatch watch;
    private final List<Endpoint> endpoints;

    DriftFeature(
            Database database,
            Ids ids,
            InstantSource clock,
            AuditLog audit,
            Outbox outbox,
            Pipelines pipelines,
            Supplier<List<String>> judgeNotes) {
        AlarmActions actions = new AlarmActions();
        Alarms alarms = new Alarms(database, ids, clock, audit, outbox, pipelines, actions);
        watch = new DriftWatch(database, pipelines, alarms, judgeNotes, clock);
        endpoints = new AlarmRoutes(alarms, new DriftReports(database, outbox, actions), pipelines).endpoints();
    }

    List<Endpoint> endpoints() {
        return endpoints;
    }

    List<Task> tasks() {
        return List.of(new Task("drift", "15 * * * * ?", ZoneOffset.UTC, watch::catchUp));
    }
}
