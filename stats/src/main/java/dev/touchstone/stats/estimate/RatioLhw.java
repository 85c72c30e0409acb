package dev.touchstone.stats.estimate;

import dev.touchstone.stats.Require;
import dev.touchstone.stats.interval.Interval;
import dev.touchstone.stats.interval.Measured;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// Ratios over outputs reviewed with known probabilities: precision, recall, TP/(TP+FP+FN), accuracy per
/// attribute.
///
/// R = Σwu/Σwd with u the part and d the whole of each output. Attributes of one output go together, so each
/// output counts once; treating them as independent gave 80 % coverage at nominal 95 %, this 92 to 97 %.
/// Variance by linearisation (Särndal, Swensson and Wretman 1992, 5.6), interval LHW as in [Hajek]; so are
/// clusters.
public final class RatioLhw {
    private RatioLhw() {}

    /// What a group of outputs adds to the variance: Σqd² and Σq(u - Rd)², and what not having seen all of them adds.
    private record Spread(double scale, double residual) {
        static Spread of(List<CountedOutput> outputs, double ratio, Target target) {
            Map<Integer, Double> means = meanResiduals(outputs, ratio);
            double scale = 0;
            double residual = 0;
            for (CountedOutput output : outputs) {
                double q = output.varianceWeight(target);
                double second = output.labellingWeight();
                double distance = output.part() - ratio * output.whole();
                double within = distance - means.getOrDefault(output.labelling().group(), 0.0);
                scale += (q + second) * output.whole() * output.whole();
                residual += q * distance * distance + second * within * within;
            }
            return new Spread(scale, residual);
        }

        /// Of the groups that some of their reviews speak for: only what differs within them was left to chance.
        private static Map<Integer, Double> meanResiduals(List<CountedOutput> outputs, double ratio) {
            return outputs.stream()
                    .filter(output -> output.labelling().share() < 1)
                    .collect(Collectors.groupingBy(
                            output -> output.labelling().group(),
                            Collectors.averagingDouble(output -> output.part() - ratio * output.whole())));
        }

        /// Laplace-shrunk, so that it is positive also where no error was seen.
        double shrunk(double n) {
            return (n * n * residual + scale * (n + 1)) / ((n + 2) * (n + 2));
        }

        /// The same of outputs that belong together.
        Spread in(ClusterSums clusters) {
            return new Spread(scale * clusters.supposedEffect(), clusters.spread(residual));
        }
    }

    /// Of the outputs that were delivered.
    ///
    /// @return as [#estimate(List, Target, double)]
    public static Optional<RatioEstimate> estimate(List<CountedOutput> outputs, double confidence) {
        return estimate(outputs, Target.FINITE, confidence);
    }

    /// @return empty when no output has anything that counts, when some were sampled but fewer than two of
    ///     those do, or when the process is asked about and all that count belong to one cluster
    public static Optional<RatioEstimate> estimate(List<CountedOutput> outputs, Target target, double confidence) {
        Require.inside(confidence, "confidence");
        List<CountedOutput> sampled =
                outputs.stream().filter(output -> !output.certain()).toList();
        double part = total(outputs, CountedOutput::part);
        double whole = total(outputs, CountedOutput::whole);
        if (whole == 0
                || (!sampled.isEmpty() && counting(sampled) < 2)
                || (target == Target.PROCESS && oneCluster(outputs))) {
            return Optional.empty();
        }
        double ratio = Math.min(1, part / whole);
        LhwInterval lhw = switch (target) {
            case FINITE ->
                sampled.isEmpty()
                        ? LhwInterval.point(ratio, confidence)
                        : ofDelivered(sampled, part, whole, confidence);
            case PROCESS ->
                ofProcess(
                        List.of(
                                sampled,
                                outputs.stream().filter(CountedOutput::certain).toList()),
                        ratio,
                        whole,
                        confidence);
        };
        Interval interval = lhw.interval();
        double value = Math.clamp(ratio, interval.lower(), interval.upper());
        return Optional.of(new RatioEstimate(new Measured(value, interval), lhw.effective(), outputs.size(), target));
    }

    /// Whether all outputs that hold anything belong to one cluster.
    public static boolean oneCluster(List<CountedOutput> outputs) {
        List<CountedOutput> counting =
                outputs.stream().filter(output -> output.whole() > 0).toList();
        return counting.size() > 1
                && counting.getFirst().cluster() != null
                && counting.stream().map(CountedOutput::cluster).distinct().count() == 1;
    }

    /// What was certain to be reviewed is exact; the rest is a sample.
    private static LhwInterval ofDelivered(List<CountedOutput> sampled, double part, double whole, double confidence) {
        double n = counting(sampled);
        double sampledPart = total(sampled, CountedOutput::part);
        double sampledWhole = total(sampled, CountedOutput::whole);
        double mean = Math.min(1, sampledPart / sampledWhole);
        Spread spread = Spread.of(sampled, mean, Target.FINITE);
        // The whole of the sampled part is an estimate too: its error moves the ratio as far as that part's mean lies
        // from the overall one.
        double shift = mean - part / whole;
        double shrunk = spread.shrunk(n) + spread.scale() * shift * shift;
        return LhwInterval.of(
                Math.max(0, part - sampledPart) / whole,
                sampledWhole / whole,
                mean,
                (n * mean + 1) / (n + 2),
                shrunk / (whole * whole),
                confidence);
    }

    /// What was certain to be reviewed is a sample of the process too, with w = 1. Residuals are those from the overall
    /// ratio: how much of the traffic goes which way varies as well.
    private static LhwInterval ofProcess(
            List<List<CountedOutput>> groups, double ratio, double whole, double confidence) {
        double variance = 0;
        double shrunkMean = 0;
        double pairs = 0;
        for (List<CountedOutput> group : groups) {
            double groupWhole = total(group, CountedOutput::whole);
            if (groupWhole > 0) {
                ClusterSums clusters = clusters(group, ratio);
                double n = counting(group) / clusters.supposedEffect();
                variance += Spread.of(group, ratio, Target.PROCESS).in(clusters).shrunk(n);
                pairs += clusters.pairs();
                double mean = Math.min(1, total(group, CountedOutput::part) / groupWhole);
                shrunkMean += groupWhole / whole * (n * mean + 1) / (n + 2);
            }
        }
        ClusterSums all = clusters(groups.stream().flatMap(List::stream).toList(), ratio);
        variance = (variance + Math.max(0, all.pairs() - pairs)) / all.fewClusters(confidence);
        return LhwInterval.of(0, 1, ratio, shrunkMean, variance / (whole * whole), confidence);
    }

    private static ClusterSums clusters(List<CountedOutput> outputs, double ratio) {
        return ClusterSums.of(outputs.stream()
                .filter(output -> output.whole() > 0)
                .map(output -> new ClusterSums.Member(
                        output.cluster(),
                        output.weight() * (output.part() - ratio * output.whole()),
                        output.weight() * output.whole()))
                .toList());
    }

    private static double counting(List<CountedOutput> outputs) {
        return outputs.stream().filter(output -> output.whole() > 0).count();
    }

    private static double total(List<CountedOutput> outputs, ToDoubleFunction<CountedOutput> of) {
        double total = 0;
        for (CountedOutput output : outputs) {
            total += output.weight() * of.applyAsDouble(output);
        }
        return total;
    }
}
