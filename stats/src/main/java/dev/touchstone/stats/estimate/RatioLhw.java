package dev.touchstone.stats.estimate;

import dev.touchstone.stats.Require;
import dev.touchstone.stats.interval.Interval;
import dev.touchstone.stats.interval.Measured;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// Ratios over outputs reviewed with known probabilities: precision, recall, TP/(TP+FP+FN), accuracy per
/// attribute.
///
/// R = Σwu/Σwd with u the part and d the whole of each output. Attributes of one output go together, so each
/// output counts once; treating them as independent gave 80 % coverage at nominal 95 %, this 92 to 97 %.
/// Variance by linearisation (Särndal, Swensson and Wretman 1992, 5.6), interval LHW as in [Hajek]; so are
/// clusters.
public final class RatioLhw {
    private RatioLhw() {}

    /// What is taken of the things in one output where too little was seen of them: Laplace's two more outputs are
    /// either wholly right or wholly wrong, or only as alike as those of the reviewed outputs.
    public enum Things {
        /// The method as published in the references. Near 30 outputs of four attributes 8 to 16 % too wide.
        WHOLLY_ALIKE,
        /// What the product shows. Held 94 to 97 % in simulations of outputs with one to seven attributes.
        AS_SEEN
    }

    /// Of the outputs that were delivered.
    ///
    /// @return as [#estimate(List, Target, Things, double)]
    public static Optional<RatioEstimate> estimate(List<CountedOutput> outputs, double confidence) {
        return estimate(outputs, Target.FINITE, confidence);
    }

    /// With things that are wholly alike.
    ///
    /// @return as [#estimate(List, Target, Things, double)]
    public static Optional<RatioEstimate> estimate(List<CountedOutput> outputs, Target target, double confidence) {
        return estimate(outputs, target, Things.WHOLLY_ALIKE, confidence);
    }

    /// @return empty when no output has anything that counts, when some were sampled but fewer than two of
    ///     those do, or when the process is asked about and all that count belong to one cluster
    public static Optional<RatioEstimate> estimate(
            List<CountedOutput> outputs, Target target, Things things, double confidence) {
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
                        : ofDelivered(sampled, part, whole, things, confidence);
            case PROCESS ->
                ofProcess(
                        List.of(
                                sampled,
                                outputs.stream().filter(CountedOutput::certain).toList()),
                        ratio,
                        whole,
                        things,
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
    private static LhwInterval ofDelivered(
            List<CountedOutput> sampled, double part, double whole, Things things, double confidence) {
        double n = counting(sampled);
        double sampledPart = total(sampled, CountedOutput::part);
        double sampledWhole = total(sampled, CountedOutput::whole);
        double mean = Math.min(1, sampledPart / sampledWhole);
        RatioSpread spread = RatioSpread.of(sampled, mean, Target.FINITE, things);
        double units = spread.independent(n);
        // The whole of the sampled part is an estimate too: its error moves the ratio as far as that part's mean lies
        // from the overall one.
        double shift = mean - part / whole;
        double shrunk = spread.shrunk(n) + spread.scale() * shift * shift;
        return LhwInterval.of(
                Math.max(0, part - sampledPart) / whole,
                sampledWhole / whole,
                mean,
                (units * mean + 1) / (units + 2),
                shrunk / (whole * whole),
                confidence);
    }

    /// What was certain to be reviewed is a sample of the process too, with w = 1. Residuals are those from the overall
    /// ratio: how much of the traffic goes which way varies as well.
    private static LhwInterval ofProcess(
            List<List<CountedOutput>> groups, double ratio, double whole, Things things, double confidence) {
        double variance = 0;
        double shrunkMean = 0;
        double pairs = 0;
        for (List<CountedOutput> group : groups) {
            double groupWhole = total(group, CountedOutput::whole);
            if (groupWhole > 0) {
                ClusterSums clusters = clusters(group, ratio);
                double n = counting(group) / clusters.supposedEffect();
                RatioSpread spread =
                        RatioSpread.of(group, ratio, Target.PROCESS, things).in(clusters);
                variance += spread.shrunk(n);
                pairs += clusters.pairs();
                double mean = Math.min(1, total(group, CountedOutput::part) / groupWhole);
                double units = spread.independent(n);
                shrunkMean += groupWhole / whole * (units * mean + 1) / (units + 2);
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
