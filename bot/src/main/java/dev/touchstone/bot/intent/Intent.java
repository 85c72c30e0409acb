package dev.touchstone.bot.intent;

import dev.touchstone.api.delivery.Receipt;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.UndoRequest;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.bot.talk.Click;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something a reviewer wants done to a review: a decision, or taking one back.
///
/// @param key makes it apply once, however often it is sent and from however many bots
/// @param user the Slack user
/// @param reviewId the review
/// @param decision the decision; null when one is taken back
/// @param undo what is taken back; null for a decision
/// @param card the message it was done in; null for none
/// @param channel where to answer; null for a direct message
/// @param at when
public record Intent(
        String key,
        String user,
        ReviewId reviewId,
        @Nullable NewDecision decision,
        @Nullable UndoRequest undo,
        @Nullable Receipt card,
        @Nullable String channel,
        Instant at) {
    public Intent {
        if ((decision == null) == (undo == null)) {
            throw new IllegalArgumentException("an intent decides or takes back");
        }
    }

    /// A decision made by a click or in a modal.
    ///
    /// @param decision its reviewer needs no name yet
    public static Intent decide(Click click, ReviewId reviewId, NewDecision decision, Instant now) {
        return new Intent(
                key(click.trigger()), click.user(), reviewId, decision, null, click.message(), click.channel(), now);
    }

    /// Taking back the decision that made this revision.
    public static Intent takeBack(Click click, ReviewId reviewId, int revision, Instant now) {
        UndoRequest undo = new UndoRequest(Reviewer.of(click.reviewerId()), revision, null);
        return new Intent(
                key(click.trigger()), click.user(), reviewId, null, undo, click.message(), click.channel(), now);
    }

    /// @param trigger names the act, so that the same act seen twice has the same key; null makes it unique
    private static String key(@Nullable String trigger) {
        return "slack:" + (trigger == null ? UUID.randomUUID() : trigger);
    }

    /// The same with the reviewer's name, which is looked up only after the click was acknowledged.
    Intent by(Reviewer reviewer) {
        NewDecision named = decision == null ? null : decision.by(reviewer);
        UndoRequest back = undo == null ? null : new UndoRequest(reviewer, undo.revision(), undo.note());
        return new Intent(key, user, reviewId, named, back, card, channel, at);
    }
}
