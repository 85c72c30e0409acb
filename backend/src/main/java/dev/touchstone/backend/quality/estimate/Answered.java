package dev.touchstone.backend.quality.estimate;

import dev.touchstone.backend.quality.stats.CountedOutput;
import dev.touchstone.backend.quality.stats.ScoredOutput;
import java.util.List;

/// A decided review with the probability of being drawn and answered, in (0, 1].
record Answered(ReviewFact review, double inclusion) {
    double weight() {
        return 1 / inclusion;
    }

    /// Kish's effective size (Σw)²/Σw²; 0 without reviews.
    static double effectiveSize(List<Answered> some) {
        double sum = 0;
        double squares = 0;
        for (Answered answered : some) {
            sum += answered.weight();
            squares += answered.weight() * answered.weight();
        }
        return squares == 0 ? 0 : sum * sum / squares;
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
