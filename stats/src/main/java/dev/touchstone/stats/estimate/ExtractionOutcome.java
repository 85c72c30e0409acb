package dev.touchstone.stats.estimate;

/// What a reviewer found for one attribute of one output. Reviewers must look for missing values on purpose, or
/// recall is not known.
public enum ExtractionOutcome {
    CORRECT(1, 0, 0),
    /// A value was given where there is none.
    INVENTED(0, 1, 0),
    /// A value exists and none was given.
    MISSED(0, 0, 1),
    /// A value exists and another was given: both a false positive and a false negative.
    WRONG(0, 1, 1),
    RIGHTLY_ABSENT(0, 0, 0);

    private final int truePositives;
    private final int falsePositives;
    private final int falseNegatives;

    ExtractionOutcome(int truePositives, int falsePositives, int falseNegatives) {
        this.truePositives = truePositives;
        this.falsePositives = falsePositives;
        this.falseNegatives = falseNegatives;
    }

    public int truePositives() {
        return truePositives;
    }

    public int falsePositives() {
        return falsePositives;
    }

    public int falseNegatives() {
        return falseNegatives;
    }
}
