package dev.touchstone.lab.recorded;

/// How often intervals held the truth, and how wide they were.
public final class Tally {
    private int held;
    private int counted;
    private double width;

    public void add(double lower, double upper, double truth) {
        counted++;
        // A finite population reviewed as a whole has an interval without width; rounding must not miss it.
        held += truth >= lower - 1e-12 && truth <= upper + 1e-12 ? 1 : 0;
        width += upper - lower;
    }

    public int held() {
        return held;
    }

    public int counted() {
        return counted;
    }

    /// Of the intervals that held it, 0 to 1; 0 without any.
    public double share() {
        return counted == 0 ? 0 : (double) held / counted;
    }

    /// Of an interval on average, in points.
    public String width() {
        return Markdown.points(width / counted);
    }

    public String cells() {
        return counted == 0 ? "– | –" : Markdown.percent(share()) + " | " + width();
    }
}
