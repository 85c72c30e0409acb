package dev.touchstone.console.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A course over weeks as the parts of a drawing, 720 by 260. Weeks without a figure leave a gap.
///
/// @param bands the intervals, one shape for each stretch without a gap
/// @param lines the values, likewise
/// @param points one for each week with a figure
/// @param grid lines of equal value
/// @param labels of the weeks
public record Course(List<String> bands, List<String> lines, List<Point> points, List<Grid> grid, List<Label> labels) {
    private static final double LEFT = 52;
    private static final double RIGHT = 664;
    private static final double TOP = 16;
    private static final double BOTTOM = 214;

    /// @param label stands beside the last one, so that no legend is needed
    public record Point(String x, String y, String label) {}

    public record Grid(String y, String label) {}

    public record Label(String x, String text) {}

    static Course of(List<Line> weeks) {
        double lowest = weeks.stream()
                .filter(week -> week.value() != null)
                .mapToDouble(week ->
                        week.interval() == null ? week.value() : week.interval().lower())
                .min()
                .orElse(0);
        double floor = Math.max(0, Math.min(0.9, Math.ceil(lowest * 10 - 1) / 10));
        List<String> bands = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        List<Point> points = new ArrayList<>();
        List<Label> labels = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= weeks.size(); i++) {
            if (i == weeks.size() || weeks.get(i).value() == null) {
                stretch(weeks, from, i, floor, bands, lines);
                from = i + 1;
            }
        }
        for (int i = 0; i < weeks.size(); i++) {
            Line week = weeks.get(i);
            String x = number(x(i, weeks.size()));
            if (week.value() != null) {
                boolean last = weeks.subList(i + 1, weeks.size()).stream().allMatch(later -> later.value() == null);
                points.add(new Point(x, number(y(week.value(), floor)), last ? week.percent() : ""));
            }
            if (i % 2 == 0 || weeks.size() <= 6) {
                labels.add(new Label(x, week.name().replaceFirst("^\\d+-", "")));
            }
        }
        return new Course(bands, lines, points, grid(floor), labels);
    }

    private static void stretch(
            List<Line> weeks, int from, int to, double floor, List<String> bands, List<String> lines) {
        if (to - from < 2) {
            return;
        }
        List<String> values = new ArrayList<>();
        List<String> upper = new ArrayList<>();
        List<String> lower = new ArrayList<>();
        for (int i = from; i < to; i++) {
            Line week = weeks.get(i);
            double value = week.value() == null ? 0 : week.value();
            double x = x(i, weeks.size());
            values.add(number(x) + "," + number(y(value, floor)));
            upper.add(number(x) + ","
                    + number(y(week.interval() == null ? value : week.interval().upper(), floor)));
            lower.add(number(x) + ","
                    + number(y(week.interval() == null ? value : week.interval().lower(), floor)));
        }
        lines.add(String.join(" ", values));
        bands.add(String.join(" ", upper) + " " + lower.reversed().stream().collect(Collectors.joining(" ")));
    }

    private static List<Grid> grid(double floor) {
        List<Grid> grid = new ArrayList<>();
        for (int part = 0; part <= 4; part++) {
            double share = floor + (1 - floor) * part / 4;
            grid.add(new Grid(number(y(share, floor)), Math.round(share * 100) + " %"));
        }
        return grid;
    }

    private static double x(int week, int weeks) {
        return weeks < 2 ? (LEFT + RIGHT) / 2 : LEFT + (RIGHT - LEFT) * week / (weeks - 1);
    }

    private static double y(double share, double floor) {
        double within = Math.max(0, Math.min(1, (share - floor) / (1 - floor)));
        return BOTTOM - (BOTTOM - TOP) * within;
    }

    private static String number(double value) {
        return String.format(Locale.ENGLISH, "%.1f", value);
    }
}
