package dev.touchstone.backend.erasure;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.backend.feedback.event.Events;
import dev.touchstone.backend.judge.JudgmentTexts;
import dev.touchstone.backend.output.OutputErasure;
import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.review.ReviewErasure;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.Ids;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Clears the texts of outputs that are older than their pipeline's retention, wherever they lie; see
/// [Places]. Facts and counters stay, so that no figure changes; golden items stay, because people keep them
/// on purpose; what is under a legal hold stays whole. Runs every ten minutes, in small transactions that let
/// intake through in between.
public final class Retention implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final Duration PAUSE = Duration.ofMinutes(10);
    private static final int AT_ONCE = 200;
    /// Each loses its words in several places.
    private static final int REVIEWED_AT_ONCE = 20;

    private final Pipelines pipelines;
    private final Outputs outputs;
    private final JudgmentTexts judgments;
    private final Places places;
    private final Database database;
    private final InstantSource clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("retention").daemon().unstarted(this::loop);
    /// How far each pipeline is cleared, so that a run does not pass over what earlier runs have cleared.
    private final Map<PipelineName, String> clearedTo = new HashMap<>();

    Retention(
            Pipelines pipelines,
            Outputs outputs,
            JudgmentTexts judgments,
            Places places,
            Database database,
            InstantSource clock) {
        this.pipelines = pipelines;
        this.outputs = outputs;
        this.judgments = judgments;
        this.places = places;
        this.database = database;
        this.clock = clock;
    }

    void start() {
        thread.start();
    }

    private void loop() {
        try {
            while (!closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    int unused = run();
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
            database.scrub();
        }
        return cleared;
    }

    private int clear(PipelineName pipeline, String beforeId) {
        boolean holds = !database.reader()
                .withHandle(handle -> Holds.of(handle, pipeline))
                .none();
        String from = clearedTo.getOrDefault(pipeline, "");
        int cleared = clearReviewed(pipeline, from, beforeId);
        if (holds) {
            // The next run looks at all of it again: what is held now may be released by then.
            return cleared + clearOneByOne(pipeline, from, beforeId);
        }
        clearJudgments(pipeline, from, beforeId);
        clearFeedback(pipeline, from, beforeId);
        cleared += clearBodies(pipeline, from, beforeId);
        if (running()) {
            clearedTo.put(pipeline, beforeId);
        }
        return cleared;
    }

    private boolean running() {
        return closing.getCount() > 0;
    }

    /// Those that people have looked at, or may: what they wrote goes too, and what channels show.
    private int clearReviewed(PipelineName pipeline, String afterId, String beforeId) {
        String after = afterId;
        int cleared = 0;
        boolean more = true;
        while (more && running()) {
            String from = after;
            List<OutputId> ids = database.reader()
                    .withHandle(handle -> ReviewErasure.reviewed(handle, pipeline, from, beforeId, REVIEWED_AT_ONCE));
            // Those without their texts were cleared before, by a process that has ended since.
            List<OutputId> left = database.reader().withHandle(handle -> OutputErasure.stillThere(handle, ids));
            cleared += clear(pipeline, left);
            more = ids.size() == REVIEWED_AT_ONCE;
            after = ids.isEmpty() ? after : ids.getLast().value();
        }
        return cleared;
    }

    private int clearOneByOne(PipelineName pipeline, String afterId, String beforeId) {
        String after = afterId;
        int cleared = 0;
        boolean more = true;
        while (more && running()) {
            String from = after;
            List<OutputId> ids = database.reader()
                    .withHandle(handle ->
                            OutputErasure.withTexts(handle, pipeline, from, beforeId, REVIEWED_AT_ONCE).stream()
                                    .map(OutputRow::id)
                                    .toList());
            cleared += clear(pipeline, ids);
            more = ids.size() == REVIEWED_AT_ONCE;
            after = ids.isEmpty() ? after : ids.getLast().value();
        }
        return cleared;
    }

    private int clear(PipelineName pipeline, List<OutputId> ids) {
        if (ids.isEmpty()) {
            return 0;
        }
        return database.writer().inTransaction(tx -> {
            Holds.InForce holds = Holds.of(tx, pipeline);
            int cleared = 0;
            for (OutputId id : ids) {
                OutputRow row = Outputs.at(tx, id).orElseThrow();
                // Without its text nobody can tell whether a hold by its metadata is meant; what is held keeps it.
                if (!holds.covers(row)) {
                    Places.Taken unused = places.clear(tx, row, Places.Reach.RETENTION, "retention");
                    cleared += row.body() == null ? 0 : 1;
                }
            }
            return cleared;
        });
    }

    private int clearBodies(PipelineName pipeline, String afterId, String beforeId) {
        String after = afterId;
        int cleared = 0;
        List<String> batch;
        do {
            batch = outputs.clearBodies(pipeline, after, beforeId, AT_ONCE);
            cleared += batch.size();
            after = batch.stream().max(String::compareTo).orElse(after);
        } while (batch.size() == AT_ONCE && running());
        return cleared;
    }

    private void clearJudgments(PipelineName pipeline, String afterId, String beforeId) {
        int last = AT_ONCE;
        while (last == AT_ONCE && running()) {
            last = judgments.clear(pipeline, afterId, beforeId, AT_ONCE);
        }
    }

    private void clearFeedback(PipelineName pipeline, String afterId, String beforeId) {
        int last = AT_ONCE;
        while (last == AT_ONCE && running()) {
            last = Events.clearWords(database, pipeline, afterId, beforeId, AT_ONCE);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
    }
}
