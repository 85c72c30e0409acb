package dev.touchstone.bot.card.home;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.TextObject;
import dev.touchstone.bot.card.kit.Kit;
import dev.touchstone.bot.card.kit.Message;
import dev.touchstone.bot.card.text.Words;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answer to `/review stats`.
public final class StatsMessage {
    private StatsMessage() {}

    public static Message of(ReviewerStats stats) {
        String headline = "You decided " + Words.counted(stats.decided(), "review", "reviews") + " in the last "
                + Words.counted(stats.days(), "day", "days") + ".";
        List<TextObject> fields = new ArrayList<>();
        fields.add(Kit.field("Approved", part(stats.approved(), stats.decided())));
        fields.add(Kit.field("Edited", part(stats.edited(), stats.decided())));
        fields.add(Kit.field("Rejected", part(stats.rejected(), stats.decided())));
        fields.add(Kit.field("Median time", stats.medianTime() == null ? "–" : Words.span(stats.medianTime())));
        fields.add(Kit.field("Agreement with a second reviewer", agreement(stats.agreement())));
        fields.add(Kit.field("Waiting for you", Words.atLeast(stats.waiting())));
        List<LayoutBlock> blocks = List.of(
                Kit.section("*" + headline + "*"),
                SectionBlock.builder().fields(fields).build());
        return new Message(headline, blocks);
    }

    private static String part(int count, int all) {
        return all == 0 ? "0" : Words.count(count) + " (" + percent((double) count / all) + ")";
    }

    private static String agreement(ReviewerStats.@Nullable Agreement agreement) {
        return agreement == null || agreement.n() == 0
                ? "– (no second reviews yet)"
                : percent(agreement.value()) + " (" + percent(agreement.low()) + " to " + percent(agreement.high())
                        + ", 95 %, n = " + Words.count(agreement.n()) + ")";
    }

    private static String percent(double share) {
        return BigDecimal.valueOf(share).movePointRight(2).setScale(0, RoundingMode.HALF_EVEN) + " %";
    }
}
