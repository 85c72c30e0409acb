package dev.touchstone.bot.posting;

import dev.touchstone.bot.card.kit.Message;
import dev.touchstone.bot.posting.Tally.Event;
import dev.touchstone.bot.slack.SlackFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends a message in the richest form that Slack takes. Charts that Slack draws are new: a workspace without them
/// refuses the whole message, and is asked again a day later. Thread-safe.
final class Showing {
    private static final Logger log = LoggerFactory.getLogger(Showing.class);
    private static final Duration ASK_AGAIN = Duration.ofDays(1);

    private final InstantSource clock;
    private final Tally tally;
    private volatile Instant chartsFrom = Instant.MIN;

    Showing(InstantSource clock, Tally tally) {
        this.clock = clock;
        this.tally = tally;
    }

    /// @param send posts or updates
    /// @throws SlackFailure when it did not work for another reason than its blocks
    <T> T send(Versions versions, Function<Message, T> send) {
        if (versions.drawn() != null && !clock.instant().isBefore(chartsFrom)) {
            try {
                return send.apply(versions.drawn().get());
            } catch (SlackFailure.Refused e) {
                requireAboutBlocks(e);
                log.info("no chart blocks here error={}", e.code());
                chartsFrom = clock.instant().plus(ASK_AGAIN);
            }
        }
        try {
            return send.apply(versions.rich().get());
        } catch (SlackFailure.Refused e) {
            requireAboutBlocks(e);
            log.error("blocks refused, fallback shown error={}", e.code());
            tally.count(Event.FALLBACK);
        }
        return send.apply(versions.plain().get());
    }

    private static void requireAboutBlocks(SlackFailure.Refused refusal) {
        if (!Fallback.helps(refusal)) {
            throw refusal;
        }
    }
}
