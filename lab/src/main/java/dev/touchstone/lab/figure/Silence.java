package dev.touchstone.lab.figure;

import dev.touchstone.backend.quality.estimate.Answer;
import dev.touchstone.backend.quality.estimate.AttributeFinding;
import dev.touchstone.backend.quality.estimate.ReviewFact;
import dev.touchstone.lab.recorded.Sampled;
import dev.touchstone.stats.sampling.SamplingKey;
import java.util.Map;

/// Reviewers who do not answer, or do not say everything.
enum Silence {
    /// Whatever the output is.
    A_THIRD("a third of the reviews, whichever") {
        @Override
        boolean silent(ReviewFact review, double chance) {
            return chance < 1.0 / 3;
        }
    },
    /// People skip the hard ones: nothing in the data tells, so the interval promises nothing and the worst case does.
    THE_HARD_ONES("half of the wrong outputs, a tenth of the right ones") {
        @Override
        boolean silent(ReviewFact review, double chance) {
            return chance < (review.answer() == Answer.APPROVED ? 0.1 : 0.5);
        }
    },
    /// A rejection without a word about attributes.
    PLAIN_REJECTIONS("half of the rejections, about attributes") {
        @Override
        boolean silent(ReviewFact review, double chance) {
            return review.answer() != Answer.APPROVED && chance < 0.5;
        }

        @Override
        ReviewFact silenced(ReviewFact review) {
            return with(review, review.answer(), Map.of());
        }
    };

    private final String words;

    Silence(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /// Whether the interval is to hold the truth, and not the worst case alone.
    boolean promisesInterval() {
        return this != THE_HARD_ONES;
    }

    /// @param chance in [0, 1), the review's own
    abstract boolean silent(ReviewFact review, double chance);

    ReviewFact silenced(ReviewFact review) {
        return with(review, Answer.MISSING, Map.of());
    }

    Sampled of(Sampled all, SamplingKey key) {
        return all.answered(
                review -> silent(review, key.of("answer to " + review.outputId().value())) ? silenced(review) : review);
    }

    private static ReviewFact with(ReviewFact review, Answer answer, Map<String, AttributeFinding> findings) {
        return new ReviewFact(
                review.outputId(),
                review.origin(),
                review.confidence(),
                review.u(),
                review.intakeInclusion(),
                review.inclusion(),
                review.auditRate(),
                answer,
                findings);
    }
}
