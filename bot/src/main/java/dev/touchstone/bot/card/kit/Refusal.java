package dev.touchstone.bot.card.kit;

import dev.touchstone.bot.card.text.SlackText;
import dev.touchstone.bot.card.text.Words;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.api.wire.Reviewer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why a click did not do what it says, for the eyes of who clicked only. Each names the next step where there is one.
public final class Refusal {
    private static final int DETAIL = 600;

    private Refusal() {}

    /// Why somebody may not review.
    public enum Barrier {
        NOT_LISTED("you are not among its reviewers; who runs the pipeline can add you"),
        BOT("bots do not review"),
        GUEST("guests of this workspace do not review"),
        OUTSIDER("only members of this workspace review, and you are here through a shared channel"),
        UNKNOWN("who may review it could not be looked up just now; try again in a minute");

        private final String words;

        Barrier(String words) {
            this.words = words;
        }
    }

    /// "Already approved by @bob 3 s ago", when the decision in force is somebody else's.
    public static Message alreadyDecided(Decision decision, Instant now) {
        return say(Words.icon(decision.action()) + " Already " + Words.past(decision.action()) + " by "
                + SlackText.mention(decision.reviewer()) + " " + Words.ago(decision.decidedAt(), now) + ".");
    }

    public static Message claimedBy(Review.Claim claim) {
        return say("👀 Claimed by " + SlackText.mention(claim.by()) + " until " + SlackText.time(claim.until())
                + ". It can be decided when the claim ends or is released.");
    }

    public static Message mayNotReview(String pipeline, Barrier barrier) {
        return say("🔒 You may not review *" + SlackText.mrkdwnLine(pipeline, 80) + "*: " + barrier.words + ".");
    }

    /// Somebody who does not review a pipeline cannot decide about its alarms either.
    public static Message mayNotAct(String pipeline, Barrier barrier) {
        return say(
                "🔒 You may not act on alarms of *" + SlackText.mrkdwnLine(pipeline, 80) + "*: " + barrier.words + ".");
    }

    /// A button of an alarm that somebody else was faster with.
    ///
    /// @param what what was done already, such as `acknowledged` or `started`; ours
    /// @param by null for the system
    public static Message alreadyDone(String what, @Nullable Reviewer by, @Nullable Instant at, Instant now) {
        return say("✅ Already " + what + (by == null ? "" : " by " + SlackText.mention(by))
                + (at == null ? "" : " " + Words.ago(at, now)) + ".");
    }

    /// An action that cannot be started now, though the message offered it.
    public static Message notAvailable(String label) {
        return say("🚫 “" + SlackText.mrkdwnLine(label, 80)
                + "” cannot be started now. The policy no longer names it, or it is in force already.");
    }

    /// The alarm is over.
    public static Message alarmOver() {
        return say("✅ This alarm is over; nothing was done.");
    }

    /// Somebody chose a colleague who may not review.
    public static Message mayNotBeAssigned(Reviewer colleague, String pipeline) {
        return say("🔒 " + SlackText.mention(colleague) + " may not review *" + SlackText.mrkdwnLine(pipeline, 80)
                + "*, so it was not assigned. Choose one of its reviewers.");
    }

    public static Message mayNotUndo(Decision decision) {
        return say("🔒 Only " + SlackText.mention(decision.reviewer())
                + " can undo this now. When the undo time is over, anybody who reviews here can re-open it.");
    }

    /// The review is neither open nor decided any more.
    public static Message closed(ReviewState state) {
        return say(
                switch (state) {
                    case EXPIRED -> "⌛ This review has expired; nobody decided it in time.";
                    case WITHDRAWN -> "🚫 This review was withdrawn; it is no longer needed.";
                    case DECIDED -> "✅ This review is already decided.";
                    case OPEN -> "↩️ This review is open again.";
                });
    }

    /// The card was older than the review; a fresh one has been drawn.
    public static Message stale() {
        return say("🔄 This review has changed since the card was drawn. Look at it again and decide on the new card.");
    }

    public static Message notFound() {
        return say("🔎 This review no longer exists. Its pipeline or its retention period may have ended.");
    }

    /// The decision is kept and will be applied.
    ///
    /// @param until when it is tried again; null when that is not known
    public static Message kept(@Nullable Instant until) {
        return say("📥 Touchstone cannot be reached just now. Your decision is kept; it will be applied when the"
                + " connection is back" + (until == null ? "." : ", next at " + SlackText.time(until) + "."));
    }

    /// Nothing was kept, because the click asked for something to look at.
    public static Message unavailable() {
        return say("📴 Touchstone cannot be reached just now. Nothing was changed; try again in a minute.");
    }

    /// @param detail what the API said is wrong
    public static Message invalid(String detail) {
        return say("⚠️ That could not be done: " + SlackText.mrkdwnLine(detail, DETAIL));
    }

    /// A button that this version does not know, from an older or newer card.
    public static Message unknownAction() {
        return say("🤔 This button belongs to another version of Touchstone. Open the review again from Home or with"
                + " `/review next`.");
    }

    public static Message say(String mrkdwn) {
        return new Message(mrkdwn, List.of(Kit.section(mrkdwn)));
    }
}
