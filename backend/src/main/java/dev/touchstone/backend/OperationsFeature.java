package dev.touchstone.backend;

import dev.touchstone.backend.health.HealthRoutes;
import dev.touchstone.backend.health.ProcessMeters;
import dev.touchstone.backend.health.StoredGauges;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.intake.Intake;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.outbox.Waiting;
import dev.touchstone.backend.review.ReviewQueue;
import dev.touchstone.backend.review.view.Verdicts;
import dev.touchstone.backend.store.Database;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/// Wires what operators see: metrics, readiness, and notes on what they should know although the server is ready.
final class OperationsFeature implements AutoCloseable {
    /// A channel is posted to once a second; whoever waits longer than this waits for something else.
    private static final Duration OLD = Duration.ofMinutes(5);
    /// Bots ask every twenty seconds.
    private static final Duration BOTS_AWAY = Duration.ofMinutes(1);

    private final Database database;
    private final InstantSource clock;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final StoredGauges stored = new StoredGauges(registry);
    private final ProcessMeters process = new ProcessMeters(registry);
    private final List<Supplier<List<String>>> notes = new CopyOnWriteArrayList<>();

    OperationsFeature(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        database.measure(registry);
        database.folder()
                .ifPresent(folder -> stored.add(
                        "touchstone.disk.free",
                        "Bytes free where the database lies",
                        () -> folder.toFile().getUsableSpace()));
    }

    MeterRegistry registry() {
        return registry;
    }

    StoredGauges stored() {
        return stored;
    }

    /// Measures the way of an output.
    void watch(Intake intake, Outbox outbox, ReviewQueue queue, Verdicts verdicts) {
        gauge("touchstone.intake.waiting", "Outputs that wait to be stored", intake::waiting);
        gauge("touchstone.verdicts.awaited", "Long polls that wait for a verdict", verdicts::waiting);
        gauge("touchstone.leases.awaited", "Long polls and workers that wait for a delivery", outbox::waitingForWork);
        gauge(
                "touchstone.bots.silent.seconds",
                "How long no bot has asked this process for deliveries",
                () -> outbox.botsSilentFor().toSeconds());
        stored.add("touchstone.deliveries.waiting", "Deliveries not done yet, up to 100,000", outbox::waiting);
        stored.add("touchstone.deliveries.dead", "Deliveries given up, up to 100,000", outbox::deadCount);
        stored.add("touchstone.reviews.open", "Open reviews, up to 100,000", queue::openCount);
        Waiting waiting = new Waiting(database, clock);
        stored.addRows(
                "touchstone.deliveries.oldest.age.seconds",
                "Age of the oldest delivery not done yet, by who carries it out and, for the 20 oldest, channel",
                () -> ages(waiting.oldest()));
        notes.add(() -> aboutWaiting(waiting.oldest(), outbox.botsSilentFor()));
    }

    /// Measures the way of what users do.
    void watchFeedback(Supplier<Number> unstored, Supplier<Number> uncounted) {
        gauge("touchstone.feedback.waiting", "Events of users that wait to be stored", unstored);
        stored.add(
                "touchstone.feedback.uncounted",
                "Events of users that wait to be counted, or for their output, up to 100,000",
                uncounted);
    }

    private void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }

    private static Map<Tags, Double> ages(List<Waiting.Oldest> oldest) {
        Map<Tags, Double> rows = new LinkedHashMap<>();
        oldest.forEach(one -> rows.put(Tags.of("consumer", one.consumer(), "channel", one.channel()), (double)
                one.age().toSeconds()));
        return rows;
    }

    private static List<String> aboutWaiting(List<Waiting.Oldest> oldest, Duration botsSilent) {
        List<String> said = new ArrayList<>();
        Map<String, Duration> byConsumer = new LinkedHashMap<>();
        oldest.stream()
                .filter(one -> one.age().compareTo(OLD) > 0)
                .forEach(one -> byConsumer.merge(one.consumer(), one.age(), OperationsFeature::longer));
        byConsumer.forEach((consumer, age) -> said.add("A delivery of kind " + consumer + " has waited for "
                + age.toMinutes() + " minutes; GET /metrics shows which, the log why."));
        boolean cards = oldest.stream().anyMatch(one -> !one.channel().isEmpty());
        if (cards && botsSilent.compareTo(BOTS_AWAY) > 0) {
            said.add("No bot has asked for deliveries for " + botsSilent.toMinutes()
                    + " minutes although something is to be shown; is one running?");
        }
        return said;
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    /// @param more asked whenever somebody asks whether the server is ready; may ask the database
    void alsoNote(Supplier<List<String>> more) {
        notes.add(more);
    }

    List<Endpoint> endpoints() {
        return new HealthRoutes(database, clock, registry, stored, this::notes).endpoints();
    }

    /// What people should know although the server is ready.
    List<String> notes() {
        return notes.stream().flatMap(some -> some.get().stream()).toList();
    }

    @Override
    public void close() {
        process.close();
    }
}
