package dev.touchstone.bot.card.kit;

import com.slack.api.model.block.LayoutBlock;
import dev.touchstone.api.wire.TrendPoint;
import dev.touchstone.bot.card.text.Figures;
import dev.touchstone.bot.card.text.SlackText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A `data_visualization` block: a chart that Slack draws. The SDK has no class for it yet, and a workspace that
/// does not know it refuses the message with `invalid_blocks`.
///
/// See <https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block>.
public final class ChartBlock implements LayoutBlock {
    /// Slack takes no more of them in one message.
    public static final int PER_MESSAGE = 2;

    /// Stands behind the label of a marked point.
    public static final String MARK = " ▲";

    private static final int TITLE = 50;
    private static final int LABEL = 20;
    private static final int POINTS = 12;

    // Read by Gson.
    private final String type = "data_visualization";

    private final String title;
    private final Chart chart;

    private ChartBlock(String title, Chart chart) {
        this.title = title;
        this.chart = chart;
    }

    private record Chart(String type, List<Series> series, Axes axisConfig) {}

    private record Axes(List<String> categories, String yLabel) {}

    private record Series(String name, List<Point> data) {}

    private record Point(String label, BigDecimal value) {}

    /// A level that a course is held against: a straight line of its own.
    ///
    /// @param name in a word or two
    public record Level(String name, double value) {}

    /// A course or parts as a chart, its latest 12 points. Slack draws no bands, and the ends of an interval as lines
    /// of their own look like two more things that were measured: who shows intervals says them in words, or as a
    /// picture.
    ///
    /// @param kind `line` or `bar`
    /// @param unit `percent` or `count`
    /// @param name what is drawn, in a word or two
    /// @return empty when Slack cannot draw it: without points, with a gap between them, or with equal labels
    public static Optional<LayoutBlock> of(
            String title, String kind, String unit, String name, List<TrendPoint> points) {
        return of(title, kind, unit, name, points, null, Set.of());
    }

    /// As above, against a level, with some points marked [#MARK].
    ///
    /// @param level null for none
    /// @param marked labels of points
    public static Optional<LayoutBlock> of(
            String title,
            String kind,
            String unit,
            String name,
            List<TrendPoint> points,
            @Nullable Level level,
            Set<String> marked) {
        List<TrendPoint> shown = withoutEmptyEnds(points);
        List<String> labels = labels(shown, marked);
        boolean gap = shown.stream().anyMatch(point -> !isNumber(point.value()));
        if (shown.isEmpty() || gap || labels.stream().distinct().count() < labels.size()) {
            return Optional.empty();
        }
        boolean percent = unit.equals("percent");
        List<Series> series = new ArrayList<>();
        series.add(series(name, labels, shown, percent, TrendPoint::value));
        if (level != null) {
            series.add(series(level.name(), labels, shown, percent, point -> level.value()));
        }
        Chart chart =
                new Chart(kind.equals("bar") ? "bar" : "line", series, new Axes(labels, percent ? "percent" : "count"));
        return Optional.of(new ChartBlock(SlackText.orElse(SlackText.plainLine(title, TITLE), "Chart"), chart));
    }

    private static List<TrendPoint> withoutEmptyEnds(List<TrendPoint> points) {
        int from = 0;
        int to = points.size();
        while (from < to && points.get(from).value() == null) {
            from++;
        }
        while (to > from && points.get(to - 1).value() == null) {
            to--;
        }
        return points.subList(Math.max(from, to - POINTS), to);
    }

    /// The year is left out where all are of one.
    private static List<String> labels(List<TrendPoint> points, Set<String> marked) {
        List<String> labels = points.stream()
                .map(point -> SlackText.orElse(SlackText.plainLine(point.label(), LABEL), "–"))
                .toList();
        boolean weeks = labels.stream().allMatch(label -> label.matches("[0-9]{4}-W[0-9]{2}"));
        boolean oneYear = weeks
                && labels.stream()
                                .map(label -> label.substring(0, 4))
                                .distinct()
                                .count()
                        == 1;
        List<String> brief =
                oneYear ? labels.stream().map(label -> label.substring(5)).toList() : labels;
        return IntStream.range(0, points.size())
                .mapToObj(i -> marked.contains(points.get(i).label()) ? brief.get(i) + MARK : brief.get(i))
                .toList();
    }

    private static Series series(
            String name,
            List<String> labels,
            List<TrendPoint> points,
            boolean percent,
            Function<TrendPoint, @Nullable Double> value) {
        List<Point> data = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            Double one = value.apply(points.get(i));
            data.add(new Point(labels.get(i), number(one == null ? 0 : one, percent)));
        }
        return new Series(SlackText.plainLine(name, LABEL), data);
    }

    private static BigDecimal number(double value, boolean percent) {
        return percent ? Figures.points(value) : BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_EVEN);
    }

    private static boolean isNumber(@Nullable Double value) {
        return value != null && Double.isFinite(value);
    }

    @Override
    public String getType() {
        return type;
    }

    /// Slack gives it one.
    @Override
    public @Nullable String getBlockId() {
        return null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ChartBlock block && title.equals(block.title) && chart.equals(block.chart);
    }

    @Override
    public int hashCode() {
        return title.hashCode() * 31 + chart.hashCode();
    }

    @Override
    public String toString() {
        return type + ":" + title;
    }
}
