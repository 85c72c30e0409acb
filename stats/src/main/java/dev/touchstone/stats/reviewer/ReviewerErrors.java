package dev.touchstone.stats.reviewer;

/// How often reviewers are right, from cases whose truth is known.
///
/// @param sensitivity of wrong outputs, the share that they call wrong
/// @param specificity of right outputs, the share that they call right
public record ReviewerErrors(Known sensitivity, Known specificity) {
    /// What their verdicts say of the truth beyond chance, in [-1, 1]. Youden 1950.
    public double youden() {
        return sensitivity.share() + specificity.share() - 1;
    }

    ReviewerErrors shrunk() {
        return new ReviewerErrors(sensitivity.shrunk(), specificity.shrunk());
    }

    /// Variance, per output reviewed, of verdicts about outputs of which this share is wrong.
    double noise(double wrong) {
        double se = sensitivity.share();
        double sp = specificity.share();
        return wrong * se * (1 - se) + (1 - wrong) * sp * (1 - sp);
    }
}
