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

    /// Shares of what is right: as much of the scale as is needed, up to 100 %.
    static Course of(List<Line> weeks) {
        double lowest = weeks.stream()
                .filter(week -> week.value() != null)
                .mapToDouble(week ->
                        week.interval() == null ? week.value() : week.interval().lower())
                .min()
                .orElse(0);
        return of(weeks, new Scale(Math.max(0, Math.min(0.9, Math.ceil(lowest * 10 - 1) / 10)), 1));
    }

    /// Shares of what is wrong: from 0 as far as is needed.
    public static Course ofErrors(List<Line> weeks) {
        double highest = weeks.stream()
                .filter(week -> week.value() != null)
                .mapToDouble(week ->
                        week.interval() == null ? week.value() : week.interval().upper())
                .max()
                .orElse(1);
        return of(weeks, new Scale(0, Math.max(0.1, Math.min(1, Math.ceil(highest * 10) / 10))));
    }

    /// What the drawing reaches from and to.
    private record Scale(double floor, double ceiling) {}

    private static Course of(List<Line> weeks, Scale scale) {
        List<String> bands = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        List<Point> points = new ArrayList<>();
        List<Label> labels = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= weeks.size(); i++) {
            if (i == weeks.size() || weeks.get(i).value() == null) {
                stretch(weeks, from, i, scale, bands, lines);
                from = i + 1;
            }
        }
        for (int i = 0; i < weeks.size(); i++) {
            Line week = weeks.get(i);
            String x = number(x(i, weeks.size()));
            if (week.value() != null) {
                boolean last = weeks.subList(i + 1, weeks.size()).stream().allMatch(later -> later.value() == null);
                points.add(new Point(x, number(y(week.value(), scale)), last ? week.percent() : ""));
            }
            if (i % 2 == 0 || weeks.size() <= 6) {
                labels.add(new Label(x, week.name().replaceFirst("^\\d+-", "")));
            }
        }
        return new Course(bands, lines, points, grid(scale), labels);
    }

    private static void stretch(
            List<Line> weeks, int from, int to, Scale scale, List<String> bands, List<String> lines) {
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
            values.add(number(x) + "," + number(y(value, scale)));
            upper.add(number(x) + ","
                    + number(y(week.interval() == null ? value : week.interval().upper(), scale)));
            lower.add(number(x) + ","
                    + number(y(week.interval() == null ? value : week.interval().lower(), scale)));
        }
        lines.add(String.join(" ", values));
        bands.add(String.join(" ", upper) + " " + lower.reversed().stream().collect(Collectors.joining(" ")));
    }

    private static List<Grid> grid(Scale scale) {
        List<Grid> grid = new ArrayList<>();
        for (int part = 0; part <= 4; part++) {
            double share = scale.floor() + (scale.ceiling() - scale.floor()) * part / 4;
            grid.add(new Grid(number(y(share, scale)), Math.round(share * 100) + " %"));
        }
        return grid;
    }

    private static double x(int week, int weeks) {
        return weeks < 2 ? (LEFT + RIGHT) / 2 : LEFT + (RIGHT - LEFT) * week / (weeks - 1);
    }

    private static double y(double share, Scale scale) {
        double within = Math.max(0, Math.min(1, (share - scale.floor()) / (scale.ceiling() - scale.floor())));
        return BOTTOM - (BOTTOM - TOP) * within;
    }

    private static String number(double value) {
        return String.format(Locale.ENGLISH, "%.1f", value);
    }
}
