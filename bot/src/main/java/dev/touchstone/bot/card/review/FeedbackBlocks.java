package dev.touchstone.bot.card.review;

import com.slack.api.model.block.LayoutBlock;
import dev.touchstone.api.feedback.FeedbackEvent;
import dev.touchstone.api.review.Review;
import dev.touchstone.bot.card.text.Rich;
import java.util.ArrayList;
import java.util.List;

/// What users did with the output and said of it. A blind review shows none of it.
final class FeedbackBlocks {
    private static final int EVENTS = 3;

    private FeedbackBlocks() {}

    /// @param events the newest, oldest first
    /// @return empty for a blind review, and when no user did anything
    static List<LayoutBlock> of(List<FeedbackEvent> events, Review review) {
        if (review.asked().blind() || events.isEmpty()) {
            return List.of();
        }
        List<LayoutBlock> blocks = new ArrayList<>();
        events.subList(Math.max(0, events.size() - EVENTS), events.size()).forEach(event -> blocks.add(block(event)));
        return blocks;
    }

    private static LayoutBlock block(FeedbackEvent event) {
        Rich rich = new Rich().section(Rich.text("💬 "), Rich.bold("A user " + FeedbackWords.did(event)));
        String comment = FeedbackWords.comment(event);
        String correction = FeedbackWords.correction(event);
        if (!comment.isBlank()) {
            rich = rich.quote(comment);
        }
        if (!correction.isBlank()) {
            rich = rich.section(Rich.text("It should have been")).quote(correction);
        }
        return rich.block();
    }
}
