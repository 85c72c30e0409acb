package dev.touchstone.backend.quality.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How far reviews that were drawn but never came back (expired, skipped) could move an estimate. People skip
/// the hard ones, so a missing review is not like the others.
///
/// @param missingShare share of the population that the missing reviews stand for, in [0, 1]
/// @param lower the estimate if all missing verdicts were "wrong", in [0, 1]
/// @param upper the estimate if all were "correct"
public record MissingReviews(double missingShare, double lower, double upper) {
    private static final double WORTH_SHOWING = 0.02;

    /// A stratum with the inclusion probabilities of the reviews it still lacks.
    public record Stratum(StratumSample returned, List<Double> missingInclusion) {
        public Stratum {
            missingInclusion = List.copyOf(missingInclusion);
            missingInclusion.forEach(Require::inclusion);
        }

        private StratumSample completed(double verdict) {
            List<ReviewedOutput> all = new ArrayList<>(returned.reviews());
            missingInclusion.forEach(inclusion -> all.add(new ReviewedOutput(verdict, inclusion)));
            return new StratumSample(returned.population(), returned.plannedInclusion(), all);
        }
    }

    public MissingReviews {
        Require.unit(missingShare, "missing share");
        Require.unit(lower, "lower bound");
        Require.within(upper, lower, 1, "upper bound");
    }

    /// Bounds over all strata that drew at least one review; empty when none did.
    public static Optional<MissingReviews> bounds(List<Stratum> strata) {
        double population = 0;
        double missing = 0;
        double lower = 0;
        double upper = 0;
        for (Stratum stratum : strata) {
            StratumSample worst = stratum.completed(0);
            if (worst.reviews().isEmpty()) {
                continue;
            }
            double size = worst.population();
            double best = stratum.completed(1).mean();
            population += size;
            lower += size * worst.mean();
            upper += size * best;
            missing += size * (best - worst.mean());
        }
        if (population == 0) {
            return Optional.empty();
        }
        double low = Math.min(1, lower / population);
        return Optional.of(new MissingReviews(
                Math.clamp(missing / population, 0, 1), low, Math.clamp(upper / population, low, 1)));
    }

    /// Whether the missing share exceeds 2 %, from where on the bounds belong beside the interval.
    public boolean worthShowing() {
        return missingShare > WORTH_SHOWING;
    }
}
