package dev.touchstone.backend.quality.estimate;

import dev.touchstone.backend.quality.stats.CountedOutput;
import dev.touchstone.backend.quality.stats.ScoredOutput;

/// A decided review with the probability of being drawn and answered, in (0, 1].
record Answered(ReviewFact review, double inclusion) {
    double weight() {
        return 1 / inclusion;
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
