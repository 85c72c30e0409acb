package dev.touchstone.backend.golden.search;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.backend.model.ModelFault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks for items by what they mean. While the model is away, new items and queries are looked for by their words
/// alone, and nothing waits for it. Thread-safe.
final class MeaningSearch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MeaningSearch.class);

    /// How long a run goes on with further pages, so that it ends soon when somebody stops the server.
    private static final Duration LONGEST_RUN = Duration.ofSeconds(4);

    private final ItemVectors vectors;
    private final VectorIndex index;
    private final IndexUpkeep upkeep;
    private @Nullable ModelFault away;

    MeaningSearch(ItemVectors vectors, VectorIndex index, IndexUpkeep upkeep) {
        this.vectors = vectors;
        this.index = index;
        this.upkeep = upkeep;
    }

    /// Asks for the vectors of what was decided since. What the model did not answer is asked again by the next run.
    ///
    /// @return how many items were taken in
    synchronized int catchUp() {
        try {
            long end = System.nanoTime() + LONGEST_RUN.toNanos();
            int taken = 0;
            do {
                taken += upkeep.catchUp(1);
            } while (upkeep.underWay() && System.nanoTime() < end);
            if (away != null && taken > 0) {
                log.info("embeddings are back");
                away = null;
            }
            return taken;
        } catch (ItemVectors.Away e) {
            if (away != e.fault()) {
                log.warn(
                        "embeddings away, items are found by their words alone cause={}",
                        e.fault().wire());
                away = e.fault();
            }
            return 0;
        }
    }

    /// Forgets what was erased, down to the files.
    void forgetErased() {
        upkeep.forgetErased();
    }

    /// Goes on until nothing is left, the model is away, or the time is over.
    void settle(Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        int unused = catchUp();
        while (unfinished() && System.nanoTime() < end) {
            unused = catchUp();
        }
    }

    private synchronized boolean unfinished() {
        return away == null && upkeep.underWay();
    }

    /// What a query means; empty when the model does not say in time.
    Optional<float[]> meaning(String text) {
        return vectors.ofQuery(text);
    }

    List<Hit> search(PipelineName pipeline, float[] meaning, @Nullable Query among, int most) {
        return index.search(pipeline, meaning, among, most);
    }

    @Override
    public void close() {
        index.close();
        vectors.close();
    }
}
