package dev.touchstone.bot.card.digest;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.element.BlockElement;
import dev.touchstone.api.report.Digest;
import dev.touchstone.bot.card.kit.ActionIds;
import dev.touchstone.bot.card.kit.ChartBlock;
import dev.touchstone.bot.card.kit.Kit;
import dev.touchstone.bot.card.kit.Links;
import dev.touchstone.bot.card.kit.Message;
import dev.touchstone.bot.card.kit.Picture;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A week of a pipeline: one sentence, the figures, the charts with what they show in words, what is worst, what has
/// changed, and who is to be thanked.
public final class DigestMessage {
    private static final int MOST_CHARTS = 5;

    private DigestMessage() {}

    /// @param pictures how each chart is shown, by its name; a chart without a picture is left to its words
    public static Message of(Digest digest, Map<String, Picture> pictures, Links links) {
        List<LayoutBlock> blocks = new ArrayList<>(DigestBlocks.head(digest));
        blocks.addAll(DigestBlocks.facts(digest));
        for (Digest.Chart chart : charts(digest)) {
            Picture picture = pictures.getOrDefault(chart.name(), new Picture.Missing("it was not drawn"));
            blocks.addAll(DigestCharts.of(chart, picture));
        }
        blocks.addAll(DigestBlocks.lists(digest));
        DigestBlocks.explanation(List.of(digest)).ifPresent(blocks::add);
        blocks.addAll(buttons(digest, links));
        return new Message(DigestBlocks.text(digest), blocks);
    }

    /// For when Slack refuses all that: text alone.
    public static Message plain(Digest digest, Links links) {
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(Kit.section(DigestBlocks.text(digest)));
        blocks.addAll(DigestBlocks.facts(digest));
        blocks.addAll(buttons(digest, links));
        return new Message(DigestBlocks.text(digest), blocks);
    }

    /// The charts that a message has room for.
    public static List<Digest.Chart> charts(Digest digest) {
        return digest.sections().charts().stream().limit(MOST_CHARTS).toList();
    }

    /// The charts that Slack can draw by itself, two at most.
    public static Map<String, Picture> drawable(Digest digest) {
        Map<String, Picture> drawn = new LinkedHashMap<>();
        for (Digest.Chart chart : charts(digest)) {
            if (drawn.size() < ChartBlock.PER_MESSAGE
                    && DigestCharts.drawn(chart).isPresent()) {
                drawn.put(chart.name(), new Picture.Drawn());
            }
        }
        return drawn;
    }

    private static List<LayoutBlock> buttons(Digest digest, Links links) {
        List<BlockElement> buttons = new ArrayList<>();
        links.digest(digest.id()).ifPresent(url -> buttons.add(Kit.linkButton("Console", url)));
        links.digestExport(digest.id())
                .ifPresent(url -> buttons.add(Kit.linkButton(ActionIds.SECOND_LINK, "Export", url)));
        return buttons.isEmpty() ? List.of() : List.of(Kit.actions(buttons));
    }
}
