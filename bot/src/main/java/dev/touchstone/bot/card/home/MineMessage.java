package dev.touchstone.bot.card.home;

import com.slack.api.model.block.LayoutBlock;
import dev.touchstone.api.review.ReviewSummary;
import dev.touchstone.bot.card.kit.Kit;
import dev.touchstone.bot.card.kit.Message;
import dev.touchstone.bot.card.text.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The answer to `/review mine`.
public final class MineMessage {
    private static final int MOST = 20;

    private MineMessage() {}

    /// @param claimed what the reviewer holds; the first 20 are shown
    public static Message of(List<ReviewSummary> claimed, Instant now) {
        String headline = claimed.isEmpty()
                ? "You have claimed no review. `/review next` brings one."
                : "You have claimed " + Words.counted(claimed.size(), "review", "reviews") + ".";
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(Kit.section(headline));
        claimed.stream().limit(MOST).forEach(review -> blocks.addAll(HomeRow.of(review, now)));
        return new Message(headline, blocks);
    }
}
