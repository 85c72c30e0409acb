package dev.touchstone.backend;

import dev.touchstone.backend.evaluation.EvaluationConfig;
import dev.touchstone.backend.evaluation.EvaluationQueue;
import dev.touchstone.backend.evaluation.EvaluationSender;
import dev.touchstone.backend.health.StoredGauges;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.intake.Intake;
import dev.touchstone.backend.otlp.TraceIntake;
import dev.touchstone.backend.otlp.TraceRoutes;
import dev.touchstone.backend.otlp.TraceWork;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.schedule.Task;
import dev.touchstone.backend.store.Database;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Wires the traces that OpenTelemetry sends, and the verdicts that go back to it.
final class OtlpFeature implements AutoCloseable {
    private final TraceIntake traces;
    private final TraceWork work;
    private final @Nullable EvaluationSender verdicts;

    /// @param queue where verdicts wait
    record VerdictsOut(EvaluationConfig config, EvaluationQueue queue, Outbox outbox) {}

    OtlpFeature(
            Database database,
            InstantSource clock,
            Pipelines pipelines,
            Intake outputs,
            VerdictsOut out,
            StoredGauges stored) {
        traces = new TraceIntake(database, clock, pipelines);
        work = new TraceWork(database, clock, pipelines, outputs);
        verdicts = out.config().enabled() ? new EvaluationSender(out.config(), out.outbox(), clock) : null;
        stored.add("touchstone.traces.waiting", "Traces that are not whole yet, up to 100,000", traces::waiting);
        stored.add(
                "touchstone.evaluations.waiting",
                "Verdicts that wait to be told by OTLP, up to 100,000",
                out.queue()::waiting);
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
        if (verdicts != null) {
            verdicts.start();
        }
    }

    /// Before the intake of outputs.
    @Override
    public void close() {
        traces.close();
        work.close();
        if (verdicts != null) {
            verdicts.close();
        }
    }
}
