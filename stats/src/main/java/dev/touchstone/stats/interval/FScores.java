package dev.touchstone.stats.interval;

import dev.touchstone.stats.Require;
import java.util.Optional;

/// Precision, recall and F1 of an equal-probability sample, each with a Wilson interval.
///
/// F1 = 2J/(1+J) where J = TP/(TP+FP+FN) is a proportion, so the interval of J carries over: "Wilson indirect",
/// Lam, Gopal and Qian 2023, arXiv:2309.14621. When outputs were reviewed with unequal probabilities, or have
/// several attributes each, use [RatioLhw].
public final class FScores {
    private FScores() {}

    /// TP/(TP+FP), empty when nothing was predicted positive.
    public static Optional<Measured> precision(long tp, long fp, double confidence) {
        return share(tp, fp, confidence);
    }

    /// TP/(TP+FN), empty when nothing is positive in truth.
    public static Optional<Measured> recall(long tp, long fn, double confidence) {
        return share(tp, fn, confidence);
    }

    /// 2TP/(2TP+FP+FN), empty when there is neither a positive nor a prediction of one.
    public static Optional<Measured> f1(long tp, long fp, long fn, double confidence) {
        Require.atLeast(fp, 0, "false positives");
        Require.atLeast(fn, 0, "false negatives");
        return share(tp, Math.addExact(fp, fn), confidence).map(FScores::fromJaccard);
    }

    /// Turns a measured J = TP/(TP+FP+FN) into F1. The map is increasing, so coverage is unchanged.
    public static Measured fromJaccard(Measured jaccard) {
        Interval interval = jaccard.interval();
        double f1 = f1Of(jaccard.value());
        return new Measured(
                f1,
                new Interval(
                        Math.min(f1, f1Of(interval.lower())), Math.max(f1, f1Of(interval.upper())), interval.level()));
    }

    private static double f1Of(double jaccard) {
        return 2 * Require.unit(jaccard, "TP/(TP+FP+FN)") / (1 + jaccard);
    }

    private static Optional<Measured> share(long hits, long misses, double confidence) {
        Require.atLeast(hits, 0, "true positives");
        Require.atLeast(misses, 0, "false positives or negatives");
        Require.inside(confidence, "confidence");
        long n = Math.addExact(hits, misses);
        if (n == 0) {
            return Optional.empty();
        }
        return Optional.of(
                new Measured((double) hits / n, Proportions.wilsonAt((double) hits / n, (double) n, confidence)));
    }
}
