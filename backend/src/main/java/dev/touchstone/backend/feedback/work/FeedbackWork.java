package dev.touchstone.backend.feedback.work;

import dev.touchstone.api.feedback.FeedbackKind;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.backend.feedback.alert.FeedbackAlerts;
import dev.touchstone.backend.feedback.alert.HeldAlerts;
import dev.touchstone.backend.feedback.event.EventRow;
import dev.touchstone.backend.feedback.event.Events;
import dev.touchstone.backend.feedback.signal.Counting;
import dev.touchstone.backend.feedback.signal.ReAsk;
import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.FaultLog;
import dev.touchstone.backend.store.StorageFault;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts events one batch after the other, as soon as they are stored. Of several processes one counts at a time: what
/// it takes is little, and two would only wait for each other's rows.
public final class FeedbackWork implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FeedbackWork.class);

    /// Few enough that outputs, which share the writer of SQLite, hardly notice.
    private static final int AT_ONCE = 200;

    private static final long LONGEST_PAUSE_MS = 1000;

    private final Database database;
    private final InstantSource clock;
    private final Pipelines pipelines;
    private final Outputs outputs;
    private final FeedbackAlerts alerts;
    private final HeldAlerts held;
    private final Semaphore wake = new Semaphore(0);
    private final Thread thread =
            Thread.ofPlatform().name("feedback-work").daemon().unstarted(this::loop);

    public FeedbackWork(
            Database database,
            InstantSource clock,
            Pipelines pipelines,
            Outputs outputs,
            FeedbackAlerts alerts,
            HeldAlerts held) {
        this.database = database;
        this.clock = clock;
        this.pipelines = pipelines;
        this.outputs = outputs;
        this.alerts = alerts;
        this.held = held;
    }

    public void start() {
        thread.start();
    }

    /// Says that events have been stored. Never waits.
    public void wake() {
        wake.release();
    }

    private void loop() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                if (!ranFull()) {
                    boolean unused = wake.tryAcquire(LONGEST_PAUSE_MS, TimeUnit.MILLISECONDS);
                    wake.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            log.debug("feedback work stopped");
        }
    }

    private boolean ranFull() {
        try {
            return run() == AT_ONCE;
        } catch (RuntimeException e) {
            FaultLog.warn(log, "counting feedback failed, trying again", e);
            return false;
        }
    }

    /// Counts what can be counted now, one batch of it.
    ///
    /// @return how many events it looked at
    public int run() {
        long now = clock.millis();
        // Mostly there is nothing: that costs a look, and no turn.
        if (database.reader()
                .withHandle(Events::nextLook)
                .filter(at -> at <= now)
                .isEmpty()) {
            return 0;
        }
        try {
            return counted(AT_ONCE, now);
        } catch (RuntimeException e) {
            if (StorageFault.of(e).passing()) {
                throw e;
            }
            log.error("counting feedback failed, going on one by one", e);
            return oneByOne(now);
        }
    }

    /// Within the transaction, until it ends.
    private boolean tookTurn(Handle transaction) {
        TurnDao turn = transaction.attach(TurnDao.class);
        if (turn.free().isEmpty()) {
            return false;
        }
        turn.take(clock.millis());
        return true;
    }

    private int counted(int most, long now) {
        return database.writer().inTransaction(transaction -> {
            if (!tookTurn(transaction)) {
                return 0;
            }
            List<EventRow> events = Events.waiting(transaction, now, most);
            count(transaction, events, now);
            return events.size();
        });
    }

    /// An event that cannot be counted must not hold up those behind it: it is put off, and tried again later.
    private int oneByOne(long now) {
        int events = 0;
        int looked = 1;
        while (looked > 0 && events < AT_ONCE) {
            try {
                looked = counted(1, now);
            } catch (RuntimeException e) {
                if (StorageFault.of(e).passing()) {
                    throw e;
                }
                looked = database.writer().inTransaction(transaction -> {
                    List<EventRow> bad = Events.waiting(transaction, now, 1);
                    bad.forEach(event -> log.error("event cannot be counted, put off event={}", event.id(), e));
                    Events.later(transaction, bad, now);
                    return bad.size();
                });
            }
            events += looked;
        }
        return events;
    }

    /// Opens what was held back and may be opened now.
    ///
    /// @return how many reviews that were
    public int releaseHeld() {
        int opened = 0;
        for (Pipeline pipeline : pipelines.all()) {
            // Mostly nothing is: that costs a look, and no turn.
            if (database.reader().withHandle(handle -> held.any(handle, pipeline))) {
                opened += database.writer()
                        .inTransaction(transaction -> !tookTurn(transaction) ? 0 : held.release(transaction, pipeline));
            }
        }
        return opened;
    }

    private void count(Handle transaction, List<EventRow> events, long now) {
        Matched matched = Matched.of(transaction, events);
        Events.later(transaction, matched.missing(), now);
        Map<OutputId, OutputRow> asked = questions(transaction, matched.found());
        List<Counting.Told> told = matched.found().stream()
                .map(pair -> new Counting.Told(
                        pair.event(),
                        kind(pair.event(), asked.get(pair.output().id())),
                        pair.output(),
                        pipelines.require(pair.event().pipeline())))
                .toList();
        alerts.heed(transaction, Counting.count(transaction, told));
        Events.counted(
                transaction,
                matched.found().stream()
                        .collect(Collectors.toMap(
                                pair -> pair.event().id(), pair -> pair.output().id())));
    }

    /// The texts of outputs after which something was asked; of the others nobody needs them.
    private Map<OutputId, OutputRow> questions(Handle handle, List<Matched.Pair> pairs) {
        return outputs.find(
                handle,
                pairs.stream()
                        .filter(pair -> pair.event().kind().asks())
                        .map(pair -> pair.output().id())
                        .distinct()
                        .toList());
    }

    /// A follow-up may be the same question again, and what a client takes for that may be none.
    private static FeedbackKind kind(EventRow event, @Nullable OutputRow output) {
        EventRow.@Nullable Words words = event.kind().asks() ? event.words() : null;
        @Nullable NewOutput body = output == null ? null : output.parsedBody();
        if (words == null || output == null || body == null) {
            return event.kind();
        }
        @Nullable String next = words.question();
        @Nullable String question = body.query() == null ? null : body.query().asked();
        if (next == null || question == null) {
            return event.kind();
        }
        @Nullable Instant occurred = body.occurredAt();
        long answered = occurred == null ? output.receivedAtMs() : occurred.toEpochMilli();
        return ReAsk.is(question, answered, next, event.times().happenedAtMs())
                ? FeedbackKind.RE_ASK
                : FeedbackKind.FOLLOW_UP;
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
