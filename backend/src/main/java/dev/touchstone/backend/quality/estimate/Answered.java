package dev.touchstone.backend.quality.estimate;

import dev.touchstone.stats.confidence.ScoredOutput;
import dev.touchstone.stats.estimate.CountedOutput;

/// A decided review with the probability of being drawn and answered.
///
/// @param inclusion in (0, 1]
/// @param weight how many outputs it stands for: 1/inclusion, but for replicates of the jackknife
record Answered(ReviewFact review, double inclusion, double weight) {
    Answered(ReviewFact review, double inclusion) {
        this(review, inclusion, 1 / inclusion);
    }

    /// The same review standing for more or fewer outputs.
    Answered times(double factor) {
        return new Answered(review, inclusion, weight * factor);
    }

    double approved() {
        return review.answer() == Answer.APPROVED ? 1 : 0;
    }

    CountedOutput counted(double part, double whole) {
        return new CountedOutput(part, whole, inclusion);
    }

    ScoredOutput scored(double confidence) {
        return new ScoredOutput(confidence, review.answer() == Answer.APPROVED, weight());
    }
}
