package dev.touchstone.backend.webhook;

import dev.touchstone.api.delivery.WebhookEvent;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.backend.keys.Secrets;
import dev.touchstone.backend.keys.ServerSecret;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.outbox.DeliveryRow;
import dev.touchstone.backend.outbox.Job;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.DatabaseConfig;
import dev.touchstone.backend.store.Ids;
import dev.touchstone.backend.store.Signals;
import dev.touchstone.backend.testing.TestClock;
import dev.touchstone.backend.testing.Workbench;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLSocketFactory;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/// An outbox in a real database, a clock to move, and consumers that may call loopback.
public final class WebhookBench implements AutoCloseable {
    static final Secrets SECRET = Secrets.only(ServerSecret.of("0123456789abcdef0123456789abcdef"));
    static final WebhookConfig LOOPBACK = config(Duration.ofSeconds(10), 4);

    final TestClock clock;
    final Database database;
    final Outbox outbox;
    final DisabledEndpoints endpoints;
    private final List<Webhooks> started = new ArrayList<>();

    WebhookBench(Path folder) {
        this(folder, new TestClock());
    }

    /// A further process on the same database has a bench of its own with the same clock.
    WebhookBench(Path folder, TestClock clock) {
        this.clock = clock;
        database = Database.openAndMigrate(DatabaseConfig.sqlite(folder.resolve("touchstone.db")));
        var ledger = new Ledger(database, clock, Workbench.LEDGER_KEYS);
        outbox = new Outbox(database, new Ids(clock), clock, new Signals(), ledger);
        endpoints = new DisabledEndpoints(database, clock, ledger);
    }

    static WebhookConfig config(Duration deadline, int workers) {
        return new WebhookConfig(List.of("127.0.0.0/8"), deadline, workers);
    }

    static WebhookClient client(Duration deadline, HostResolver resolver, String... allowed) {
        var tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
        var guard = new AddressGuard(List.of(allowed));
        return new WebhookClient(new PinnedConnector(guard, resolver, tls, LoopbackOnly::new), deadline);
    }

    /// As they run in the product, but that they call nobody beyond this machine.
    public static Webhooks webhooks(
            WebhookConfig config, Outbox outbox, DisabledEndpoints endpoints, InstantSource clock, Secrets secrets) {
        var guard = new AddressGuard(config.allowCidrs());
        var tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
        var connector = new PinnedConnector(guard, HostResolver.SYSTEM, tls, LoopbackOnly::new);
        return new Webhooks(config, outbox, endpoints, clock, secrets, connector);
    }

    Webhooks start() {
        return start(LOOPBACK);
    }

    Webhooks start(WebhookConfig config) {
        return start(config, SECRET);
    }

    Webhooks start(Secrets secrets) {
        return start(LOOPBACK, secrets);
    }

    private Webhooks start(WebhookConfig config, Secrets secrets) {
        var webhooks = webhooks(config, outbox, endpoints, clock, secrets);
        started.add(webhooks);
        webhooks.start();
        return webhooks;
    }

    /// Writes a verdict for an endpoint.
    ///
    /// @return the delivery's id
    String verdictFor(String url) {
        List<String> before = ids();
        database.writer()
                .useTransaction(tx -> outbox.write(
                        tx,
                        new Job.ForEndpoint(
                                WebhookEvent.VERDICT_SETTLED,
                                new PipelineName("claims"),
                                url,
                                "review-1",
                                Map.of("output_id", "output-1", "text", "Größe ✓"))));
        return ids().stream().filter(id -> !before.contains(id)).findFirst().orElseThrow();
    }

    private List<String> ids() {
        return database.reader()
                .withHandle(handle -> handle.createQuery("SELECT id FROM delivery ORDER BY id")
                        .mapTo(String.class)
                        .list());
    }

    DeliveryRow row(String id) {
        return database.reader()
                .withHandle(handle -> handle.createQuery("""
                                SELECT id, consumer, kind, pipeline, lane, target, subject, payload, state, attempts,
                                    created_at_ms, not_before_ms, lease_until_ms, last_error
                                FROM delivery WHERE id = :id
                                """)
                        .bind("id", id)
                        .map(ConstructorMapper.of(DeliveryRow.class))
                        .one());
    }

    String error(String id) {
        return String.valueOf(row(id).tries().lastError());
    }

    /// Waits until the delivery is in this state after this many attempts.
    void await(String id, String state, int attempts) {
        await(
                () -> {
                    DeliveryRow row = row(id);
                    return row.state().equals(state) && row.tries().attempts() == attempts;
                },
                "delivery " + state + " after " + attempts + " attempts");
    }

    static void await(BooleanSupplier condition, String what) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain for: " + what);
            }
            pause(Duration.ofMillis(10));
        }
    }

    static void pause(Duration length) {
        try {
            Thread.sleep(length.toMillis());
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    /// Lets time go by; the consumers notice at their next look.
    void pass(Duration time) {
        clock.advance(time);
    }

    @Override
    public void close() {
        started.forEach(Webhooks::close);
        database.close();
    }
}
