package dev.touchstone.bot.posting;

import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.client.UnreachableException;
import dev.touchstone.api.delivery.Delivery;
import dev.touchstone.api.delivery.LeaseRequest;
import dev.touchstone.api.wire.Backoff;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fetches deliveries and hands each to a thread of its own. The backend gives out at most one per channel at a
/// time, so channels keep their order and do not wait for each other.
public final class Courier implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Courier.class);
    private static final int MOST = 50;
    private static final Duration POLL = Duration.ofSeconds(20);
    private static final Backoff BACKOFF = Backoff.doubling(Duration.ofMillis(250), Duration.ofSeconds(15));

    private final TouchstoneClient client;
    private final Delivering delivering;
    private final LeaseRequest request;
    private final LeaseKeeper keeper;
    private final Thread loop = Thread.ofVirtual().name("courier").unstarted(this::run);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("delivery-", 0).factory());
    private volatile boolean running = true;
    private volatile long heard = System.nanoTime();

    /// @param name who leases, for the backend's log
    /// @param lease how long others wait for what this bot held when it died, at least 5 s
    public Courier(TouchstoneClient client, Delivering delivering, String name, Duration lease) {
        this.client = client;
        this.delivering = delivering;
        this.request = new LeaseRequest(name, MOST, POLL, lease);
        this.keeper = new LeaseKeeper(client, lease);
    }

    public void start() {
        keeper.start();
        loop.start();
    }

    private void run() {
        int failures = 0;
        while (running) {
            try {
                List<Delivery> leased = client.deliveries().lease(request);
                heard = System.nanoTime();
                failures = 0;
                for (Delivery delivery : leased) {
                    Leased held = Leased.now(delivery, request.leaseFor());
                    threads.execute(() -> keeper.during(held, () -> delivering.deliver(held)));
                }
            } catch (ApiException | UnreachableException e) {
                if (!running) {
                    return;
                }
                Duration pause = BACKOFF.after(++failures);
                log.warn("cannot lease deliveries retry_ms={} error={}", pause.toMillis(), e.getMessage());
                if (!slept(pause)) {
                    return;
                }
            }
        }
    }

    /// How long ago the backend last answered, or the bot started.
    public Duration silence() {
        return Duration.ofNanos(System.nanoTime() - heard);
    }

    private static boolean slept(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /// Takes no more, waits a little for what is under way, then drops it: the lease ends by itself. Nothing is sent
    /// after it has returned.
    @Override
    public void close() {
        running = false;
        loop.interrupt();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(2, TimeUnit.SECONDS)) {
                threads.shutdownNow();
                if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
                    log.warn("deliveries under way do not end");
                }
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        } finally {
            keeper.close();
        }
    }
}
