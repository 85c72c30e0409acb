package dev.touchstone.bot.talk;

import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.UnreachableException;
import dev.touchstone.bot.card.kit.Refusal;
import dev.touchstone.bot.slack.SlackFailure;
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
            teller.tell(click, Refusals.of(e, clock.instant()));
        } catch (UnreachableException e) {
            log.warn("backend unreachable errand={} user={}", what, click.user());
            teller.tell(click, Refusal.unavailable());
        } catch (SlackFailure e) {
            log.warn("slack failed errand={} user={} error={}", what, click.user(), e.getMessage());
            teller.tell(click, Refusal.unavailable());
        } catch (RuntimeException e) {
            log.error("errand failed errand={} user={}", what, click.user(), e);
            teller.tell(click, Refusal.unavailable());
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
