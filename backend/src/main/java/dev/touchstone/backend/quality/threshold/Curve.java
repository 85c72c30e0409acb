package dev.touchstone.backend.quality.threshold;

import dev.touchstone.api.quality.ThresholdAdvice;
import dev.touchstone.api.wire.Range;
import dev.touchstone.stats.confidence.ScoredOutput;
import dev.touchstone.stats.interval.Interval;
import dev.touchstone.stats.interval.Proportions;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What each threshold costs and lets through.
///
/// @param audits of an equal-probability sample
/// @param auditRate with which auto-approved outputs would go on being reviewed
/// @param pValue of a threshold, from the audits at or above it
record Curve(
        List<ScoredOutput> audits,
        Traffic traffic,
        double auditRate,
        ToDoubleBiFunction<Double, List<ScoredOutput>> pValue) {
    private static final List<Double> ROUND = List.of(0.9999, 0.999, 0.99, 0.95, 0.9, 0.8, 0.7, 0.6, 0.5);
    private static final double LEVEL = 0.95;

    /// @param current a threshold to put on the curve; null for none
    List<ThresholdAdvice.Point> points(List<Double> grid, @Nullable Double current) {
        return Stream.of(grid.stream(), ROUND.stream(), Stream.ofNullable(current))
                .flatMap(thresholds -> thresholds)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .map(this::point)
                .toList();
    }

    private ThresholdAdvice.Point point(double threshold) {
        List<ScoredOutput> above =
                audits.stream().filter(audit -> audit.confidence() >= threshold).toList();
        long wrong = above.stream().filter(audit -> !audit.correct()).count();
        long n = above.size();
        Interval interval = n == 0 ? null : Proportions.clopperPearson(wrong, n, LEVEL);
        double auto = traffic.shareFrom(threshold);
        return new ThresholdAdvice.Point(
                threshold,
                1 - auto * (1 - auditRate),
                auto,
                n,
                wrong,
                n == 0 ? null : (double) wrong / n,
                interval == null ? null : new Range(interval.lower(), interval.upper(), LEVEL),
                pValue.applyAsDouble(threshold, above));
    }
}
