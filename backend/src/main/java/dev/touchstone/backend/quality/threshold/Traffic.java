package dev.touchstone.backend.quality.threshold;

import dev.touchstone.backend.output.ConfidenceRollup;
import java.util.List;

/// How confident unlabelled outputs are, in bins of 1/100.
///
/// @param bins outputs per bin, 100 of them
/// @param without outputs that came without a confidence
public record Traffic(List<Long> bins, long without) {
    private static final int MOST_POINTS = 10_000;

    public Traffic {
        bins = List.copyOf(bins);
    }

    /// The traffic of these confidences.
    public static Traffic of(List<Double> confidences) {
        Long[] bins = new Long[ConfidenceRollup.BINS];
        java.util.Arrays.fill(bins, 0L);
        for (Double confidence : confidences) {
            bins[ConfidenceRollup.binOf(confidence)]++;
        }
        return new Traffic(List.of(bins), 0);
    }

    public long confident() {
        return bins.stream().mapToLong(Long::longValue).sum();
    }

    public long total() {
        return confident() + without;
    }

    /// Share of all outputs with a confidence at or above the threshold, which is a bin's lower end.
    double shareFrom(double threshold) {
        long above = 0;
        for (int bin = 0; bin < ConfidenceRollup.BINS; bin++) {
            if (ConfidenceRollup.lowerEnd(bin) >= threshold) {
                above += bins.get(bin);
            }
        }
        return total() == 0 ? 0 : (double) above / total();
    }

    /// As many points as suffice to tell the quantiles, each the lower end of its bin, ascending.
    double[] points() {
        long confident = confident();
        int size = (int) Math.min(confident, MOST_POINTS);
        double[] points = new double[size];
        long seen = 0;
        int filled = 0;
        for (int bin = 0; bin < ConfidenceRollup.BINS; bin++) {
            seen += bins.get(bin);
            int upTo = confident == 0 ? 0 : (int) Math.round((double) seen / confident * size);
            while (filled < upTo) {
                points[filled++] = ConfidenceRollup.lowerEnd(bin);
            }
        }
        return points;
    }
}
