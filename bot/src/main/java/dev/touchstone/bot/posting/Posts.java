package dev.touchstone.bot.posting;

import dev.touchstone.api.delivery.Receipt;
import dev.touchstone.bot.card.kit.Message;
import dev.touchstone.bot.posting.Tally.Event;
import dev.touchstone.bot.slack.Chat;
import dev.touchstone.bot.slack.Marker;
import dev.touchstone.bot.slack.Pace;
import dev.touchstone.bot.slack.SlackFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Posts messages, each once. Slack offers no key to make a post repeatable, so every message carries a marker, and
/// after an attempt whose end is unknown the channel is searched for it first.
final class Posts {
    private static final Logger log = LoggerFactory.getLogger(Posts.class);

    /// Our clock and Slack's may differ.
    private static final Duration MARGIN = Duration.ofMinutes(10);

    private static final int REMEMBERED = 10_000;

    private final Chat chat;
    private final Pace pace;
    private final Tally tally;
    private final Map<String, Integer> clean = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > REMEMBERED;
        }
    };

    Posts(Chat chat, Pace pace, Tally tally) {
        this.chat = chat;
        this.pace = pace;
        this.tally = tally;
    }

    /// What a message is found again by.
    ///
    /// @param since when it was posted at the earliest
    record Mark(Marker marker, Instant since) {
        /// A message of which each delivery has one of its own.
        static Mark of(Leased leased) {
            return new Mark(leased.marker(), leased.delivery().createdAt());
        }
    }

    /// Whether an earlier attempt may have left a message. That this bot knows of one that did not spares the
    /// search.
    private boolean mayHavePosted(Leased leased) {
        int attempt = leased.delivery().attempt();
        synchronized (clean) {
            return attempt > 1 && clean.getOrDefault(leased.delivery().id(), 0) != attempt - 1;
        }
    }

    /// Notes whether, as far as is known, no attempt up to this one has posted anything.
    private void postedNothing(Leased leased, boolean certain) {
        synchronized (clean) {
            if (certain) {
                clean.put(leased.delivery().id(), leased.delivery().attempt());
            } else {
                clean.remove(leased.delivery().id());
            }
        }
    }

    /// The message an earlier attempt left behind; empty when there is none.
    Optional<Receipt> found(Leased leased, String channel) {
        Optional<Receipt> found = mayHavePosted(leased) ? search(leased, channel, Mark.of(leased)) : Optional.empty();
        postedNothing(leased, found.isEmpty());
        return found;
    }

    /// The message with this mark, whichever delivery it was posted for.
    Optional<Receipt> search(Leased leased, String channel, Mark mark) {
        Optional<Receipt> found = chat.find(channel, mark.marker(), mark.since().minus(MARGIN));
        if (found.isPresent()) {
            log.info("posted earlier delivery={} channel={}", leased.delivery().id(), channel);
            tally.count(Event.RECONCILED);
        }
        return found;
    }

    /// @throws SlackFailure when it was not posted, or perhaps was
    Receipt post(Leased leased, String channel, Mark mark, Message message) {
        Receipt receipt;
        try {
            receipt = send(leased, channel, mark.marker(), message, null);
        } catch (SlackFailure.Unanswered e) {
            // Most often it did arrive; when that cannot be told now, the next attempt looks again.
            receipt = search(leased, channel, mark).orElseThrow(() -> e);
        }
        tally.count(Event.POSTED);
        return receipt;
    }

    /// Posts into the thread of a message, unless an earlier attempt did.
    void reply(Leased leased, Receipt to, Message message) {
        if (mayHavePosted(leased) && chat.hasReply(to, leased.marker())) {
            tally.count(Event.RECONCILED);
            return;
        }
        postedNothing(leased, true);
        Receipt unused = send(leased, to.channel(), leased.marker(), message, to.message());
    }

    /// Deletes what the bot wrote below a message. What is gone already is no trouble.
    void removeReplies(Leased leased, Receipt to) {
        for (Receipt reply : chat.ownReplies(to)) {
            leased.requireHeld();
            try {
                chat.delete(reply);
            } catch (SlackFailure.Refused e) {
                if (!Fallback.isGone(e)) {
                    throw e;
                }
            }
        }
    }

    private Receipt send(Leased leased, String channel, Marker marker, Message message, @Nullable String thread) {
        try {
            return pace.send(channel, () -> {
                leased.requireHeld();
                return posted(leased, channel, marker, message, thread);
            });
        } catch (SlackFailure.Unanswered e) {
            tally.count(Event.UNANSWERED);
            throw e;
        }
    }

    private Receipt posted(Leased leased, String channel, Marker marker, Message message, @Nullable String thread) {
        postedNothing(leased, false);
        try {
            return chat.post(channel, message, marker, thread);
        } catch (SlackFailure.Limited | SlackFailure.Refused e) {
            postedNothing(leased, true);
            throw e;
        }
    }
}
