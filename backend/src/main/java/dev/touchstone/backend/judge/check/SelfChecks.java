package dev.touchstone.backend.judge.check;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.judge.SelfCheck;
import dev.touchstone.backend.health.StoredGauges;
import dev.touchstone.backend.judge.committee.CommitteeConfig;
import dev.touchstone.backend.judge.judgment.JudgeParts;
import dev.touchstone.backend.model.ModelLine;
import dev.touchstone.backend.outbox.OutboxWorkers;
import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.store.FaultLog;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Checks what waits, and ends every wait in time: whatever the model does, an output whose time is up counts as one
/// without a confidence.
public final class SelfChecks implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SelfChecks.class);

    /// How often it looks whose time is up.
    private static final Duration BETWEEN = Duration.ofMillis(500);

    private static final int AT_ONCE = 200;
    private static final int MOST_WORKERS = 64;

    private final JudgeParts parts;
    private final boolean enabled;
    private final Map<String, ModelLine> own = new HashMap<>();
    private final CheckSettlement settlement;
    private final CheckMetrics metrics;
    private final OutboxWorkers workers;
    private final Thread sweeper =
            Thread.ofPlatform().daemon().name("check-deadlines").unstarted(this::sweep);
    private volatile boolean closed;

    /// @param committee the models that a policy may name
    /// @param judge the line to the judge's model, which is asked where a policy names none
    public SelfChecks(JudgeParts parts, CommitteeConfig committee, ModelLine judge, StoredGauges gauges) {
        this.parts = parts;
        committee
                .settings(parts.config().weeklySpendCap())
                .forEach((name, settings) -> own.put(
                        name,
                        new ModelLine(
                                settings,
                                parts.storage().database(),
                                parts.storage().clock(),
                                parts.shared().tokens())));
        Map<String, ModelLine> lines = new HashMap<>(own);
        if (parts.config().enabled()) {
            lines.put("", judge);
        }
        enabled = !lines.isEmpty();
        settlement = new CheckSettlement(parts);
        metrics = new CheckMetrics(gauges.registry());
        SelfChecker checker = new SelfChecker(parts, lines, settlement, metrics);
        int calls = lines.values().stream()
                .mapToInt(line -> line.config().workers())
                .sum();
        workers = new OutboxWorkers(
                parts.outbox(),
                SelfCheckQueue.KIND,
                Math.clamp(calls, 1, MOST_WORKERS),
                lines.values().stream()
                        .map(line -> line.config().deadline())
                        .reduce(Duration.ofSeconds(1), (a, b) -> a.compareTo(b) > 0 ? a : b),
                () -> room(lines),
                checker::deliver);
        gauges.add(
                "touchstone.check.waiting",
                "Outputs that wait for a check",
                () -> parts.outbox().waiting(SelfCheckQueue.KIND));
    }

    /// One at least: what is paused is put off, so that it is looked at again in time.
    private static int room(Map<String, ModelLine> lines) {
        return (int) Math.clamp(
                lines.values().stream()
                        .mapToLong(line -> Math.max(0, line.room()))
                        .sum(),
                1L,
                (long) Integer.MAX_VALUE);
    }

    public void start() {
        if (enabled) {
            workers.start();
        }
        // Also without a model: what waited for one that is gone must not wait for ever.
        sweeper.start();
    }

    private void sweep() {
        while (!closed) {
            try {
                while (!closed && settleDue() == AT_ONCE) {
                    Thread.onSpinWait();
                }
                Thread.sleep(BETWEEN);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                FaultLog.warn(log, "outputs whose check is overdue cannot be settled, trying on", e);
                try {
                    Thread.sleep(BETWEEN);
                } catch (InterruptedException stop) {
                    return;
                }
            }
        }
    }

    /// Settles outputs whose time is up.
    ///
    /// @return how many were looked at
    int settleDue() {
        long now = parts.storage().clock().millis();
        List<SelfCheckRow> due =
                parts.storage().database().reader().withExtension(SelfCheckDao.class, dao -> dao.due(now, AT_ONCE));
        for (SelfCheckRow row : due) {
            boolean first = parts.storage().database().writer().inTransaction(transaction -> {
                OutputRow output =
                        parts.outputs().find(transaction, row.outputId()).orElseThrow();
                return settlement.settle(
                        transaction,
                        new CheckSettlement.Case(row, output, output.parsedBody()),
                        SelfCheckRow.Said.failed("late"));
            });
            if (first) {
                metrics.unanswered();
            }
        }
        return due.size();
    }

    /// What is known of an output's check; empty when there is none.
    public static Optional<SelfCheck> of(Handle handle, OutputId outputId) {
        return handle.attach(SelfCheckDao.class).find(outputId).map(SelfCheckRow::wire);
    }

    /// Those of some outputs that wait.
    public static Set<OutputId> waiting(Handle handle, List<OutputId> outputIds) {
        return outputIds.isEmpty()
                ? Set.of()
                : new HashSet<>(handle.attach(SelfCheckDao.class).waiting(outputIds));
    }

    @Override
    public void close() {
        closed = true;
        sweeper.interrupt();
        if (enabled) {
            workers.close();
        }
        own.values().forEach(ModelLine::close);
        try {
            if (sweeper.isAlive()) {
                sweeper.join(Duration.ofSeconds(10));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
