package dev.touchstone.backend.report;

import dev.touchstone.api.report.Digest;
import dev.touchstone.api.wire.Range;
import dev.touchstone.api.wire.TrendPoint;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// Draws a chart of a digest as PNG, always [#WIDTH] × [#HEIGHT] pixels, with the takeaway as its title and n on
/// the axis. Colours are those of Okabe and Ito, which colour-blind people tell apart. Needs no screen.
/// Thread-safe.
final class ChartPicture {
    static final int WIDTH = 1000;
    static final int HEIGHT = 440;

    static final Color LINE = new Color(0x00, 0x72, 0xB2);
    /// Light blue, translucent, so that the grid shows through.
    private static final Color BAND = new Color(0x56, 0xB4, 0xE9, 0x5A);

    private static final Color NOTHING = new Color(0, 0, 0, 0);
    private static final Color INK = new Color(0x22, 0x22, 0x22);
    private static final int MOST_TITLE_CHARS = 95;
    private static final int MOST_LABEL_CHARS = 45;
    private static final double HALF_A_WEEK = 0.2;

    private ChartPicture() {}

    static byte[] png(Digest.Chart chart) {
        try {
            return chart.kind().equals(DigestCharts.LINE)
                    ? ChartEncoder.getBytes(line(chart), "png")
                    : ChartEncoder.getBytes(bars(chart), "png");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static XYChart line(Digest.Chart chart) {
        XYChart picture = new XYChart(WIDTH, HEIGHT);
        picture.setTitle(cut(chart.takeaway(), MOST_TITLE_CHARS));
        List<TrendPoint> points = chart.points();
        XYStyler style = picture.getStyler();
        plain(style);
        style.setPlotGridVerticalLinesVisible(false);
        style.setXAxisMin(-0.6).setXAxisMax(points.size() - 0.4);
        style.setXAxisTickMarkSpacingHint(WIDTH / (points.size() + 2));
        style.setXAxisTickLabelsFormattingFunction(x -> weekLabel(points, x));
        style.setYAxisTickLabelsFormattingFunction(y -> Words.number(y, y % 1 == 0 ? 0 : 1) + " %");
        bands(picture, points);
        XYSeries values = picture.addSeries(
                "value",
                positions(points),
                points.stream().mapToDouble(ChartPicture::percent).toArray());
        values.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
        values.setLineColor(LINE).setLineWidth(2.5f);
        values.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(LINE);
        return picture;
    }

    private static double[] positions(List<TrendPoint> points) {
        double[] x = new double[points.size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = i;
        }
        return x;
    }

    /// Not a number where there is no value: the line has a gap there.
    private static double percent(TrendPoint point) {
        return point.value() == null ? Double.NaN : 100 * point.value();
    }

    /// One band for each run of weeks without a gap, from its upper ends to the right and back along its lower
    /// ends.
    private static void bands(XYChart picture, List<TrendPoint> points) {
        int first = 0;
        while (first < points.size()) {
            List<Range> run = points.stream()
                    .skip(first)
                    .map(ChartPicture::interval)
                    .takeWhile(Optional::isPresent)
                    .flatMap(Optional::stream)
                    .toList();
            if (!run.isEmpty()) {
                band(picture, first, run);
            }
            first += run.size() + 1;
        }
    }

    private static Optional<Range> interval(TrendPoint point) {
        return point.value() == null ? Optional.empty() : Optional.ofNullable(point.interval());
    }

    /// A little wider than its weeks, so that a week between two gaps has one too.
    private static void band(XYChart picture, int first, List<Range> run) {
        int last = first + run.size() - 1;
        List<Double> x = new ArrayList<>(List.of(first - HALF_A_WEEK));
        List<Double> y = new ArrayList<>(List.of(100 * run.getFirst().upper()));
        for (int i = 0; i < run.size(); i++) {
            x.add((double) first + i);
            y.add(100 * run.get(i).upper());
        }
        x.addAll(List.of(last + HALF_A_WEEK, last + HALF_A_WEEK));
        y.addAll(List.of(100 * run.getLast().upper(), 100 * run.getLast().lower()));
        for (int i = run.size() - 1; i >= 0; i--) {
            x.add((double) first + i);
            y.add(100 * run.get(i).lower());
        }
        x.add(first - HALF_A_WEEK);
        y.add(100 * run.getFirst().lower());
        XYSeries series = picture.addSeries("interval from " + first, x, y);
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
        series.setLineColor(NOTHING).setFillColor(BAND);
        series.setMarker(SeriesMarkers.NONE);
    }

    /// Ticks that belong to no week get blanks of different lengths: XChart drops ticks whose labels are the same.
    private static String weekLabel(List<TrendPoint> points, double x) {
        int index = (int) Math.round(x);
        if (Math.abs(x - index) > 1e-6 || index < 0 || index >= points.size()) {
            return " ".repeat(1 + Math.floorMod((int) Math.round(2 * x), 5));
        }
        TrendPoint point = points.get(index);
        String week = point.label().substring(point.label().indexOf('W'));
        return week + " \u00b7 n=" + Words.count(point.reviewed());
    }

    private static HorizontalBarChart bars(Digest.Chart chart) {
        HorizontalBarChart picture = new HorizontalBarChart(WIDTH, HEIGHT);
        picture.setTitle(cut(chart.takeaway(), MOST_TITLE_CHARS));
        plain(picture.getStyler());
        picture.getStyler().setPlotGridHorizontalLinesVisible(false);
        picture.getStyler().setAvailableSpaceFill(0.6).setLabelsVisible(false);
        picture.getStyler().setXAxisTickLabelsFormattingFunction(x -> x % 1 == 0 ? Words.number(x, 0) : " ");
        List<TrendPoint> bars = chart.points();
        picture.addSeries(
                        "count",
                        bars.stream()
                                .map(bar -> Objects.requireNonNullElse(bar.value(), 0.0))
                                .toList(),
                        bars.stream().map(ChartPicture::barLabel).toList())
                .setFillColor(LINE);
        return picture;
    }

    private static String barLabel(TrendPoint bar) {
        long count = Math.round(Objects.requireNonNullElse(bar.value(), 0.0));
        return cut(bar.label(), MOST_LABEL_CHARS) + " \u00b7 n=" + Words.count(count);
    }

    private static void plain(AxesChartStyler style) {
        style.setChartBackgroundColor(Color.WHITE);
        style.setChartFontColor(INK);
        style.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 18));
        style.setChartTitleBoxVisible(false);
        style.setChartPadding(14);
        style.setLegendVisible(false);
        style.setPlotBorderVisible(false);
        style.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
    }

    private static String cut(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "\u2026";
    }
}
