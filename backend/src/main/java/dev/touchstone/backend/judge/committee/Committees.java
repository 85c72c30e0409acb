package dev.touchstone.backend.judge.committee;

import dev.touchstone.backend.health.StoredGauges;
import dev.touchstone.backend.judge.judgment.JudgeParts;
import dev.touchstone.backend.model.ModelLine;
import dev.touchstone.backend.outbox.OutboxWorkers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// Puts what waits to the models of committees, as much at once as configured. Without a model it does nothing.
public final class Committees implements AutoCloseable {
    private final boolean enabled;
    private static final int MOST_WORKERS = 256;

    private final Committee committee;
    private final OutboxWorkers workers;

    /// @param judge compares answers
    public Committees(
            JudgeParts parts, CommitteeConfig config, CommitteeQueue queue, ModelLine judge, StoredGauges metrics) {
        enabled = config.enabled();
        Map<String, ModelLine> lines = new LinkedHashMap<>();
        config.settings(parts.config().weeklySpendCap())
                .forEach((name, settings) -> lines.put(
                        name,
                        new ModelLine(
                                settings,
                                parts.storage().database(),
                                parts.storage().clock(),
                                parts.shared().tokens())));
        committee = new Committee(
                parts,
                lines,
                judge,
                new CommitteeVerdict(parts, queue),
                new CommitteeMetrics(metrics.registry(), lines.keySet()));
        Duration longest = lines.values().stream()
                .map(line -> line.config().deadline())
                .reduce(parts.config().deadline(), (a, b) -> a.compareTo(b) > 0 ? a : b);
        workers = new OutboxWorkers(
                parts.outbox(),
                CommitteeQueue.KIND,
                // As many as all lines bear together: a model that hangs keeps those of its own line and no others.
                Math.min(
                        MOST_WORKERS,
                        config.workers() * Math.max(1, lines.size())
                                + judge.config().workers()),
                longest,
                () -> room(lines, judge),
                committee::deliver);
        metrics.add(
                "touchstone.committee.waiting",
                "Parts of questions that wait for a committee",
                () -> parts.outbox().waiting(CommitteeQueue.KIND));
    }

    private static int room(Map<String, ModelLine> lines, ModelLine judge) {
        long room = Math.max(0, judge.room());
        for (ModelLine line : lines.values()) {
            room += Math.max(0, line.room());
        }
        return (int) Math.max(1, Math.min(room, Integer.MAX_VALUE));
    }

    public void start() {
        if (enabled) {
            workers.start();
        }
    }

    @Override
    public void close() {
        if (enabled) {
            workers.close();
        }
        committee.close();
    }
}
