package dev.touchstone.backend.intake;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.backend.feedback.event.Events;
import dev.touchstone.backend.judge.JudgmentTexts;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.Ids;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Clears the texts of outputs that are older than their pipeline's retention, and what judges and users
/// wrote of them; facts and counters stay, so that no figure changes. Runs every ten minutes, in small
/// transactions that let intake through in between.
public final class Retention implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final Duration PAUSE = Duration.ofMinutes(10);
    private static final int AT_ONCE = 200;

    private final Pipelines pipelines;
    private final Outputs outputs;
    private final JudgmentTexts judgments;
    private final Database database;
    private final InstantSource clock;
    private final Thread thread = Thread.ofPlatform().name("retention").daemon().unstarted(this::loop);
    /// How far each pipeline is cleared, so that a run does not pass over what earlier runs have cleared.
    private final Map<PipelineName, String> clearedTo = new HashMap<>();

    public Retention(
            Pipelines pipelines, Outputs outputs, JudgmentTexts judgments, Database database, InstantSource clock) {
        this.pipelines = pipelines;
        this.outputs = outputs;
        this.judgments = judgments;
        this.database = database;
        this.clock = clock;
    }

    public void start() {
        thread.start();
    }

    private void loop() {
        try {
            while (true) {
                Thread.sleep(PAUSE);
                try {
                    run();
                } catch (RuntimeException e) {
                    log.error("retention failed, trying again in ten minutes", e);
                }
            }
        } catch (InterruptedException e) {
            log.debug("retention stopped");
        }
    }

    /// Clears what is due now. Called by one thread at a time.
    ///
    /// @return how many bodies were cleared
    public int run() {
        int cleared = 0;
        for (Pipeline pipeline : pipelines.all()) {
            long before = clock.instant().minus(pipeline.policy().retention()).toEpochMilli();
            cleared += clear(pipeline.name(), Ids.lowerBound(Math.max(0, before)));
        }
        if (cleared > 0) {
            log.info("retention cleared bodies={}", cleared);
        }
        return cleared;
    }

    private int clear(PipelineName pipeline, String beforeId) {
        clearJudgments(pipeline, clearedTo.getOrDefault(pipeline, ""), beforeId);
        clearFeedback(pipeline, clearedTo.getOrDefault(pipeline, ""), beforeId);
        int cleared = 0;
        while (!Thread.currentThread().isInterrupted()) {
            List<String> batch = outputs.clearBodies(pipeline, clearedTo.getOrDefault(pipeline, ""), beforeId, AT_ONCE);
            cleared += batch.size();
            if (batch.size() < AT_ONCE) {
                clearedTo.put(pipeline, beforeId);
                break;
            }
            clearedTo.put(pipeline, batch.stream().max(String::compareTo).orElse(""));
        }
        return cleared;
    }

    private void clearJudgments(PipelineName pipeline, String afterId, String beforeId) {
        int last = AT_ONCE;
        while (last == AT_ONCE && !Thread.currentThread().isInterrupted()) {
            last = judgments.clear(pipeline, afterId, beforeId, AT_ONCE);
        }
    }

    private void clearFeedback(PipelineName pipeline, String afterId, String beforeId) {
        int last = AT_ONCE;
        while (last == AT_ONCE && !Thread.currentThread().isInterrupted()) {
            last = Events.clearWords(database, pipeline, afterId, beforeId, AT_ONCE);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
