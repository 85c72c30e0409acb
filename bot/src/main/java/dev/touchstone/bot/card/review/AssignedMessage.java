package dev.touchstone.bot.card.review;

import com.slack.api.model.block.LayoutBlock;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.Population;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.bot.card.kit.ActionIds;
import dev.touchstone.bot.card.kit.Kit;
import dev.touchstone.bot.card.kit.Message;
import dev.touchstone.bot.card.kit.ReviewRef;
import dev.touchstone.bot.card.text.SlackText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells a reviewer that a colleague gave them a review.
public final class AssignedMessage {
    private AssignedMessage() {}

    /// @param by who assigned it
    public static Message of(ReviewDetail detail, Reviewer by) {
        Review review = detail.review();
        String headline = "👀 " + SlackText.mention(by) + " assigned you a review in *"
                + SlackText.escape(Population.label(review.pipeline())) + "*. It is yours for an hour.";
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(Kit.section(headline));
        @Nullable NewOutput body = detail.output().body();
        if (body != null) {
            blocks.addAll(ReviewCard.query(body, ReviewRef.of(detail.review())));
        }
        blocks.add(Kit.actions(List.of(
                Kit.button(ActionIds.OPEN, "Review", ReviewRef.of(review).format(), "primary"))));
        return new Message(headline, blocks);
    }
}
