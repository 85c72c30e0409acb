package dev.touchstone.stats.judged;

import dev.touchstone.stats.Require;
import dev.touchstone.stats.interval.Interval;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Mean of all outputs when each was reviewed with a probability of its own and the judge scored all of them:
/// mean of f + (y - f)ξ/π. Zrnic and Candès 2024, arXiv:2403.03208.
///
/// @param interval normal and uncut
public record ActiveInference(double value, double standardError, Interval interval) {
    public ActiveInference {
        Require.finite(value, "estimate");
        Require.within(standardError, 0, Double.MAX_VALUE, "standard error");
    }

    /// @param judge finite score, on the scale of the verdict to be of use
    /// @param inclusion π in (0, 1], also for outputs that were not reviewed
    /// @param human the verdict in [0, 1]; null when the output was not reviewed
    public record Output(
            double judge, double inclusion, @Nullable Double human) {
        public Output {
            Require.finite(judge, "judge score");
            Require.inclusion(inclusion);
            if (human != null) {
                Require.unit(human, "verdict");
            }
        }

        private double corrected() {
            return human == null ? judge : judge + (human - judge) / inclusion;
        }
    }

    public static ActiveInference mean(List<Output> outputs, double confidence) {
        Require.atLeast(outputs.size(), 2, "number of outputs");
        double n = outputs.size();
        double mean = outputs.stream().mapToDouble(Output::corrected).sum() / n;
        double squares = 0;
        for (Output output : outputs) {
            double residual = output.corrected() - mean;
            squares += residual * residual;
        }
        double standardError = Math.sqrt(squares) / n;
        return new ActiveInference(mean, standardError, Interval.wald(mean, standardError, confidence));
    }
}
