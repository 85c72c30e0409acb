package dev.touchstone.bot.posting;

import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.bot.card.kit.Links;
import dev.touchstone.bot.card.kit.Message;
import dev.touchstone.bot.card.review.FallbackCard;
import dev.touchstone.bot.slack.SlackFailure;
import java.util.List;
import java.util.Set;

/// What Slack's refusals mean for a message, and what to show when it refuses the blocks of a card.
final class Fallback {
    private static final Set<String> ABOUT_BLOCKS =
            Set.of("invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long");

    private static final Set<String> GONE = Set.of(
            "message_not_found", "channel_not_found", "is_archived", "cant_update_message", "edit_window_closed");

    private Fallback() {}

    static boolean helps(SlackFailure.Refused refusal) {
        return ABOUT_BLOCKS.contains(refusal.code());
    }

    /// Whether the message that was to be changed is not there any more, or not ours to change.
    static boolean isGone(SlackFailure.Refused refusal) {
        return GONE.contains(refusal.code());
    }

    /// @param card what was refused; a resolved one keeps its text only
    static Message of(ReviewDetail detail, Message card, Links links) {
        return detail.review().standing().state() == ReviewState.OPEN
                ? FallbackCard.of(detail, links)
                : new Message(card.text(), List.of());
    }
}
