package dev.touchstone.stats.estimate;

import dev.touchstone.stats.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

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

    /// A stratum of outputs that hold things, with the inclusion probabilities of the reviews that say nothing.
    public record CountedStratum(List<CountedOutput> returned, List<Double> missingInclusion) {
        public CountedStratum {
            returned = List.copyOf(returned);
            missingInclusion = List.copyOf(missingInclusion);
            missingInclusion.forEach(Require::inclusion);
        }

        private double weight() {
            return returned.stream().mapToDouble(CountedOutput::weight).sum();
        }

        private double total(ToDoubleFunction<CountedOutput> of) {
            return returned.stream()
                    .mapToDouble(output -> output.weight() * of.applyAsDouble(output))
                    .sum();
        }

        private double missingWeight() {
            return missingInclusion.stream()
                    .mapToDouble(inclusion -> 1 / inclusion)
                    .sum();
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

    /// Bounds of a ratio such as [RatioLhw] estimates. A missing review holds, on average, as much as the returned
    /// ones of its stratum do, or of all strata when its own has none; all of it is wrong, or all of it is right.
    /// Empty when nothing that was returned counts.
    public static Optional<MissingReviews> ratioBounds(List<CountedStratum> strata) {
        double part = 0;
        double whole = 0;
        double weight = 0;
        for (CountedStratum stratum : strata) {
            part += stratum.total(CountedOutput::part);
            whole += stratum.total(CountedOutput::whole);
            weight += stratum.weight();
        }
        if (whole == 0) {
            return Optional.empty();
        }
        double missing = 0;
        for (CountedStratum stratum : strata) {
            double own = stratum.weight();
            double each = own == 0 ? whole / weight : stratum.total(CountedOutput::whole) / own;
            missing += stratum.missingWeight() * each;
        }
        double low = Math.min(1, part / (whole + missing));
        return Optional.of(new MissingReviews(
                missing / (whole + missing), low, Math.clamp((part + missing) / (whole + missing), low, 1)));
    }

    /// Whether the missing share exceeds 2 %, from where on the bounds belong beside the interval.
    public boolean worthShowing() {
        return missingShare > WORTH_SHOWING;
    }
}
