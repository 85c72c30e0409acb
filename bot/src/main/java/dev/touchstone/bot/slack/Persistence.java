package dev.touchstone.bot.slack;

import dev.touchstone.api.wire.Backoff;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tries something until it works: Slack may be away when the bot starts.
final class Persistence {
    private static final Logger log = LoggerFactory.getLogger(Persistence.class);
    private static final Backoff BACKOFF = Backoff.doubling(Duration.ofSeconds(1), Duration.ofSeconds(30));

    private Persistence() {}

    /// One attempt, which may fail in any way the SDK likes.
    interface Attempt {
        void run() throws Exception;
    }

    /// A thread that ends when the attempt has worked, or by an interrupt.
    static Thread thread(String what, Attempt attempt) {
        return Thread.ofVirtual().name(what).unstarted(() -> untilItWorks(what, attempt));
    }

    private static void untilItWorks(String what, Attempt attempt) {
        for (int tries = 1; !Thread.currentThread().isInterrupted(); tries++) {
            Duration pause = BACKOFF.after(tries);
            try {
                attempt.run();
                log.info("works what={}", what);
                return;
            } catch (Exception e) {
                // No message of the SDK's holds a token; the cause may be the network or an invalid token.
                log.warn("does not work yet what={} retry_s={} error={}", what, pause.toSeconds(), e.toString());
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
