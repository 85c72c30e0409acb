package dev.touchstone.bot.card.digest;

import com.slack.api.model.block.ImageBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.SlackFileObject;
import dev.touchstone.api.report.Digest;
import dev.touchstone.bot.card.kit.ChartBlock;
import dev.touchstone.bot.card.kit.Kit;
import dev.touchstone.bot.card.kit.Picture;
import dev.touchstone.bot.card.kit.TrendText;
import dev.touchstone.bot.card.text.SlackText;
import java.util.List;
import java.util.Optional;

/// A chart of a digest: what it shows in words, and the picture below.
final class DigestCharts {
    private static final int TAKEAWAY = 200;
    private static final int ALT = 600;
    private static final int TITLE = 120;
    private static final int WHY = 150;

    private DigestCharts() {}

    static List<LayoutBlock> of(Digest.Chart chart, Picture picture) {
        // The picture bears the title.
        String title = SlackText.orElse(SlackText.mrkdwnLine(chart.title(), TITLE), "Chart");
        String takeaway = SlackText.orElse(SlackText.mrkdwnLine(chart.takeaway(), TAKEAWAY), title);
        return List.of(
                Kit.section("*" + takeaway.replace('*', ' ') + "*"),
                switch (picture) {
                    case Picture.Drawn drawn -> drawn(chart).orElseGet(() -> inWords(chart, "it cannot be drawn"));
                    case Picture.Uploaded file -> image(chart, file);
                    case Picture.Missing missing -> inWords(chart, missing.why());
                });
    }

    /// The chart as a block that Slack draws; empty when Slack cannot. It draws no band, so that a figure with an
    /// interval is a picture.
    static Optional<LayoutBlock> drawn(Digest.Chart chart) {
        boolean uncertain = chart.points().stream().anyMatch(point -> point.interval() != null);
        return uncertain ? Optional.empty() : block(chart);
    }

    private static Optional<LayoutBlock> block(Digest.Chart chart) {
        return ChartBlock.of(chart.title(), chart.kind(), chart.unit(), series(chart), chart.points());
    }

    private static String series(Digest.Chart chart) {
        return chart.unit().equals("count") ? "number" : chart.title();
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
        String title = SlackText.orElse(SlackText.mrkdwnLine(chart.title(), TITLE), "Chart");
        return Kit.context("🖼️ " + title + ": the picture is missing, because " + SlackText.mrkdwnLine(why, WHY) + "."
                + (text.isEmpty() ? "" : "\n" + text));
    }
}
