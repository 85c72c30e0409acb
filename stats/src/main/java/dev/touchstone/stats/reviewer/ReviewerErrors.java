package dev.touchstone.stats.reviewer;

import dev.touchstone.stats.Require;

/// How often reviewers are right, from cases whose truth is known.
///
/// @param sensitivity of wrong outputs, the share that they call wrong
/// @param specificity of right outputs, the share that they call right
/// @param covariance of the two as they are known; 0 when each is known from cases of its own
public record ReviewerErrors(Known sensitivity, Known specificity, double covariance) {
    public ReviewerErrors {
        Require.finite(covariance, "covariance");
    }

    /// Each known from cases of its own.
    public ReviewerErrors(Known sensitivity, Known specificity) {
        this(sensitivity, specificity, 0);
    }

    /// What their verdicts say of the truth beyond chance, in [-1, 1]. Youden 1950.
    public double youden() {
        return sensitivity.share() + specificity.share() - 1;
    }

    ReviewerErrors shrunk() {
        return new ReviewerErrors(sensitivity.shrunk(), specificity.shrunk(), covariance);
    }

    /// Variance, per output reviewed, of verdicts about outputs of which this share is wrong.
    double noise(double wrong) {
        double se = sensitivity.share();
        double sp = specificity.share();
        return wrong * se * (1 - se) + (1 - wrong) * sp * (1 - sp);
    }
}
