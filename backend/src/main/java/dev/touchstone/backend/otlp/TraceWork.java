package dev.touchstone.backend.otlp;

import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.TraceRules;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.backend.intake.Intake;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.FaultLog;
import dev.touchstone.backend.store.GroupCommit;
import dev.touchstone.backend.store.StorageFault;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes outputs of traces that are whole. An output's external id is made of its trace and span, so however often a
/// trace is looked at, by whichever process, its output is stored once.
public final class TraceWork implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TraceWork.class);
    private static final int AT_ONCE = 100;
    /// Of one trace; more is a loop.
    private static final int MOST_SPANS = 2_000;

    private static final long PAUSE_MS = 500;
    private static final Duration AGAIN = Duration.ofSeconds(10);
    /// How long late spans are known to belong to a trace that is done.
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private static final int FORGOTTEN_AT_ONCE = 1_000;

    private final Database database;
    private final InstantSource clock;
    private final Pipelines pipelines;
    private final Intake intake;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("otlp-work").daemon().unstarted(this::loop);

    public TraceWork(Database database, InstantSource clock, Pipelines pipelines, Intake intake) {
        this.database = database;
        this.clock = clock;
        this.pipelines = pipelines;
        this.intake = intake;
    }

    public void start() {
        thread.start();
    }

    private void loop() {
        try {
            boolean full = false;
            while (!closing.await(full ? 0 : PAUSE_MS, TimeUnit.MILLISECONDS)) {
                full = ranFull();
            }
        } catch (InterruptedException e) {
            log.debug("traces stopped");
        }
    }

    private boolean ranFull() {
        try {
            return run() == AT_ONCE;
        } catch (RuntimeException e) {
            FaultLog.warn(log, "traces could not be looked at, trying again", e);
            return false;
        }
    }

    private record Posted(TraceDao.Due trace, Optional<CompletableFuture<Intake.Answer>> answer) {}

    /// Looks at the traces that are due, a batch of them.
    ///
    /// @return how many there were
    public int run() {
        long now = clock.millis();
        List<TraceDao.Due> due = database.reader().withExtension(TraceDao.class, dao -> dao.due(now, AT_ONCE));
        List<Posted> posted = new ArrayList<>();
        for (TraceDao.Due trace : due) {
            posted.add(post(trace));
        }
        List<TraceDao.Due> finished = new ArrayList<>();
        for (Posted one : posted) {
            if (settled(one)) {
                finished.add(one.trace());
            } else {
                long later = clock.millis() + AGAIN.toMillis();
                database.writer().useTransaction(transaction -> {
                    int unused = transaction
                            .attach(TraceDao.class)
                            .postpone(
                                    one.trace().pipeline(),
                                    one.trace().traceId(),
                                    one.trace().dueAtMs(),
                                    later);
                });
            }
        }
        finish(finished);
        return due.size();
    }

    /// All are handed over before the first is waited for, so that they share a transaction.
    private Posted post(TraceDao.Due trace) {
        List<KeptSpan> spans = database.reader()
                .withExtension(TraceDao.class, dao -> dao.spans(trace.pipeline(), trace.traceId(), MOST_SPANS));
        Instant arrived = Instant.ofEpochMilli(
                spans.stream().mapToLong(KeptSpan::atMs).max().orElse(clock.millis()));
        try {
            TraceRules rules = pipelines.require(trace.pipeline()).policy().traces();
            Optional<NewOutput> output = TraceAssembly.output(spans, rules, arrived);
            return new Posted(trace, output.map(intake::accept));
        } catch (InvalidField | Refused e) {
            log.warn(
                    "trace makes no output pipeline={} trace={} why={}",
                    trace.pipeline(),
                    trace.traceId(),
                    e.getMessage());
            return new Posted(trace, Optional.empty());
        } catch (GroupCommit.Overloaded e) {
            return new Posted(trace, Optional.of(CompletableFuture.failedFuture(e)));
        } catch (RuntimeException e) {
            if (StorageFault.of(e).passing()) {
                throw e;
            }
            // One that nobody can make sense of must not hold up those behind it.
            log.error("trace cannot be read, left out pipeline={} trace={}", trace.pipeline(), trace.traceId(), e);
            return new Posted(trace, Optional.empty());
        }
    }

    private static boolean settled(Posted one) {
        if (one.answer().isEmpty()) {
            return true;
        }
        try {
            Intake.Answer answer = one.answer().get().join();
            if (answer instanceof Intake.Answer.Different other) {
                log.debug("trace had an output before output={}", other.outputId());
            }
            return true;
        } catch (RuntimeException e) {
            FaultLog.warn(log, "output of a trace could not be stored, trying again", e);
            return false;
        }
    }

    private void finish(List<TraceDao.Due> traces) {
        if (traces.isEmpty()) {
            return;
        }
        long now = clock.millis();
        database.writer().useTransaction(transaction -> {
            TraceDao dao = transaction.attach(TraceDao.class);
            for (TraceDao.Due trace : traces) {
                if (dao.finish(trace.pipeline(), trace.traceId(), trace.dueAtMs(), now) > 0) {
                    int unused = dao.clear(trace.pipeline(), trace.traceId());
                }
            }
        });
    }

    /// Forgets traces that were done long ago.
    public void forget() {
        long before = clock.millis() - REMEMBERED.toMillis();
        int gone;
        do {
            gone = database.writer().inTransaction(transaction -> {
                TraceDao dao = transaction.attach(TraceDao.class);
                return Math.max(dao.forgetDone(before, FORGOTTEN_AT_ONCE), dao.forgetOld(before, FORGOTTEN_AT_ONCE));
            });
        } while (gone == FORGOTTEN_AT_ONCE);
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            if (thread.isAlive() && !thread.join(Duration.ofSeconds(10))) {
                log.warn("traces are still being looked at while closing");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
