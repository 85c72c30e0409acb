package dev.touchstone.bot.card.kit;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.bot.card.text.SlackText;
import dev.touchstone.bot.card.text.Words;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why a click did not do what it says, for the eyes of who clicked only. Each names the next step where there is
/// one.
public final class Refusal {
    private static final int DETAIL = 600;

    private Refusal() {}

    /// Why somebody may not review.
    public enum Barrier {
        NOT_LISTED("you are not among its reviewers; who runs the pipeline can add you"),
        BOT("bots do not review"),
        GUEST("guests of this workspace do not review"),
        OUTSIDER("only members of this workspace review, and you are here through a shared channel"),
        GONE("Slack no longer knows the user group or channel that its policy names, or does not show it to this app;"
                + " who runs the pipeline can correct `reviewers`"),
        UNKNOWN("Slack did not say just now who may review it; try again in a minute");

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
                + ". It can be decided when the claim ends or is handed back.");
    }

    public static Message mayNotReview(PipelineName pipeline, Barrier barrier) {
        return say(
                "🔒 You may not review *" + SlackText.mrkdwnLine(pipeline.value(), 80) + "*: " + barrier.words + ".");
    }

    /// Somebody to whom the card alone is shown.
    public static Message mayNotRead(Barrier barrier) {
        return say("🔒 You may not read the rest of it: " + barrier.words + ".");
    }

    /// Somebody who does not review a pipeline cannot decide about its alarms either.
    public static Message mayNotAct(PipelineName pipeline, Barrier barrier) {
        return say("🔒 You may not act on alarms of *" + SlackText.mrkdwnLine(pipeline.value(), 80) + "*: "
                + barrier.words + ".");
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
    public static Message mayNotBeAssigned(Reviewer colleague, PipelineName pipeline) {
        return say(
                "🔒 " + SlackText.mention(colleague) + " may not review *" + SlackText.mrkdwnLine(pipeline.value(), 80)
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

    /// What a decision waits for.
    public enum Wait {
        BACKEND("Touchstone did not answer."),
        BUSY("Touchstone cannot take it just now."),
        EARLIER("Something that was decided about this review earlier waits too."),
        SLACK("Slack did not say who may review here.");

        private final String words;

        Wait(String words) {
            this.words = words;
        }
    }

    /// The decision is kept and will be applied.
    public static Message kept(Wait wait) {
        return say("📥 " + wait.words + " Your decision is kept, and applied as soon as that is over; you hear of it.");
    }

    /// Touchstone answers, and has a fault: perhaps one that passes.
    ///
    /// @param fault its id in the log
    public static Message keptForNow(String fault) {
        return say("🛠️ Something went wrong on our side; it is in the log as `" + fault
                + "`. Your decision is tried again for a few minutes, and you hear what came of it.");
    }

    /// It was not taken, and will not be carried out.
    public static Message notKept() {
        return say("💾 Touchstone could not save what you did, so nothing was decided: its disk is full or broken, and"
                + " the log says which. Try again in a moment.");
    }

    /// Whether it was done is not known.
    public static Message unanswered() {
        return say("📴 Touchstone did not answer. It may have done what you asked all the same: look at the card first,"
                + " and try again if that does not show it.");
    }

    /// Something to look at could not be had.
    public static Message unread() {
        return say("📴 Touchstone did not answer, so there is nothing to show. Nothing was changed; try again in a"
                + " minute.");
    }

    /// Touchstone said that it cannot do it now.
    public static Message busy() {
        return say("🚦 Touchstone cannot take this just now, and did nothing. Try again in a minute.");
    }

    /// Slack did not do its part.
    public static Message slackAway() {
        return say("💬 Slack did not answer us. Look at the card first: if it does not show what you did, try again in"
                + " a minute.");
    }

    /// A window has to open within three seconds.
    public static Message slackTooSlow() {
        return say("⏱️ Slack lets a window open for three seconds after a click, and this took longer. Nothing was"
                + " changed; press the button again.");
    }

    /// A defect, or a setting that is wrong.
    ///
    /// @param fault its id in the log
    public static Message ourFault(String fault) {
        return say("🛠️ Something went wrong on our side; it is in the log as `" + fault
                + "`. Look at the card first: if it does not show what you did, try again, or tell whoever runs"
                + " Touchstone.");
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
