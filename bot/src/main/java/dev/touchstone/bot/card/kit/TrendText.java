package dev.touchstone.bot.card.kit;

import dev.touchstone.api.wire.TrendPoint;
import dev.touchstone.bot.card.text.Figures;
import dev.touchstone.bot.card.text.SlackText;
import dev.touchstone.bot.card.text.Words;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A course over time in characters, for where no chart can be shown.
public final class TrendText {
    private static final String STEPS = "▁▂▃▄▅▆▇█";
    private static final int DRAWN = 20;
    private static final int LATEST = 3;
    private static final int LABEL = 20;

    private TrendText() {}

    /// `▁▂▃█` with the latest figures in words; empty without points. A period that says nothing is a gap.
    ///
    /// @param percent whether values are shares of 0 to 1
    public static String of(List<TrendPoint> points, boolean percent) {
        List<TrendPoint> drawn = points.subList(Math.max(0, points.size() - DRAWN), points.size());
        double most = drawn.stream()
                .map(TrendPoint::value)
                .filter(value -> value != null)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(Double.NaN);
        if (Double.isNaN(most)) {
            return "";
        }
        String line = drawn.stream().map(point -> step(point.value(), most)).collect(Collectors.joining());
        return line + "  "
                + drawn.subList(Math.max(0, drawn.size() - LATEST), drawn.size()).stream()
                        .map(point -> words(point, percent))
                        .collect(Collectors.joining(" · "));
    }

    private static String step(@Nullable Double value, double most) {
        if (value == null) {
            return "·";
        }
        int height = most <= 0 ? 0 : (int) Math.round(Math.max(0, value) / most * (STEPS.length() - 1));
        return STEPS.substring(height, height + 1);
    }

    private static String words(TrendPoint point, boolean percent) {
        String label = SlackText.mrkdwnLine(point.label(), LABEL) + " ";
        Double value = point.value();
        if (value == null) {
            return label + "nothing reviewed";
        }
        return label
                + (percent ? Figures.full(value, point.interval(), point.reviewed()) : Words.count(Math.round(value)));
    }
}
