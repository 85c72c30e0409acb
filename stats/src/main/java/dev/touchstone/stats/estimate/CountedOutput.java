package dev.touchstone.stats.estimate;

import dev.touchstone.stats.Require;
import org.jspecify.annotations.Nullable;

/// One reviewed output that holds `part` good things out of `whole`: correct attributes of all attributes, true
/// positives of all predicted ones. The output, not the attribute, is what was sampled.
///
/// @param part in [0, whole]
/// @param whole finite and not negative; 0 when the output has nothing that counts
/// @param inclusion π, in (0, 1]
/// @param labelling of the reviews drawn and answered like this one, those that said what counts
/// @param cluster what it belongs together with, such as a conversation; null when with nothing
public record CountedOutput(
        double part,
        double whole,
        double inclusion,
        Labelling labelling,
        @Nullable Long cluster) {
    /// A second draw among the reviewed ones: of a group, some say what counts and speak for the others (two-phase
    /// sampling).
    ///
    /// @param group those that are spoken for together
    /// @param share of the group that speaks, in (0, 1]
    public record Labelling(int group, double share) {
        /// Every review says what counts.
        public static final Labelling ALL = new Labelling(0, 1);

        public Labelling {
            Require.inclusion(share);
        }
    }

    public CountedOutput {
        Require.within(whole, 0, Double.MAX_VALUE, "the whole");
        Require.within(part, 0, whole, "the part");
        Require.inclusion(inclusion);
    }

    public CountedOutput(double part, double whole, double inclusion) {
        this(part, whole, inclusion, Labelling.ALL, null);
    }

    double weight() {
        return 1 / (inclusion * labelling.share());
    }

    boolean certain() {
        return inclusion == 1 && labelling.share() == 1;
    }

    /// What this output's squared residual counts for in the variance of the first draw. It speaks for others of its
    /// group, whose residuals nobody saw.
    double varianceWeight(Target target) {
        return target.varianceWeight(inclusion) / labelling.share();
    }

    /// What its squared distance from the mean residual of its group counts for in the variance of the second draw.
    double labellingWeight() {
        double share = labelling.share();
        return (1 - share) / (share * share * inclusion * inclusion);
    }
}
