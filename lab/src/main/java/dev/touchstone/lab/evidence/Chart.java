package dev.touchstone.lab.evidence;

import dev.touchstone.lab.recorded.Markdown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The first table as a picture: for each scenario how often the intervals held the truth, ours and those of pooling.
/// An SVG that stands by itself and reads on a light and a dark page.
record Chart(List<Bar> bars) {
    private static final int LEFT = 250;
    private static final int SCALE = 440;
    private static final int ROW = 34;
    private static final int TOP = 58;

    /// @param held by our intervals, 0 to 1
    /// @param pooledHeld by those of everything reviewed taken as a plain sample, 0 to 1
    record Bar(String name, double held, double pooledHeld) {}

    Chart {
        bars = List.copyOf(bars);
    }

    String svg() {
        int bottom = TOP + ROW * bars.size();
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"13\" fill=\"#24292f\">",
                LEFT + SCALE + 70,
                bottom + 34));
        lines.add("<title>Share of 95 % intervals that held the truth</title>");
        lines.add("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>");
        lines.add("<text x=\"12\" y=\"22\" font-size=\"15\">Share of 95 % intervals that held the truth</text>");
        lines.add(legend(12, "#1f6feb", "Touchstone"));
        lines.add(legend(120, "#c9a227", "everything reviewed, pooled"));
        for (int share = 0; share <= 100; share += 25) {
            lines.add(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" fill=\"#57606a\">%d %%</text>",
                    x(share / 100.0),
                    bottom + 20,
                    share));
        }
        lines.add(String.format(
                Locale.ROOT,
                "<path d=\"M%d %dV%d\" stroke=\"#57606a\" stroke-dasharray=\"4 3\"/>",
                x(0.95),
                TOP - 6,
                bottom));
        for (int i = 0; i < bars.size(); i++) {
            lines.addAll(row(bars.get(i), TOP + ROW * i));
        }
        lines.add("</svg>");
        return String.join("\n", lines) + "\n";
    }

    private static String legend(int x, String colour, String text) {
        return String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"34\" width=\"12\" height=\"12\" fill=\"%s\"/><text x=\"%d\" y=\"45\">%s</text>",
                x,
                colour,
                x + 18,
                text);
    }

    private static List<String> row(Bar bar, int y) {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>",
                        LEFT - 10,
                        y + 18,
                        bar.name()),
                bar(y + 2, bar.held(), "#1f6feb"),
                bar(y + 15, bar.pooledHeld(), "#c9a227"));
    }

    private static String bar(int y, double share, String colour) {
        return String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"12\" fill=\"%s\"/>"
                        + "<text x=\"%d\" y=\"%d\" font-size=\"11\" stroke=\"#ffffff\""
                        + " stroke-width=\"3\" paint-order=\"stroke\">%s</text>",
                LEFT,
                y,
                x(share) - LEFT,
                colour,
                x(share) + 5,
                y + 10,
                Markdown.percent(share));
    }

    private static int x(double share) {
        return LEFT + (int) Math.round(share * SCALE);
    }
}
