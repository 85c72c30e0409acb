package dev.touchstone.backend.outbox;

import dev.touchstone.api.wire.Backoff;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.store.FaultLog;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Works off one kind of jobs within the backend. One thread leases what is due, as much as there are free workers
/// and as many again, and hands it to them; so idle workers cost the database nothing, busy ones find the next
/// delivery at hand, and everything else waits in the database. Leases are short and renewed as long as this process
/// lives, so that another one soon takes over from one that died. Nothing a delivery or the database does ends the
/// loops. [#close] finishes what is in work.
public final class OutboxWorkers implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(OutboxWorkers.class);
    /// Deliveries leased for each worker: the one in work and the next.
    private static final int AHEAD = 2;
    /// How long after the death of this process others may take what it held.
    private static final Duration LEASE = Duration.ofSeconds(12);

    private static final Duration LEASE_WAIT = Duration.ofSeconds(20);
    private static final Duration CLOSED_GATE_PAUSE = Duration.ofMillis(250);
    private static final Backoff BACKOFF = Backoff.doubling(Duration.ofMillis(500), Duration.ofSeconds(30));
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Outbox outbox;
    private final WorkKind kind;
    private final String consumer;
    private final Duration deadline;
    private final IntSupplier mayLease;
    private final Consumer<Leased> work;
    private final Semaphore free;
    private final ExecutorService workers;
    private final Thread leaser;
    private final LeaseKeeper keeper;
    private final String name;
    private volatile boolean closing;

    /// @param deadline of the work on one delivery
    /// @param mayLease how many deliveries may be leased at this moment; 0 for none
    /// @param work acknowledges the delivery itself
    public OutboxWorkers(
            Outbox outbox,
            WorkKind kind,
            int workerCount,
            Duration deadline,
            IntSupplier mayLease,
            Consumer<Leased> work) {
        this(outbox, kind, workerCount, deadline, LEASE, mayLease, work);
    }

    /// @param lease how long it lasts unless it is renewed, which it is three times as often
    OutboxWorkers(
            Outbox outbox,
            WorkKind kind,
            int workerCount,
            Duration deadline,
            Duration lease,
            IntSupplier mayLease,
            Consumer<Leased> work) {
        this.outbox = outbox;
        this.kind = kind;
        consumer = kind.consumer();
        this.deadline = deadline;
        this.mayLease = mayLease;
        this.work = work;
        name = consumer + "-" + ProcessHandle.current().pid();
        free = new Semaphore(AHEAD * workerCount);
        workers = Executors.newFixedThreadPool(
                workerCount, Thread.ofPlatform().name(consumer + "-", 0).factory());
        leaser = Thread.ofPlatform().name(consumer + "-lease").unstarted(this::run);
        keeper = new LeaseKeeper(outbox, consumer, lease);
    }

    public void start() {
        keeper.start();
        leaser.start();
    }

    private void run() {
        int failures = 0;
        while (!closing) {
            try {
                leaseAndHandOut();
                failures = 0;
            } catch (InterruptedException e) {
                // Only close() interrupts, and the loop's condition sees to that.
            } catch (RuntimeException | Error e) {
                afterTrouble(++failures, e);
            }
        }
    }

    private void leaseAndHandOut() throws InterruptedException {
        free.acquire();
        int room = 1 + free.drainPermits();
        int used = 0;
        try {
            int wanted = Math.min(room, mayLease.getAsInt());
            // While the server stops, asking for work waits for nothing.
            if (wanted == 0 || outbox.stopping()) {
                Thread.sleep(CLOSED_GATE_PAUSE.toMillis());
                return;
            }
            for (Leased delivery : outbox.lease(kind, name, wanted, LEASE_WAIT, keeper.lease())) {
                keeper.add(delivery);
                workers.execute(() -> work(delivery));
                used++;
            }
        } finally {
            free.release(room - used);
        }
    }

    private void work(Leased delivery) {
        try {
            if (closing) {
                // Leased ahead and not begun: whoever runs next shall not wait for the lease to end.
                outbox.acknowledge(delivery.id(), delivery.retry("stopped before it began", Duration.ZERO));
            } else {
                work.accept(delivery);
            }
        } catch (Refused e) {
            log.warn("outcome came too late consumer={} delivery={} cause={}", consumer, delivery.id(), e.code());
        } catch (RuntimeException | Error e) {
            FaultLog.warn(log, "outcome not recorded, it will be tried again", e);
        } finally {
            keeper.remove(delivery);
            free.release();
        }
    }

    /// Logs the first of a series of failures, and waits longer after each.
    private void afterTrouble(int failures, Throwable trouble) {
        if (closing) {
            return;
        }
        if (failures == 1) {
            log.warn("deliveries cannot be leased, trying on consumer={}", consumer, trouble);
        }
        try {
            Thread.sleep(BACKOFF.after(failures).toMillis());
        } catch (InterruptedException e) {
            // close() wants the loop to look at its condition.
        }
    }

    /// Leases no more and returns when the work in hand is done or its deadline has ended it.
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
                log.warn("deliveries still unfinished at close, they will be tried again consumer={}", consumer);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        workers.shutdownNow();
        keeper.close();
    }
}
