package dev.touchstone.backend.health;

import dev.touchstone.api.wire.Health;
import dev.touchstone.backend.http.ApiProblem;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.store.Database;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// `GET /healthz` · `GET /readyz` · `GET /metrics`. Public: they tell nothing of the data.
public final class HealthRoutes {
    private final PrometheusMeterRegistry metrics;
    private final Readiness readiness;

    /// @param notes what people should know although the server is ready
    public HealthRoutes(Database database, PrometheusMeterRegistry metrics, Supplier<List<String>> notes) {
        this.metrics = metrics;
        this.readiness = new Readiness(database, notes);
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/healthz", "getHealth", "The process lives.")
                        .answers(Health.class)
                        .parks()
                        .by(call -> Health.OK),
                Endpoint.get("/readyz", "getReadiness", "The process can take requests: its database answers.")
                        .answers(Health.class)
                        .orRefuses(503, "The database does not answer.")
                        .parks()
                        .by(call -> ready()),
                Endpoint.get("/metrics", "getMetrics", "Metrics in the Prometheus text format.")
                        .answers(String.class, "text/plain")
                        .by(this::metrics));
    }

    private Health ready() {
        Health health = readiness.now();
        if (health == null) {
            throw notReady();
        }
        return health;
    }

    private static ApiProblem notReady() {
        return ApiProblem.unavailable(
                503, "not-ready", "The database does not answer; requests are refused for now.", Duration.ofSeconds(2));
    }

    private @Nullable Object metrics(Call call) {
        call.text("text/plain; version=0.0.4; charset=utf-8", metrics.scrape());
        return null;
    }
}
