package dev.touchstone.stats.estimate;

import dev.touchstone.stats.interval.Differences;
import dev.touchstone.stats.interval.Measured;
import java.util.List;
import java.util.Optional;

/// Difference of two ratios over the same cases, such as the share of right attributes of two prompts. The attributes
/// of
/// one output go together, and so do the two outputs of one case: both are counted once per case.
public final class PairedRatio {
    private PairedRatio() {}

    /// What the two sides have of one case; see [CountedOutput].
    public record Pair(double firstPart, double firstWhole, double secondPart, double secondWhole) {
        private CountedOutput first() {
            return new CountedOutput(firstPart, firstWhole, 1);
        }

        private CountedOutput second() {
            return new CountedOutput(secondPart, secondWhole, 1);
        }
    }

    /// First ratio less the second. The two intervals are those of [RatioLhw], combined with the correlation of the
    /// linearised residuals u - Rd (Särndal, Swensson and Wretman 1992, 5.6).
    ///
    /// @return empty when either side has nothing that counts
    public static Optional<Measured> of(List<Pair> pairs, double confidence) {
        Optional<Measured> first = ratio(pairs.stream().map(Pair::first).toList(), confidence);
        Optional<Measured> second = ratio(pairs.stream().map(Pair::second).toList(), confidence);
        if (first.isEmpty() || second.isEmpty()) {
            return Optional.empty();
        }
        double correlation =
                correlation(pairs, first.get().value(), second.get().value());
        return Optional.of(Differences.mover(first.get(), second.get(), correlation));
    }

    private static Optional<Measured> ratio(List<CountedOutput> outputs, double confidence) {
        return RatioLhw.estimate(outputs, Target.PROCESS, confidence).map(RatioEstimate::ratio);
    }

    private static double correlation(List<Pair> pairs, double first, double second) {
        double together = 0;
        double firstAlone = 0;
        double secondAlone = 0;
        for (Pair pair : pairs) {
            double a = pair.firstPart() - first * pair.firstWhole();
            double b = pair.secondPart() - second * pair.secondWhole();
            together += a * b;
            firstAlone += a * a;
            secondAlone += b * b;
        }
        double scale = Math.sqrt(firstAlone * secondAlone);
        return scale == 0 ? 0 : Math.clamp(together / scale, -1, 1);
    }
}
