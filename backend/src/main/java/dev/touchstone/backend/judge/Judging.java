package dev.touchstone.backend.judge;

import dev.touchstone.backend.health.StoredGauges;
import dev.touchstone.backend.judge.batch.JudgeBatches;
import dev.touchstone.backend.judge.judgment.Judge;
import dev.touchstone.backend.judge.judgment.JudgeMetrics;
import dev.touchstone.backend.judge.judgment.JudgeParts;
import dev.touchstone.backend.judge.judgment.JudgeQueue;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.model.ModelConfig;
import dev.touchstone.backend.model.ModelLine;
import dev.touchstone.backend.model.Spending;
import dev.touchstone.backend.outbox.OutboxWorkers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Judges what waits, as much at once as configured, and says when nothing moves. Without a model it only watches.
public final class Judging implements AutoCloseable {
    private final JudgeParts parts;
    private final ModelLine line;
    private final Judge judge;
    private final JudgeBatches batches;
    private final OutboxWorkers workers;

    public Judging(JudgeParts parts, Ledger ledger, StoredGauges metrics) {
        this.parts = parts;
        ModelConfig config = parts.config();
        line = new ModelLine(
                config,
                parts.storage().database(),
                parts.storage().clock(),
                parts.shared().tokens());
        JudgeMetrics counted = new JudgeMetrics(metrics.registry());
        judge = new Judge(parts, line, counted);
        batches = new JudgeBatches(parts, ledger, counted);
        workers = new OutboxWorkers(
                parts.outbox(), JudgeQueue.KIND, config.workers(), config.deadline(), judge::room, judge::deliver);
        metrics.add(
                "touchstone.judge.waiting",
                "Outputs that wait for the judge",
                () -> parts.judgeQueue().waiting());
        metrics.add(
                "touchstone.judge.stalled",
                "1 while the judge has finished nothing for judge.stalled_after although work waits",
                () -> stalledFor().isPresent() ? 1 : 0);
    }

    /// The line to the judge's model, for whoever else has something to ask of it.
    public ModelLine line() {
        return line;
    }

    /// Jobs for backfills.
    public JudgeBatches batches() {
        return batches;
    }

    public void start() {
        if (parts.config().enabled()) {
            workers.start();
        }
    }

    /// How long work has waited while nothing was finished; empty while that is shorter than configured.
    Optional<Duration> stalledFor() {
        Optional<Instant> oldest = parts.outbox().oldestWaiting(JudgeQueue.KIND);
        if (oldest.isEmpty()) {
            return Optional.empty();
        }
        Instant finished = Spending.lastJudged(parts.storage().database());
        Instant since = finished.isAfter(oldest.get()) ? finished : oldest.get();
        Duration still = Duration.between(since, parts.storage().clock().instant());
        return still.compareTo(parts.config().stalledAfter()) < 0 ? Optional.empty() : Optional.of(still);
    }

    /// What people should know, in sentences; empty when all is well. It does not make the server unready: intake
    /// and reviews go on without a judge.
    public List<String> notes() {
        return Stream.concat(stalled().stream(), batches.ends().notes().stream())
                .toList();
    }

    private Optional<String> stalled() {
        return stalledFor()
                .map(still -> "The judge has finished nothing for " + still.toMinutes()
                        + " minutes while work waits (outputs: "
                        + parts.judgeQueue().waiting() + "): "
                        + (parts.config().enabled()
                                ? judge.paused().orElse("the cause is not known, see the log")
                                : "no model is configured any more, set judge.model")
                        + ".");
    }

    @Override
    public void close() {
        if (parts.config().enabled()) {
            workers.close();
        }
        batches.close();
        judge.close();
    }
}
