package dev.touchstone.bot.posting;

import dev.touchstone.api.delivery.Receipt;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.bot.card.kit.Links;
import dev.touchstone.bot.card.kit.Message;
import dev.touchstone.bot.posting.Tally.Event;
import dev.touchstone.bot.slack.SlackFailure;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Posts the card of a review, and in plain form when Slack refuses its blocks.
final class CardPost {
    private static final Logger log = LoggerFactory.getLogger(CardPost.class);

    private final Posts posts;
    private final ShownCards cards;
    private final Links links;
    private final Tally tally;

    CardPost(Posts posts, ShownCards cards, Links links, Tally tally) {
        this.posts = posts;
        this.cards = cards;
        this.links = links;
        this.tally = tally;
    }

    /// The message an earlier attempt left behind; empty when there is none.
    Optional<Receipt> found(Leased leased, String channel) {
        return posts.found(leased, channel);
    }

    /// @throws SlackFailure when it was not posted, or perhaps was
    Receipt post(Leased leased, String channel, ReviewDetail detail) {
        Message card = cards.drawn(detail);
        Receipt receipt;
        try {
            receipt = posts.post(leased, channel, Posts.Mark.of(leased), card);
        } catch (SlackFailure.Refused e) {
            if (!Fallback.helps(e)) {
                throw e;
            }
            log.error(
                    "blocks refused, fallback posted delivery={} error={}",
                    leased.delivery().id(),
                    e.code());
            tally.count(Event.FALLBACK);
            receipt = posts.post(leased, channel, Posts.Mark.of(leased), Fallback.of(detail, card, links));
        }
        cards.posted(receipt, detail);
        return receipt;
    }

    /// Deletes what the bot wrote below a card.
    void removeReplies(Leased leased, Receipt card) {
        posts.removeReplies(leased, card);
    }

    /// Posts into the thread of a card, unless an earlier attempt did.
    void reply(Leased leased, Receipt card, Message message) {
        posts.reply(leased, card, message);
    }
}
