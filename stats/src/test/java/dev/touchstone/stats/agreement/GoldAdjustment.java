package dev.touchstone.stats.agreement;

import dev.touchstone.stats.Require;
import dev.touchstone.stats.interval.Interval;
import dev.touchstone.stats.interval.Measured;
import dev.touchstone.stats.interval.Proportions;
import java.util.Optional;

/// The error rate corrected for reviewers' own mistakes, which gold items measure. Rogan and Gladen 1978;
/// delta-method variance over all three samples as in Lee et al. 2025, arXiv:2511.21140.
///
/// @param observed share of outputs that reviewers flagged, in [0, 1]
/// @param corrected (p+sp-1)/(se+sp-1), uncut: below 0 when reviewers flag fewer than they flag by mistake
/// @param interval normal and uncut; cut it with [Interval#within] for display
public record GoldAdjustment(double observed, double corrected, double standardError, Interval interval) {
    /// What reviewers did with gold items whose truth is known.
    ///
    /// @param bad gold items that are wrong, at least 1
    /// @param badFlagged of those, flagged: gives sensitivity
    /// @param good gold items that are right, at least 1
    /// @param goodPassed of those, passed: gives specificity
    public record Gold(long bad, long badFlagged, long good, long goodPassed) {
        public Gold {
            Require.atLeast(bad, 1, "bad gold items");
            Require.atLeast(badFlagged, 0, "bad gold items flagged");
            Require.atMost(badFlagged, bad, "bad gold items flagged", "the bad gold items");
            Require.atLeast(good, 1, "good gold items");
            Require.atLeast(goodPassed, 0, "good gold items passed");
            Require.atMost(goodPassed, good, "good gold items passed", "the good gold items");
        }

        /// Share of bad gold items flagged, with Wilson interval.
        public Measured sensitivity(double confidence) {
            double share = (double) badFlagged / bad;
            return new Measured(share, Proportions.wilsonAt(share, (double) bad, confidence));
        }

        /// Share of good gold items passed, with Wilson interval.
        public Measured specificity(double confidence) {
            double share = (double) goodPassed / good;
            return new Measured(share, Proportions.wilsonAt(share, (double) good, confidence));
        }
    }

    public GoldAdjustment {
        Require.unit(observed, "observed error rate");
        Require.finite(corrected, "corrected error rate");
        Require.within(standardError, 0, Double.MAX_VALUE, "standard error");
    }

    /// Corrects `flagged` of `n` reviewed outputs.
    ///
    /// @return empty when sensitivity and specificity add up to 1 or less: the reviewers know no more than a
    ///     coin
    public static Optional<GoldAdjustment> of(long flagged, long n, Gold gold, double confidence) {
        Require.inside(confidence, "confidence");
        Require.atLeast(n, 1, "reviewed outputs");
        Require.atLeast(flagged, 0, "flagged outputs");
        Require.atMost(flagged, n, "flagged outputs", "the reviewed outputs");
        double p = (double) flagged / n;
        double se = (double) gold.badFlagged() / gold.bad();
        double sp = (double) gold.goodPassed() / gold.good();
        // Compared in integers: 0.7 + 0.3 need not be 1 in binary.
        if (Math.addExact(
                        Math.multiplyExact(gold.badFlagged(), gold.good()),
                        Math.multiplyExact(gold.goodPassed(), gold.bad()))
                <= Math.multiplyExact(gold.bad(), gold.good())) {
            return Optional.empty();
        }
        double youden = se + sp - 1;
        double corrected = (p + sp - 1) / youden;
        double variance = p * (1 - p) / n
                + corrected * corrected * se * (1 - se) / gold.bad()
                + (1 - corrected) * (1 - corrected) * sp * (1 - sp) / gold.good();
        double error = Math.sqrt(variance) / youden;
        return Optional.of(new GoldAdjustment(p, corrected, error, Interval.wald(corrected, error, confidence)));
    }
}
