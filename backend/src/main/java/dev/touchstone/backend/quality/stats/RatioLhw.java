package dev.touchstone.backend.quality.stats;

import java.util.List;
import java.util.Optional;

/// Ratios over outputs reviewed with known probabilities: precision, recall, TP/(TP+FP+FN), accuracy per
/// attribute.
///
/// R = Σwu/Σwd with u the part and d the whole of each output. Attributes of one output go together, so each
/// output counts once; treating them as independent gave 80 % coverage at nominal 95 %, this 92 to 97 %.
/// Variance by linearisation (Särndal, Swensson and Wretman 1992, 5.6), interval LHW as in [Hajek]. Speaks
/// about the delivered outputs ([Target#FINITE]).
public final class RatioLhw {
    private RatioLhw() {}

    /// @return empty when no output has anything that counts, or when some were sampled but fewer than two of
    ///     those do
    public static Optional<RatioEstimate> estimate(List<CountedOutput> outputs, double confidence) {
        Require.inside(confidence, "confidence");
        List<CountedOutput> sampled =
                outputs.stream().filter(output -> output.inclusion() < 1).toList();
        double part = total(outputs, true);
        double whole = total(outputs, false);
        long counting = sampled.stream().filter(output -> output.whole() > 0).count();
        if (whole == 0 || (!sampled.isEmpty() && counting < 2)) {
            return Optional.empty();
        }
        double ratio = Math.min(1, part / whole);
        LhwInterval lhw = sampled.isEmpty()
                ? LhwInterval.point(ratio, confidence)
                : interval(sampled, (double) counting, part, whole, confidence);
        Interval interval = lhw.interval();
        double value = Math.clamp(ratio, interval.lower(), interval.upper());
        return Optional.of(new RatioEstimate(new Measured(value, interval), lhw.effective(), outputs.size()));
    }

    private static LhwInterval interval(
            List<CountedOutput> sampled, double n, double part, double whole, double confidence) {
        double sampledPart = total(sampled, true);
        double sampledWhole = total(sampled, false);
        double mean = Math.min(1, sampledPart / sampledWhole);
        double scale = 0;
        double spread = 0;
        for (CountedOutput output : sampled) {
            double q = (1 - output.inclusion()) * output.weight() * output.weight();
            double residual = output.part() - mean * output.whole();
            scale += q * output.whole() * output.whole();
            spread += q * residual * residual;
        }
        // The whole of the sampled part is an estimate too: its error moves the ratio as far as that part's mean lies
        // from the overall one.
        double shift = mean - part / whole;
        double shrunk = (n * n * spread + scale * (n + 1)) / ((n + 2) * (n + 2)) + scale * shift * shift;
        return LhwInterval.of(
                Math.max(0, part - sampledPart) / whole,
                sampledWhole / whole,
                mean,
                (n * mean + 1) / (n + 2),
                shrunk / (whole * whole),
                confidence);
    }

    private static double total(List<CountedOutput> outputs, boolean part) {
        double total = 0;
        for (CountedOutput output : outputs) {
            total += output.weight() * (part ? output.part() : output.whole());
        }
        return total;
    }
}
