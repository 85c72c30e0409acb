package dev.touchstone.backend.intake;

import dev.touchstone.api.Pipeline;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.store.Ids;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Clears the texts of outputs that are older than their pipeline's retention; facts and counters stay, so that no figure
/// changes. Runs every ten minutes, in small transactions that let intake through in between.
public final class Retention implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final int AT_ONCE = 200;

    private final Pipelines pipelines;
    private final Outputs outputs;
    private final InstantSource clock;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("retention").daemon().factory());

    public Retention(Pipelines pipelines, Outputs outputs, InstantSource clock) {
        this.pipelines = pipelines;
        this.outputs = outputs;
        this.clock = clock;
    }

    public void start() {
        executor.scheduleWithFixedDelay(this::runLogged, 1, 10, TimeUnit.MINUTES);
    }

    private void runLogged() {
        try {
            run();
        } catch (RuntimeException e) {
            log.error("retention failed, trying again in ten minutes", e);
        }
    }

    /// Clears what is due now.
    ///
    /// @return how many bodies were cleared
    public int run() {
        int cleared = 0;
        for (Pipeline pipeline : pipelines.all()) {
            long before =
                    clock.instant().minus(pipeline.policy().retention()).toEpochMilli();
            String beforeId = Ids.lowerBound(Math.max(0, before));
            int batch;
            do {
                batch = outputs.clearBodies(pipeline.name(), beforeId, AT_ONCE);
                cleared += batch;
            } while (batch == AT_ONCE && !Thread.currentThread().isInterrupted());
        }
        if (cleared > 0) {
            log.info("retention cleared bodies={}", cleared);
        }
        return cleared;
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
