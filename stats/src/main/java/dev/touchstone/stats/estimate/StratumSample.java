package dev.touchstone.stats.estimate;

import dev.touchstone.stats.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// A stratum and the outputs of it that were reviewed.
///
/// @param population all outputs of the stratum, reviewed or not, from the counters
/// @param plannedInclusion the probability at which the stratum was sampled, in (0, 1]; null when its outputs
///     had different ones. It finds a stratum with too few reviews a neighbour to merge with; the estimate
///     itself uses each output's own probability
/// @param reviews at most `population`
public record StratumSample(long population, @Nullable Double plannedInclusion, List<ReviewedOutput> reviews)
        implements ThinStrata.Mergeable<StratumSample> {
    public StratumSample {
        reviews = List.copyOf(reviews);
        Require.atLeast(population, 0, "population of a stratum");
        Require.atMost(reviews.size(), population, "reviews of a stratum", "its population");
        if (plannedInclusion != null) {
            Require.inclusion(plannedInclusion);
        }
    }

    /// A stratum whose planned inclusion is that of its reviews if they agree.
    public static StratumSample of(long population, List<ReviewedOutput> reviews) {
        double[] distinct = reviews.stream()
                .mapToDouble(ReviewedOutput::inclusion)
                .distinct()
                .toArray();
        return new StratumSample(population, distinct.length == 1 ? distinct[0] : null, reviews);
    }

    /// A simple random sample of `reviewed` out of `population`, of which `correct` were correct.
    public static StratumSample ofCounts(long population, int reviewed, int correct) {
        Require.atLeast(correct, 0, "correct outputs");
        Require.atMost(correct, reviewed, "correct outputs", "the reviewed ones");
        Require.atMost(reviewed, population, "reviews of a stratum", "its population");
        if (reviewed == 0) {
            return new StratumSample(population, null, List.of());
        }
        double inclusion = (double) reviewed / population;
        List<ReviewedOutput> reviews = new ArrayList<>(reviewed);
        for (int i = 0; i < reviewed; i++) {
            reviews.add(new ReviewedOutput(i < correct ? 1 : 0, inclusion));
        }
        return new StratumSample(population, inclusion, reviews);
    }

    /// The same as if every output were on its own: shows what clusters cost.
    public StratumSample withoutClusters() {
        return new StratumSample(
                population,
                plannedInclusion,
                reviews.stream()
                        .map(review -> new ReviewedOutput(review.value(), review.inclusion()))
                        .toList());
    }

    public int size() {
        return reviews.size();
    }

    /// Whether every output was certain to be reviewed. Reviews that never came back are shown by
    /// [MissingReviews].
    boolean takeAll() {
        return !reviews.isEmpty() && reviews.stream().allMatch(review -> review.inclusion() == 1);
    }

    @Override
    public boolean thin() {
        return population > 0 && reviews.size() < 2 && reviews.size() < population;
    }

    @Override
    public StratumSample mergedWith(StratumSample other) {
        List<ReviewedOutput> all = new ArrayList<>(reviews);
        all.addAll(other.reviews);
        return new StratumSample(Math.addExact(population, other.population), plannedInclusion, all);
    }

    /// Σwy/Σw over the reviews; empty without any. Hájek 1971.
    public OptionalDouble hajekMean() {
        return reviews.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(mean());
    }

    double mean() {
        double weighted = 0;
        for (ReviewedOutput review : reviews) {
            weighted += review.weight() * review.value();
        }
        // Rounding may carry the mean of all-correct reviews past one.
        return Math.min(1, weighted / weightSum());
    }

    private double weightSum() {
        return reviews.stream().mapToDouble(ReviewedOutput::weight).sum();
    }

    /// Σq/(Σw)², the variance per unit of spread.
    double varianceScale(Target target) {
        double sum = 0;
        for (ReviewedOutput review : reviews) {
            sum += review.varianceWeight(target);
        }
        return sum / (weightSum() * weightSum());
    }

    /// The reviews by what they belong together with, each with w(y - `around`)/Σw.
    List<ClusterSums.Member> members(double around, double share) {
        double sum = weightSum();
        return reviews.stream()
                .map(review -> new ClusterSums.Member(
                        review.cluster(),
                        share * review.weight() * (review.value() - around) / sum,
                        share * review.weight() / sum))
                .toList();
    }

    /// Σq(y-p̂)²/(Σw)².
    double weightedSpread(Target target) {
        double mean = mean();
        double sum = 0;
        for (ReviewedOutput review : reviews) {
            double residual = review.value() - mean;
            sum += review.varianceWeight(target) * residual * residual;
        }
        return sum / (weightSum() * weightSum());
    }
}
