package dev.touchstone.backend.delivery;

import dev.touchstone.api.Delivery;
import dev.touchstone.backend.http.ApiProblem;
import dev.touchstone.backend.keys.ServerSecret;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Calls pipelines back. One thread leases what is due, as much as there are free workers, and hands it to them; so
/// idle workers cost the database nothing. Nothing a delivery or the database does ends the loop. [#close] finishes the
/// calls in flight.
public final class Webhooks implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Webhooks.class);
    private static final Duration LEASE_WAIT = Duration.ofSeconds(20);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Outbox outbox;
    private final WebhookSender sender;
    private final Duration deadline;
    private final int workerCount;
    private final Semaphore free;
    private final ExecutorService workers;
    private final Thread leaser;
    private final String name = "webhooks-" + ProcessHandle.current().pid();
    private volatile boolean closing;

    public Webhooks(WebhookConfig config, Outbox outbox, InstantSource clock, ServerSecret secret) {
        this(config, outbox, clock, secret, HostResolver.SYSTEM, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    Webhooks(
            WebhookConfig config,
            Outbox outbox,
            InstantSource clock,
            ServerSecret secret,
            HostResolver resolver,
            SSLSocketFactory tls) {
        this.outbox = outbox;
        deadline = config.deadline();
        var connector = new PinnedConnector(new AddressGuard(config.allowCidrs()), resolver, tls);
        sender = new WebhookSender(outbox, new WebhookClient(connector, deadline), clock, secret);
        workerCount = config.workers();
        free = new Semaphore(workerCount);
        workers = Executors.newFixedThreadPool(
                workerCount, Thread.ofPlatform().name("webhook-", 0).factory());
        leaser = Thread.ofPlatform().name("webhook-lease").unstarted(this::run);
    }

    /// The secret a pipeline verifies signatures with, in the form Standard Webhooks libraries take.
    public static String signingSecret(ServerSecret secret, String pipeline) {
        return WebhookMessage.SECRET_PREFIX + Base64.getEncoder().encodeToString(WebhookMessage.key(secret, pipeline));
    }

    public void start() {
        leaser.start();
    }

    private void run() {
        Duration pause = Duration.ZERO;
        while (!closing) {
            try {
                leaseAndHandOut();
                pause = Duration.ZERO;
            } catch (InterruptedException e) {
                // Only close() interrupts, and the loop's condition sees to that.
            } catch (RuntimeException | Error e) {
                pause = afterTrouble(pause, e);
            }
        }
    }

    private void leaseAndHandOut() throws InterruptedException {
        free.acquire();
        int room = 1 + free.drainPermits();
        int used = 0;
        try {
            for (Delivery delivery : outbox.lease(Outbox.WEBHOOK, name, room, LEASE_WAIT, leaseFor())) {
                workers.execute(() -> work(delivery));
                used++;
            }
        } finally {
            free.release(room - used);
        }
    }

    /// A lease outlasts the call and the acknowledgement, with room for a database that is slow to take it.
    private Duration leaseFor() {
        return deadline.multipliedBy(2).plus(GRACE);
    }

    private void work(Delivery delivery) {
        try {
            sender.deliver(delivery);
        } catch (ApiProblem e) {
            log.warn(
                    "webhook outcome came too late delivery={} cause={}",
                    delivery.id(),
                    e.problem().code());
        } catch (RuntimeException | Error e) {
            log.warn("webhook outcome not recorded, it will be called again delivery={}", delivery.id(), e);
        } finally {
            free.release();
        }
    }

    /// Logs the first of a series of failures, and waits longer after each.
    private Duration afterTrouble(Duration pause, Throwable trouble) {
        if (closing) {
            return pause;
        }
        if (pause.isZero()) {
            log.warn("webhooks cannot be leased, trying on", trouble);
        }
        Duration next = pause.isZero() ? Duration.ofMillis(500) : pause.multipliedBy(2);
        next = next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
        try {
            Thread.sleep(next.toMillis());
        } catch (InterruptedException e) {
            // close() wants the loop to look at its condition.
        }
        return next;
    }

    /// Leases no more and returns when the calls in flight are answered or their deadline has ended them.
    @Override
    public void close() {
        closing = true;
        leaser.interrupt();
        try {
            if (leaser.getState() != Thread.State.NEW) {
                leaser.join(GRACE);
            }
            workers.shutdown();
            if (!workers.awaitTermination(deadline.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("webhooks still unfinished at close, they will be called again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        workers.shutdownNow();
        sender.close();
    }
}
