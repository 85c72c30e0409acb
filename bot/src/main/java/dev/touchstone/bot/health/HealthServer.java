package dev.touchstone.bot.health;

import dev.touchstone.api.wire.Health;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Problem;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// `GET /healthz` · `GET /readyz` · `GET /metrics` of a bot that runs alone. Public: they tell nothing of the data.
public final class HealthServer implements AutoCloseable {
    private final HealthConfig config;
    private final PrometheusMeterRegistry metrics;
    private final BooleanSupplier working;
    private final Supplier<List<String>> notes;
    private final Javalin server;

    /// @param working whether the bot can do its work; answers at once
    /// @param notes what people should know; answers at once
    public HealthServer(
            HealthConfig config,
            PrometheusMeterRegistry metrics,
            BooleanSupplier working,
            Supplier<List<String>> notes) {
        this.config = config;
        this.metrics = metrics;
        this.working = working;
        this.notes = notes;
        this.server = Javalin.create(this::configure);
    }

    private void configure(JavalinConfig javalin) {
        javalin.startup.showJavalinBanner = false;
        javalin.startup.showOldJavalinVersionWarning = false;
        javalin.startup.startupWatcherEnabled = false;
        javalin.concurrency.useVirtualThreads = true;
        javalin.jetty.host = config.host();
        javalin.jetty.port = config.port();
        javalin.routes.get("/healthz", context -> json(context, 200, "application/json", Health.OK));
        javalin.routes.get("/readyz", this::ready);
        javalin.routes.get(
                "/metrics",
                context -> context.contentType("text/plain; version=0.0.4; charset=utf-8")
                        .result(metrics.scrape()));
    }

    private void ready(Context context) {
        if (working.getAsBoolean()) {
            json(context, 200, "application/json", new Health("ok", notes.get()));
            return;
        }
        List<String> why = notes.get();
        String detail = why.isEmpty() ? "The bot connects to Slack." : String.join(" ", why);
        json(context, 503, "application/problem+json", Problem.of(503, "not-ready", "Not ready", detail));
    }

    private static void json(Context context, int status, String type, Object body) {
        context.status(status)
                .header("Cache-Control", "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .contentType(type)
                .result(Json.write(body));
    }

    public HealthServer start() {
        new JvmMemoryMetrics().bindTo(metrics);
        new JvmThreadMetrics().bindTo(metrics);
        new ProcessorMetrics().bindTo(metrics);
        new UptimeMetrics().bindTo(metrics);
        new FileDescriptorMetrics().bindTo(metrics);
        server.start();
        return this;
    }

    /// Where it listens, without a trailing slash.
    public String url() {
        return "http://" + config.host() + ":" + server.port();
    }

    @Override
    public void close() {
        server.stop();
    }
}
