package dev.touchstone.backend.quality.estimate;

import dev.touchstone.stats.estimate.Target;
import dev.touchstone.stats.interval.Interval;
import dev.touchstone.stats.interval.Measured;
import dev.touchstone.stats.interval.Proportions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/// Intervals for figures that have no formula of their own: the delete-a-group jackknife (Kott 2001, J.
/// Official Stat. 17:521) over 20 random groups, with Student's t. The variance is Laplace-shrunk as in LHW,
/// because leaving out groups of reviews that are all alike never shows any spread. Groups are dealt by the
/// sampling key, so that the same reviews always give the same interval. For what was delivered, each review is
/// left out only as far as it was left to chance, √(1 - π).
///
/// For the process, outputs that belong together are dealt together. With fewer clusters than groups each is a
/// group.
///
/// @param value of the figure, in [0, 1]
/// @param mean the value, shrunk; strictly between 0 and 1
/// @param variance shrunk; 0 when nothing was left to chance
/// @param effective n_eff of the weights; null when nothing is uncertain
/// @param groups that were left out in turn
record Jackknife(
        double value,
        double mean,
        double variance,
        @Nullable Double effective,
        int groups) {
    static final String METHOD = "delete-a-group jackknife, 20 groups";
    private static final int GROUPS = 20;

    /// @param figure of some of the reviews; empty when they do not allow one
    /// @return empty when there are fewer reviews than groups, when leaving a group out leaves no figure, or
    ///     when for the process all belong to one cluster
    static Optional<Jackknife> of(
            List<Answered> reviews, Function<List<Answered>, OptionalDouble> figure, Target target) {
        OptionalDouble whole = figure.apply(reviews);
        if (reviews.size() < GROUPS || whole.isEmpty()) {
            return Optional.empty();
        }
        DealtClusters dealt = DealtClusters.of(reviews, target);
        int groups = Math.min(GROUPS, dealt.clusters());
        if (groups < 2) {
            return Optional.empty();
        }
        double[] without = new double[groups];
        double mean = 0;
        for (int group = 0; group < groups; group++) {
            OptionalDouble part = figure.apply(leavingOut(dealt, group, groups, target));
            if (part.isEmpty()) {
                return Optional.empty();
            }
            without[group] = part.getAsDouble();
            mean += without[group] / groups;
        }
        double squares = 0;
        for (double part : without) {
            squares += (part - mean) * (part - mean);
        }
        return Optional.of(shrunk(
                Math.clamp(whole.getAsDouble(), 0, 1),
                squares * (groups - 1) / groups,
                scale(reviews, target) * dealt.alike(),
                reviews.size() / dealt.alike(),
                groups));
    }

    /// Σq/(Σw)².
    private static double scale(List<Answered> reviews, Target target) {
        double weights = 0;
        double squares = 0;
        for (Answered answered : reviews) {
            weights += answered.weight();
            squares += target.varianceWeight(answered.probability());
        }
        return squares / (weights * weights);
    }

    private static Jackknife shrunk(double value, double variance, double scale, double n, int groups) {
        return new Jackknife(
                value,
                (n * value + 1) / (n + 2),
                scale == 0 ? 0 : (n * n * variance + scale * (n + 1)) / ((n + 2) * (n + 2)),
                scale == 0 ? null : 1 / scale,
                groups);
    }

    private static List<Answered> leavingOut(DealtClusters dealt, int group, int groups, Target target) {
        List<Answered> rest = new ArrayList<>(dealt.reviews().size());
        for (int i = 0; i < dealt.reviews().size(); i++) {
            Answered answered = dealt.reviews().get(i);
            double chance = target == Target.FINITE ? Math.sqrt(1 - answered.probability()) : 1;
            double factor = dealt.places().get(i) % groups == group ? 1 - chance : 1 + chance / (groups - 1);
            if (factor > 0) {
                rest.add(answered.times(factor));
            }
        }
        return rest;
    }

    /// Of a figure that cannot vary at 0 or 1, as a share: Wilson at the size of a sample that varies as much.
    Measured share(double level) {
        if (variance == 0) {
            return new Measured(value, new Interval(value, value, level));
        }
        double wider = student(level) / NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - level) / 2);
        return new Measured(value, Proportions.wilsonAt(value, mean * (1 - mean) / (variance * wider * wider), level));
    }

    /// Of a figure that varies as much at 0 as anywhere else, cut to [0, 1].
    Measured distance(double level) {
        double half = Math.sqrt(variance) * student(level);
        return new Measured(value, new Interval(Math.max(0, value - half), Math.min(1, value + half), level));
    }

    private double student(double level) {
        return TDistribution.of(groups - 1.0).inverseSurvivalProbability((1 - level) / 2);
    }
}
