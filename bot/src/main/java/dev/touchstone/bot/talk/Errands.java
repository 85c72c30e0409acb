package dev.touchstone.bot.talk;

import dev.touchstone.api.client.ApiException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs what follows a click after the click was acknowledged, each in a thread of its own, so that neither a slow
/// backend nor a slow Slack holds anybody else. Whatever fails is told to the person.
public final class Errands implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Errands.class);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Teller teller;
    private final InstantSource clock;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("errand-", 0).factory());

    public Errands(Teller teller, InstantSource clock) {
        this.teller = teller;
        this.clock = clock;
    }

    /// @param what a few words for the log
    public void run(String what, Click click, Runnable errand) {
        threads.execute(() -> guarded(what, click, errand));
    }

    private void guarded(String what, Click click, Runnable errand) {
        try {
            errand.run();
        } catch (ApiException e) {
            log.info("refused errand={} user={} code={}", what, click.user(), e.code());
            teller.tell(click, Faults.told(e, true, clock.instant()));
        } catch (RuntimeException e) {
            log.warn("errand failed errand={} user={} error={}", what, click.user(), e.getMessage());
            teller.tell(click, Faults.told(e, true, clock.instant()));
        }
    }

    /// Waits a little for what is under way.
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
