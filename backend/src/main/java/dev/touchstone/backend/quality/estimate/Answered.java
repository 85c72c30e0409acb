package dev.touchstone.backend.quality.estimate;

import dev.touchstone.stats.confidence.ScoredOutput;
import dev.touchstone.stats.estimate.CountedOutput;
import dev.touchstone.stats.estimate.CountedOutput.Labelling;

/// A decided review with the probability of being drawn and answered.
///
/// @param inclusion in (0, 1]
/// @param labelling of those with its verdict, the share that says as much as it does
/// @param weight how many outputs it stands for: 1/(inclusion · share), but for replicates of the jackknife
record Answered(ReviewFact review, double inclusion, Labelling labelling, double weight) {
    Answered(ReviewFact review, double inclusion) {
        this(review, inclusion, Labelling.ALL, 1 / inclusion);
    }

    /// The same review speaking also for those of its group that say nothing.
    Answered speakingFor(Labelling labels) {
        return new Answered(review, inclusion, labels, 1 / (inclusion * labels.share()));
    }

    /// The same review standing for more or fewer outputs.
    Answered times(double factor) {
        return new Answered(review, inclusion, labelling, weight * factor);
    }

    /// That it was drawn, answered and labelled, in (0, 1].
    double probability() {
        return inclusion * labelling.share();
    }

    double approved() {
        return review.answer() == Answer.APPROVED ? 1 : 0;
    }

    CountedOutput counted(double part, double whole) {
        return new CountedOutput(part, whole, inclusion, labelling, review.cluster());
    }

    ScoredOutput scored(double confidence) {
        return new ScoredOutput(confidence, review.answer() == Answer.APPROVED, weight());
    }
}
