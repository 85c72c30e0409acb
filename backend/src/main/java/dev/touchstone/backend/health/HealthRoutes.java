package dev.touchstone.backend.health;

import dev.touchstone.api.wire.Health;
import dev.touchstone.backend.http.ApiProblem;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.store.Database;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// `GET /healthz` · `GET /readyz` · `GET /metrics`. Public: they tell nothing of the data. None of them runs on the
/// threads that query, so that they answer when all of these are busy.
public final class HealthRoutes {
    /// A scrape does not wait longer for what the database says.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final PrometheusMeterRegistry metrics;
    private final Readiness readiness;
    private final Looker<Boolean> stored;

    /// @param stored what the metrics need the database for
    /// @param notes what people should know although the server is ready
    public HealthRoutes(
            Database database,
            InstantSource clock,
            PrometheusMeterRegistry metrics,
            StoredGauges stored,
            Supplier<List<String>> notes) {
        this.metrics = metrics;
        this.readiness = new Readiness(database, clock, notes);
        this.stored = new Looker<>("metrics", PATIENCE, () -> {
            stored.look();
            return true;
        });
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/healthz", "getHealth", "The process lives.")
                        .answers(Health.class)
                        .parks()
                        .by(call -> Health.OK),
                Endpoint.get("/readyz", "getReadiness", "The process can do its work: its database takes writes.")
                        .answers(Health.class)
                        .orRefuses(503, "The database takes no writes.")
                        .parks()
                        .by(call -> ready()),
                Endpoint.get("/metrics", "getMetrics", "Metrics in the Prometheus text format.")
                        .answers(String.class, "text/plain")
                        .parks()
                        .by(this::metrics));
    }

    private Health ready() {
        return switch (readiness.now()) {
            case Readiness.State.Ready ready -> ready.health();
            case Readiness.State.NotReady not ->
                throw ApiProblem.unavailable(
                        503,
                        "not-ready",
                        "The database takes no writes (" + not.cause() + "); requests are refused for now.",
                        Duration.ofSeconds(2));
        };
    }

    private @Nullable Object metrics(Call call) {
        Boolean unused = stored.now();
        call.text("text/plain; version=0.0.4; charset=utf-8", metrics.scrape());
        return null;
    }
}
