package dev.touchstone.stats.estimate;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What a group of outputs adds to the variance of a ratio: Σqd² and Σq(u - Rd)², with what not having seen all
/// of them adds.
///
/// @param alike how alike the things in one output are taken to be, in (0, 1]: 1 where all of them are right or all are
///     wrong
record RatioSpread(double scale, double residual, double alike) {
    /// How many outputs with errors it takes until what they show of [#alike] weighs as much as supposing that
    /// an output is right or wrong as a whole. Chosen by simulation: fewer hold too rarely after few errors.
    private static final double SUPPOSED_OUTPUTS = 6;

    static RatioSpread of(List<CountedOutput> outputs, double ratio, Target target, RatioLhw.Things things) {
        Map<Integer, Double> means = meanResiduals(outputs, ratio);
        double scale = 0;
        double residual = 0;
        double squared = 0;
        for (CountedOutput output : outputs) {
            double q = output.varianceWeight(target);
            double second = output.labellingWeight();
            double distance = output.part() - ratio * output.whole();
            double within = distance - means.getOrDefault(output.labelling().group(), 0.0);
            double adds = q * distance * distance + second * within * within;
            scale += (q + second) * output.whole() * output.whole();
            residual += adds;
            squared += adds * adds;
        }
        double alike = switch (things) {
            case WHOLLY_ALIKE -> 1;
            case AS_SEEN -> alike(scale, residual, squared, ratio);
        };
        return new RatioSpread(scale, residual, alike);
    }

    /// The variance as a share of what it would be if every output were right or wrong as a whole, drawn towards 1 the
    /// more, the fewer outputs speak: (Σe²)²/Σe⁴ of them.
    private static double alike(double scale, double residual, double squared, double ratio) {
        double whole = scale * ratio * (1 - ratio);
        if (residual <= 0 || whole <= 0) {
            return 1;
        }
        double speaking = residual * residual / squared;
        return Math.min(1, (speaking * residual / whole + SUPPOSED_OUTPUTS) / (speaking + SUPPOSED_OUTPUTS));
    }

    /// Of the groups that some of their reviews speak for: only what differs within them was left to chance.
    private static Map<Integer, Double> meanResiduals(List<CountedOutput> outputs, double ratio) {
        return outputs.stream()
                .filter(output -> output.labelling().share() < 1)
                .collect(Collectors.groupingBy(
                        output -> output.labelling().group(),
                        Collectors.averagingDouble(output -> output.part() - ratio * output.whole())));
    }

    /// As many outputs, each right or wrong as a whole, would say as much.
    double independent(double n) {
        return n / alike;
    }

    /// Laplace-shrunk, so that it is positive also where no error was seen.
    double shrunk(double n) {
        double units = independent(n);
        return (units * units * residual + scale * alike * (units + 1)) / ((units + 2) * (units + 2));
    }

    /// The same of outputs that belong together.
    RatioSpread in(ClusterSums clusters) {
        return new RatioSpread(scale * clusters.supposedEffect(), clusters.spread(residual), alike);
    }
}
