package dev.touchstone.backend;

import dev.touchstone.backend.health.StoredGauges;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.intake.Intake;
import dev.touchstone.backend.otlp.TraceIntake;
import dev.touchstone.backend.otlp.TraceRoutes;
import dev.touchstone.backend.otlp.TraceWork;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.schedule.Task;
import dev.touchstone.backend.store.Database;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;

/// Wires the traces that OpenTelemetry sends.
final class OtlpFeature implements AutoCloseable {
    private final TraceIntake traces;
    private final TraceWork work;

    OtlpFeature(Database database, InstantSource clock, Pipelines pipelines, Intake outputs, StoredGauges stored) {
        traces = new TraceIntake(database, clock, pipelines);
        work = new TraceWork(database, clock, pipelines, outputs);
        stored.add("touchstone.traces.waiting", "Traces that are not whole yet, up to 100,000", traces::waiting);
    }

    List<Endpoint> endpoints() {
        return new TraceRoutes(traces).endpoints();
    }

    List<Task> tasks() {
        return List.of(new Task("traces", "50 12 * * * ?", ZoneOffset.UTC, work::forget));
    }

    /// After the intake of outputs.
    void start() {
        traces.start();
        work.start();
    }

    /// Before the intake of outputs.
    @Override
    public void close() {
        traces.close();
        work.close();
    }
}
