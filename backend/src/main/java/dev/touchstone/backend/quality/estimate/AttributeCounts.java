package dev.touchstone.backend.quality.estimate;

import org.jspecify.annotations.Nullable;

/// The attributes of one output, counted.
///
/// @param attributes judged
/// @param correct right, or rightly absent
/// @param truePositives values that are right
/// @param falsePositives values that are not
/// @param falseNegatives true values that were not given
record AttributeCounts(int attributes, int correct, int truePositives, int falsePositives, int falseNegatives) {
    private static final AttributeCounts NONE = new AttributeCounts(0, 0, 0, 0, 0);

    /// @param only one attribute; null for all
    static AttributeCounts of(ReviewFact review, @Nullable String only) {
        if (only != null) {
            AttributeFinding finding = review.attributes().get(only);
            return finding == null ? NONE : of(finding);
        }
        AttributeCounts sum = NONE;
        for (AttributeFinding finding : review.attributes().values()) {
            sum = sum.plus(of(finding));
        }
        return sum;
    }

    private static AttributeCounts of(AttributeFinding finding) {
        return new AttributeCounts(
                1,
                finding.correct() ? 1 : 0,
                finding.outcome().truePositives(),
                finding.outcome().falsePositives(),
                finding.outcome().falseNegatives());
    }

    private AttributeCounts plus(AttributeCounts other) {
        return new AttributeCounts(
                attributes + other.attributes,
                correct + other.correct,
                truePositives + other.truePositives,
                falsePositives + other.falsePositives,
                falseNegatives + other.falseNegatives);
    }

    int predicted() {
        return truePositives + falsePositives;
    }

    int actual() {
        return truePositives + falseNegatives;
    }

    /// The denominator of F1 = 2 TP / (predicted + actual).
    int margins() {
        return predicted() + actual();
    }

    int union() {
        return truePositives + falsePositives + falseNegatives;
    }
}
