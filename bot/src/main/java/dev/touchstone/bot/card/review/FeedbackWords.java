package dev.touchstone.bot.card.review;

import dev.touchstone.api.delivery.ReviewNote;
import dev.touchstone.api.feedback.FeedbackEvent;
import dev.touchstone.bot.card.text.SlackText;
import dev.touchstone.bot.card.text.Words;
import org.jspecify.annotations.Nullable;

/// What a user did, in a few words. Their own words are shown as they are, and never as markup: who writes them is
/// nobody we know.
public final class FeedbackWords {
    private static final int NAME = 80;
    private static final int COMMENT = 500;
    private static final int CORRECTION = 500;
    private static final double PERCENT = 100;
    private static final double SECOND_MS = 1000;

    private FeedbackWords() {}

    /// In plain text, for the thread of a card.
    public static String told(ReviewNote note) {
        if (note.said() != null) {
            return told(note.said());
        }
        String name = note.by() == null
                ? "Somebody"
                : SlackText.plainLine(
                        note.by().name() == null
                                ? note.by().id().value()
                                : note.by().name(),
                        NAME);
        return name + " asked for this review: “" + SlackText.plain(note.text(), COMMENT) + '”';
    }

    /// With the words if there are any.
    private static String told(FeedbackEvent event) {
        StringBuilder text = new StringBuilder("A user " + did(event));
        String comment = SlackText.plain(event.words().comment(), COMMENT);
        if (!comment.isBlank()) {
            text.append(": “").append(comment).append('”');
        }
        String correction = correction(event);
        if (!correction.isEmpty()) {
            text.append("\nIt should have been: “").append(correction).append('”');
        }
        return text.toString();
    }

    static String comment(FeedbackEvent event) {
        return SlackText.plain(event.words().comment(), COMMENT);
    }

    static String correction(FeedbackEvent event) {
        if (event.words().correction() == null) {
            return "";
        }
        String text = event.words().correction().isTextual()
                ? event.words().correction().textValue()
                : event.words().correction().toString();
        return SlackText.plain(text, CORRECTION);
    }

    static String did(FeedbackEvent event) {
        @Nullable Double value = event.value();
        double number = value == null ? 0 : value;
        return switch (event.kind()) {
            case THUMB -> number > 0 ? "gave a thumbs up" : "gave a thumbs down";
            case STARS -> "gave " + Words.counted(Math.round(number), "star", "stars") + " of 5";
            case SCORE -> "scored it " + Words.probability(number) + " of 1";
            case COMMENT -> "wrote";
            case CORRECTION -> "corrected it";
            case COPY -> "copied it";
            case DWELL -> "looked at it for " + Math.round(number / SECOND_MS) + " s";
            case REGENERATE -> "asked for another answer";
            case RE_ASK -> "asked the same again";
            case EDIT_ACCEPTED -> "took it over and changed " + Math.round(number * PERCENT) + " % of it";
            case FOLLOW_UP -> "went on asking";
            case NO_FOLLOW_UP -> "asked nothing more";
            case ABANDON -> "went away";
            case ESCALATE -> "asked for a person";
            case TASK_DONE -> "finished the task";
        };
    }
}
