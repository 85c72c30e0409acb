package dev.touchstone.lab.flywheel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The review rate by week as a picture: an SVG that stands by itself and reads on a light and a dark page.
final class FlywheelChart {
    private static final List<String> COLOURS = List.of("#1f6feb", "#c9a227", "#1a7f37", "#57606a");
    private static final int LEFT = 56;
    private static final int WIDTH = 560;
    private static final int TOP = 110;
    private static final int HEIGHT = 260;

    private FlywheelChart() {}

    /// @param shares one per week, 0 to 1
    record Course(String name, List<Double> shares) {}

    static String svg(List<Course> courses) {
        double highest = courses.stream()
                .flatMap(course -> course.shares().stream())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1);
        double top = Math.min(1, Math.ceil(highest * 10) / 10);
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"13\" fill=\"#24292f\">",
                LEFT + WIDTH + 20,
                TOP + HEIGHT + 50));
        lines.add("<title>Share of the outputs that people look at, by week</title>");
        lines.add("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>");
        lines.add("<text x=\"12\" y=\"22\" font-size=\"15\">Share of the outputs that people look at, by week</text>");
        for (int share = 0; share <= Math.round(top * 10); share++) {
            lines.add(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" fill=\"#57606a\">%d %%</text>"
                            + "<path d=\"M%d %dH%d\" stroke=\"#d0d7de\"/>",
                    LEFT - 8,
                    y(share / 10.0, top) + 4,
                    share * 10,
                    LEFT,
                    y(share / 10.0, top),
                    LEFT + WIDTH));
        }
        int weeks = courses.getFirst().shares().size();
        for (int week = 1; week <= weeks; week++) {
            if (week == 1 || week % 5 == 0) {
                lines.add(String.format(
                        Locale.ROOT,
                        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" fill=\"#57606a\">week %d</text>",
                        x(week, weeks),
                        TOP + HEIGHT + 22,
                        week));
            }
        }
        for (int i = 0; i < courses.size(); i++) {
            lines.addAll(course(courses.get(i), i, weeks, top, i == courses.size() - 1));
        }
        lines.add("</svg>");
        return String.join("\n", lines) + "\n";
    }

    private static List<String> course(Course course, int number, int weeks, double top, boolean dashed) {
        String colour = COLOURS.get(number % COLOURS.size());
        StringBuilder path = new StringBuilder();
        for (int week = 1; week <= course.shares().size(); week++) {
            path.append(week == 1 ? 'M' : 'L')
                    .append(x(week, weeks))
                    .append(' ')
                    .append(y(course.shares().get(week - 1), top));
        }
        int legend = 44 + 16 * number;
        return List.of(
                String.format(
                        Locale.ROOT,
                        "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s/>",
                        path,
                        colour,
                        dashed ? " stroke-dasharray=\"5 4\"" : ""),
                String.format(
                        Locale.ROOT,
                        "<path d=\"M12 %dH36\" stroke=\"%s\" stroke-width=\"2\"%s/><text x=\"44\" y=\"%d\">%s</text>",
                        legend - 4,
                        colour,
                        dashed ? " stroke-dasharray=\"5 4\"" : "",
                        legend,
                        course.name()));
    }

    private static int x(int week, int weeks) {
        return LEFT + (weeks == 1 ? 0 : (week - 1) * WIDTH / (weeks - 1));
    }

    private static int y(double share, double top) {
        return TOP + (int) Math.round(HEIGHT * (1 - share / top));
    }
}
