package dev.touchstone.bot.card.kit;

import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.Panel;
import dev.touchstone.api.review.PanelStage;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.bot.card.text.SlackText;
import dev.touchstone.bot.card.text.Words;
import java.time.Duration;
import java.util.List;

/// News for one person's eyes about something they did earlier.
public final class NoticeText {
    private NoticeText() {}

    /// A decision that was kept counts now.
    ///
    /// @param action what was decided; UNDO when it was taken back
    public static Message applied(DecisionAction action) {
        return Refusal.say(Words.icon(action) + " What you did earlier is applied now, and the review is "
                + (action == DecisionAction.UNDO ? "open again." : Words.past(action) + "."));
    }

    /// What somebody did counts, and the card will show it later.
    ///
    /// @param action what was decided; UNDO when it was taken back
    /// @param wait how long Slack makes us wait
    public static Message cardLater(DecisionAction action, Duration wait) {
        return Refusal.say(Words.icon(action) + " It counts: the review is "
                + (action == DecisionAction.UNDO ? "open again" : Words.past(action))
                + ". Slack makes us wait before the card may change, about "
                + Words.span(wait) + "; you need not click again.");
    }

    /// A decision that was kept could not be applied for too long.
    public static Message expired() {
        return Refusal.say("⌛ A decision you made could not be applied for a day, and is dropped. Please look at the"
                + " review again, with `/review next` or in Home.");
    }

    /// A decision that was kept cannot be applied.
    ///
    /// @param fault its id in the log
    public static Message failed(String fault) {
        return Refusal.say("🛠️ A decision you made was not applied, because something went wrong on our side; it is in"
                + " the log as `" + fault + "`. Please look at the review again, or tell whoever runs Touchstone.");
    }

    /// A verdict has taken a seat of a panel; the card does not say whose it is.
    ///
    /// @param review as it is now, open
    public static Message panelVerdict(Review review, Panel panel) {
        String text = panel.stage() == PanelStage.ADJUDICATION
                ? "⚖️ Your verdict is in. The reviewers differ, so somebody else decides now."
                : "👥 Your verdict is in: " + panel.done() + " of " + panel.reviewers()
                        + ". Nobody sees it before all are in.";
        return new Message(
                text,
                List.of(Kit.section(
                        text,
                        Kit.button(ActionIds.UNDO, "Undo", ReviewRef.of(review).format()))));
    }

    /// A review was claimed for somebody else.
    ///
    /// @param to who holds it now
    public static Message assigned(Reviewer to) {
        return Refusal.say("👀 " + SlackText.mention(to) + " holds this review for an hour now, and is told.");
    }

    /// A review was passed over; nothing on the card shows it.
    public static Message skipped() {
        return Refusal.say("⏭️ Skipped: it has left your queue and stays in everybody else's.");
    }
}
