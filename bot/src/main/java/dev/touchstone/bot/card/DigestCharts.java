package dev.touchstone.bot.card;

import com.slack.api.model.block.ImageBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.SlackFileObject;
import dev.touchstone.api.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A chart of a digest: what it shows in words, and the picture below.
final class DigestCharts {
    private static final int TAKEAWAY = 300;
    private static final int ALT = 600;
    private static final int TITLE = 120;
    private static final int WHY = 150;

    private DigestCharts() {}

    static List<LayoutBlock> of(Digest.Chart chart, Picture picture) {
        List<LayoutBlock> blocks = new ArrayList<>();
        String title = SlackText.orElse(SlackText.mrkdwnLine(chart.title(), TITLE), "Chart");
        String takeaway = SlackText.mrkdwnLine(chart.takeaway(), TAKEAWAY);
        blocks.add(Kit.section("*" + title.replace('*', ' ') + "*\n" + SlackText.orElse(takeaway, "–")));
        blocks.add(
                switch (picture) {
                    case Picture.Drawn drawn -> drawn(chart).orElseGet(() -> inWords(chart, "it cannot be drawn"));
                    case Picture.Uploaded file -> image(chart, file);
                    case Picture.Missing missing -> inWords(chart, missing.why());
                });
        return blocks;
    }

    /// The chart as a block that Slack draws; empty when Slack cannot.
    static Optional<LayoutBlock> drawn(Digest.Chart chart) {
        return ChartBlock.of(chart.title(), chart.kind(), chart.unit(), chart.title(), chart.points());
    }

    private static LayoutBlock image(Digest.Chart chart, Picture.Uploaded file) {
        return ImageBlock.builder()
                .slackFile(SlackFileObject.builder().id(file.id()).build())
                .altText(SlackText.orElse(
                        SlackText.plainLine(chart.altText(), ALT),
                        SlackText.orElse(SlackText.plainLine(chart.title(), TITLE), "Chart")))
                .build();
    }

    private static LayoutBlock inWords(Digest.Chart chart, String why) {
        String text = TrendText.of(chart.points(), chart.unit().equals("percent"));
        return Kit.context("🖼️ The picture is missing: " + SlackText.mrkdwnLine(why, WHY) + "."
                + (text.isEmpty() ? "" : "\n" + text));
    }
}
