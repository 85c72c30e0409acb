package dev.touchstone.lab.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/// Two panels, as SVG that stands by itself: how many repetitions had an alarm by which week, after a real drop and in
/// a
/// year without a change.
final class DriftChart {
    private static final List<String> COLOURS = List.of("#1f6feb", "#c9a227", "#8250df");
    private static final int WIDTH = 330;
    private static final int HEIGHT = 210;
    private static final int TOP = 76;
    private static final int GAP = 70;
    private static final int LEFT = 48;

    private final List<String> lines = new ArrayList<>();

    /// One course.
    ///
    /// @param share of the repetitions with an alarm by a week
    record Course(String name, DoubleUnaryOperator share) {}

    /// @param drop after the drop, in the order of the legend
    /// @param quiet without a change, in the same order
    /// @param dropTitle what happened in the first panel
    static String svg(String dropTitle, int dropWeeks, List<Course> drop, int quietWeeks, List<Course> quiet) {
        DriftChart chart = new DriftChart();
        chart.line(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"13\" fill=\"#24292f\">",
                LEFT + 2 * WIDTH + GAP + 30,
                TOP + HEIGHT + 56));
        chart.line("<title>Alarms after a drop, and alarms without one</title>");
        chart.line("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>");
        for (int i = 0; i < drop.size(); i++) {
            int x = LEFT + 150 * i;
            chart.line(String.format(
                    Locale.ROOT,
                    "<rect x=\"%d\" y=\"12\" width=\"12\" height=\"12\" fill=\"%s\"/>",
                    x,
                    COLOURS.get(i)));
            chart.line(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"23\">%s</text>",
                    x + 18,
                    drop.get(i).name()));
        }
        chart.panel(LEFT, dropTitle, dropWeeks, drop);
        chart.panel(LEFT + WIDTH + GAP, "Nothing changed: false alarms in a year", quietWeeks, quiet);
        chart.line("</svg>");
        return String.join("\n", chart.lines) + "\n";
    }

    private void panel(int left, String title, int weeks, List<Course> courses) {
        line(String.format(Locale.ROOT, "<text x=\"%d\" y=\"56\" font-size=\"15\">%s</text>", left, title));
        for (int share = 0; share <= 100; share += 25) {
            int y = y(share / 100.0);
            line(String.format(Locale.ROOT, "<path d=\"M%d %dh%d\" stroke=\"#d0d7de\"/>", left, y, WIDTH));
            line(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" fill=\"#57606a\" font-size=\"11\">%d %%</text>",
                    left - 6,
                    y + 4,
                    share));
        }
        for (int tick = 0; tick <= 4; tick++) {
            line(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" fill=\"#57606a\" font-size=\"11\">%d</text>",
                    left + WIDTH * tick / 4,
                    TOP + HEIGHT + 18,
                    weeks * tick / 4));
        }
        line(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" fill=\"#57606a\">weeks</text>",
                left + WIDTH / 2,
                TOP + HEIGHT + 40));
        for (int i = 0; i < courses.size(); i++) {
            line(String.format(
                    Locale.ROOT,
                    "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2.5\"/>",
                    path(left, weeks, courses.get(i).share()),
                    COLOURS.get(i)));
        }
    }

    private static String path(int left, int weeks, DoubleUnaryOperator share) {
        StringBuilder path = new StringBuilder();
        for (int x = 0; x <= WIDTH; x += 2) {
            path.append(x == 0 ? "M" : "L")
                    .append(left + x)
                    .append(' ')
                    .append(y(share.applyAsDouble((double) weeks * x / WIDTH)));
        }
        return path.toString();
    }

    private static int y(double share) {
        return TOP + (int) Math.round(HEIGHT * (1 - share));
    }

    private void line(String svg) {
        lines.add(svg);
    }
}
