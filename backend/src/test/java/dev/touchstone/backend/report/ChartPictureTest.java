package dev.touchstone.backend.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.report.Digest;
import dev.touchstone.api.wire.Range;
import dev.touchstone.api.wire.TrendPoint;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Pictures are looked at pixel by pixel: what must be seen is there in its colour.
class ChartPictureTest {
    /// The band's colour over white, a little of the grid aside.
    private static final Color BAND = new Color(196, 229, 247);

    private static BufferedImage picture(Digest.Chart chart) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(ChartPicture.png(chart)));
    }

    private static Digest.Chart line(TrendPoint... points) {
        return new Digest.Chart(
                "quality", "line", "Quality", "Quality held at 94 % (91–96 %)", "alt", "percent", List.of(points));
    }

    private static TrendPoint week(int number, @Nullable Double value, @Nullable Range interval) {
        return new TrendPoint("2026-W" + (40 + number), Instant.EPOCH, value, interval, value == null ? 0 : 120);
    }

    private static TrendPoint seen(int number) {
        return week(number, 0.94, new Range(0.9, 0.97, 0.95));
    }

    private static TrendPoint unseen(int number) {
        return week(number, null, null);
    }

    private static long pixels(BufferedImage image, Color color, int fromX, int toX) {
        return IntStream.range(fromX, toX)
                .mapToLong(x -> IntStream.range(0, image.getHeight())
                        .filter(y -> near(new Color(image.getRGB(x, y)), color))
                        .count())
                .sum();
    }

    private static boolean near(Color one, Color other) {
        return Math.abs(one.getRed() - other.getRed()) < 6
                && Math.abs(one.getGreen() - other.getGreen()) < 6
                && Math.abs(one.getBlue() - other.getBlue()) < 6;
    }

    private static long pixels(BufferedImage image, Color color) {
        return pixels(image, color, 0, image.getWidth());
    }

    @Test
    void aLineHasItsBandAndABoundedSize() throws IOException {
        BufferedImage with = picture(line(seen(0), seen(1), seen(2), seen(3)));
        BufferedImage without =
                picture(line(week(0, 0.94, null), week(1, 0.94, null), week(2, 0.94, null), week(3, 0.94, null)));

        assertThat(with.getWidth()).isEqualTo(1000);
        assertThat(with.getHeight()).isEqualTo(440);
        assertThat(pixels(with, ChartPicture.LINE)).isGreaterThan(500);
        assertThat(pixels(with, BAND)).isGreaterThan(20_000);
        assertThat(pixels(without, ChartPicture.LINE)).isGreaterThan(500);
        assertThat(pixels(without, BAND)).isZero();
    }

    @Test
    void aWeekWithoutAFigureIsAGapAndOneBetweenGapsHasABand() throws IOException {
        BufferedImage image =
                picture(line(seen(0), seen(1), unseen(2), unseen(3), unseen(4), seen(5), unseen(6), seen(7)));

        // Weeks 2 to 4 lie in the middle of the plot.
        assertThat(pixels(image, BAND, 370, 560)).isZero();
        assertThat(pixels(image, ChartPicture.LINE, 370, 560)).isZero();
        assertThat(pixels(image, BAND, 640, 720)).isGreaterThan(3_000);
        assertThat(pixels(image, BAND, 100, 300)).isGreaterThan(10_000);
    }

    @Test
    void barsAreDrawnInTheirLengths() throws IOException {
        BufferedImage image = picture(new Digest.Chart(
                "reasons",
                "bar",
                "Reasons",
                "Wrong or made up: 12 of 18 edits and rejections",
                "alt",
                "count",
                List.of(
                        new TrendPoint("Wrong or made up", Instant.EPOCH, 12.0, null, 18),
                        new TrendPoint("Style \uD83D\uDE00 <b>", Instant.EPOCH, 6.0, null, 18))));

        long upper = rows(image, 0, 215);
        long lower = rows(image, 215, 440);
        assertThat(upper).isGreaterThan(10_000);
        assertThat((double) lower / upper).isBetween(0.45, 0.55);
    }

    private static long rows(BufferedImage image, int fromY, int toY) {
        return pixels(image.getSubimage(0, fromY, image.getWidth(), toY - fromY), ChartPicture.LINE);
    }

    @Test
    void aSingleWeekAndPerfectQualityAreDrawnToo() throws IOException {
        BufferedImage single = picture(line(week(0, 1.0, new Range(0.97, 1, 0.95))));
        BufferedImage exact = picture(line(week(0, 1.0, new Range(1, 1, 0.95)), week(1, 1.0, new Range(1, 1, 0.95))));

        assertThat(pixels(single, BAND)).isGreaterThan(1_000);
        assertThat(pixels(exact, ChartPicture.LINE)).isGreaterThan(100);
    }

    @Test
    void longTitlesAndLabelsDoNotBreakThePicture() throws IOException {
        String verbose = "word ".repeat(200);
        BufferedImage image = picture(new Digest.Chart(
                "routes",
                "bar",
                "Routes",
                verbose,
                "alt",
                "count",
                List.of(new TrendPoint(verbose, Instant.EPOCH, 3.0, null, 3))));

        assertThat(pixels(image, ChartPicture.LINE)).isGreaterThan(10_000);
    }
}
