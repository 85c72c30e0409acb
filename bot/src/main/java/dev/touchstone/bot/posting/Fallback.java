package dev.touchstone.bot.posting;

import dev.touchstone.api.ReviewDetail;
import dev.touchstone.api.ReviewState;
import dev.touchstone.bot.card.FallbackCard;
import dev.touchstone.bot.card.Links;
import dev.touchstone.bot.card.Message;
import dev.touchstone.bot.slack.SlackFailure;
import java.util.List;
import java.util.Set;

/// What to show when Slack refuses the blocks of a card.
final class Fallback {
    private static final Set<String> ABOUT_BLOCKS =
            Set.of("invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long");

    private Fallback() {}

    static boolean helps(SlackFailure.Refused refusal) {
        return ABOUT_BLOCKS.contains(refusal.code());
    }

    /// @param card what was refused; a resolved one keeps its text only
    static Message of(ReviewDetail detail, Message card, Links links) {
        return detail.review().state() == ReviewState.OPEN
                ? FallbackCard.of(detail, links)
                : new Message(card.text(), List.of());
    }
}
