package dev.touchstone.backend.quality.threshold;

import dev.touchstone.backend.output.ConfidenceScale;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// How confident unlabelled outputs are, in the steps of [ConfidenceScale].
///
/// @param counts outputs by the lower end of their step
/// @param without outputs that came without a confidence
/// @param coarse those of `counts` of which only the hundredth is known; they stand at its lower end
public record Traffic(NavigableMap<Double, Long> counts, long without, long coarse) {
    private static final int MOST_POINTS = 10_000;

    public Traffic {
        counts = java.util.Collections.unmodifiableNavigableMap(new TreeMap<>(counts));
    }

    /// The traffic of these confidences.
    public static Traffic of(List<Double> confidences) {
        Map<Integer, Long> steps = new TreeMap<>();
        confidences.forEach(confidence -> steps.merge(ConfidenceScale.stepOf(confidence), 1L, Long::sum));
        return ofSteps(steps);
    }

    /// The traffic that was counted.
    ///
    /// @param steps outputs by the number of their step
    static Traffic ofSteps(Map<Integer, Long> steps) {
        NavigableMap<Double, Long> counts = new TreeMap<>();
        long without = 0;
        long coarse = 0;
        for (Map.Entry<Integer, Long> step : steps.entrySet()) {
            if (step.getKey() == ConfidenceScale.NONE) {
                without += step.getValue();
                continue;
            }
            counts.merge(ConfidenceScale.lowerEnd(step.getKey()), step.getValue(), Long::sum);
            coarse += ConfidenceScale.coarse(step.getKey()) ? step.getValue() : 0;
        }
        return new Traffic(counts, without, coarse);
    }

    public long confident() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    public long total() {
        return confident() + without;
    }

    /// Share of all outputs with a confidence at or above the threshold; of a step that the threshold cuts,
    /// nothing.
    double shareFrom(double threshold) {
        long above = counts.tailMap(threshold, true).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        return total() == 0 ? 0 : (double) above / total();
    }

    /// As many points as suffice to tell the quantiles, each the lower end of its step, ascending.
    double[] points() {
        long confident = confident();
        int size = (int) Math.min(confident, MOST_POINTS);
        double[] points = new double[size];
        long seen = 0;
        int filled = 0;
        for (Map.Entry<Double, Long> step : counts.entrySet()) {
            seen += step.getValue();
            int upTo = (int) Math.round((double) seen / confident * size);
            while (filled < upTo) {
                points[filled++] = step.getKey();
            }
        }
        return points;
    }
}
