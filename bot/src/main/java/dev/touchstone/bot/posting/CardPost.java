package dev.touchstone.bot.posting;

import dev.touchstone.api.Receipt;
import dev.touchstone.api.ReviewDetail;
import dev.touchstone.bot.card.Links;
import dev.touchstone.bot.card.Message;
import dev.touchstone.bot.posting.Tally.Event;
import dev.touchstone.bot.slack.Chat;
import dev.touchstone.bot.slack.Pace;
import dev.touchstone.bot.slack.SlackFailure;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Posts the card of a review, once. Slack offers no key to make a post repeatable, so every card carries its
/// delivery's id, and after an attempt whose end is unknown the channel is searched for it first.
final class CardPost {
    private static final Logger log = LoggerFactory.getLogger(CardPost.class);

    /// Our clock and Slack's may differ.
    private static final Duration MARGIN = Duration.ofMinutes(10);

    private static final int REMEMBERED = 10_000;

    private final Chat chat;
    private final Pace pace;
    private final ShownCards cards;
    private final Links links;
    private final Tally tally;
    private final Map<String, Integer> clean = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > REMEMBERED;
        }
    };

    CardPost(Chat chat, Pace pace, ShownCards cards, Links links, Tally tally) {
        this.chat = chat;
        this.pace = pace;
        this.cards = cards;
        this.links = links;
        this.tally = tally;
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
        Optional<Receipt> found = mayHavePosted(leased) ? search(leased, channel) : Optional.empty();
        postedNothing(leased, found.isEmpty());
        return found;
    }

    private Optional<Receipt> search(Leased leased, String channel) {
        Optional<Receipt> found = chat.find(
                channel, leased.marker(), leased.delivery().createdAt().minus(MARGIN));
        if (found.isPresent()) {
            log.info("posted earlier delivery={} channel={}", leased.delivery().id(), channel);
            tally.count(Event.RECONCILED);
        }
        return found;
    }

    /// @throws SlackFailure when it was not posted, or perhaps was
    Receipt post(Leased leased, String channel, ReviewDetail detail) {
        Message card = cards.drawn(detail);
        Receipt receipt;
        try {
            receipt = send(leased, channel, card, null);
        } catch (SlackFailure.Refused e) {
            if (!Fallback.helps(e)) {
                throw e;
            }
            log.error(
                    "blocks refused, fallback posted delivery={} error={}",
                    leased.delivery().id(),
                    e.code());
            tally.count(Event.FALLBACK);
            receipt = send(leased, channel, Fallback.of(detail, card, links), null);
        }
        tally.count(Event.POSTED);
        cards.posted(receipt, detail);
        return receipt;
    }

    /// Posts into the thread of a card, unless an earlier attempt did.
    void reply(Leased leased, Receipt card, Message message) {
        if (mayHavePosted(leased) && chat.hasReply(card, leased.marker())) {
            tally.count(Event.RECONCILED);
            return;
        }
        postedNothing(leased, true);
        Receipt unused = send(leased, card.channel(), message, card.message());
    }

    private Receipt send(Leased leased, String channel, Message message, @Nullable String thread) {
        try {
            return pace.send(channel, () -> {
                leased.requireHeld();
                return posted(leased, channel, message, thread);
            });
        } catch (SlackFailure.Unanswered e) {
            tally.count(Event.UNANSWERED);
            // Most often it did arrive; when that cannot be told now, the next attempt looks again.
            if (thread == null) {
                return search(leased, channel).orElseThrow(() -> e);
            }
            throw e;
        }
    }

    private Receipt posted(Leased leased, String channel, Message message, @Nullable String thread) {
        postedNothing(leased, false);
        try {
            return chat.post(channel, message, leased.marker(), thread);
        } catch (SlackFailure.Limited | SlackFailure.Refused e) {
            postedNothing(leased, true);
            throw e;
        }
    }
}
