package dev.touchstone.backend.quality.estimate;

import dev.touchstone.backend.quality.stats.Interval;
import dev.touchstone.backend.quality.stats.Measured;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.apache.commons.statistics.distribution.TDistribution;

/// Intervals for figures that have no formula of their own: the delete-a-group jackknife (Kott 2001, J. Official
/// Stat. 17:521) over 20 random groups with Student's t, cut to [0, 1]. Groups are dealt by the sampling key, so
/// that the same reviews always give the same interval.
final class Jackknife {
    static final String METHOD = "delete-a-group jackknife, 20 groups";
    private static final int GROUPS = 20;

    private Jackknife() {}

    /// @param figure of some of the reviews; empty when they do not allow one
    /// @return empty when there are fewer reviews than groups, or leaving a group out leaves no figure
    static Optional<Measured> of(
            List<Answered> reviews, Function<List<Answered>, OptionalDouble> figure, double level) {
        OptionalDouble whole = figure.apply(reviews);
        if (reviews.size() < GROUPS || whole.isEmpty()) {
            return Optional.empty();
        }
        List<Answered> dealt = reviews.stream()
                .sorted(Comparator.comparingDouble(answered -> answered.review().u()))
                .toList();
        double[] without = new double[GROUPS];
        double mean = 0;
        for (int group = 0; group < GROUPS; group++) {
            OptionalDouble part = figure.apply(leavingOut(dealt, group));
            if (part.isEmpty()) {
                return Optional.empty();
            }
            without[group] = part.getAsDouble();
            mean += without[group] / GROUPS;
        }
        double squares = 0;
        for (double part : without) {
            squares += (part - mean) * (part - mean);
        }
        double error = Math.sqrt(squares * (GROUPS - 1) / GROUPS);
        double half = error * TDistribution.of(GROUPS - 1).inverseSurvivalProbability((1 - level) / 2);
        double value = Math.clamp(whole.getAsDouble(), 0, 1);
        return Optional.of(
                new Measured(value, new Interval(Math.max(0, value - half), Math.min(1, value + half), level)));
    }

    private static List<Answered> leavingOut(List<Answered> dealt, int group) {
        List<Answered> rest = new ArrayList<>(dealt.size());
        for (int i = 0; i < dealt.size(); i++) {
            if (i % GROUPS != group) {
                rest.add(dealt.get(i));
            }
        }
        return rest;
    }
}
