package dev.touchstone.stats.judged;

import dev.touchstone.stats.Require;

/// What prediction-powered inference needs of its data: moments of human verdicts y and judge scores f on the
/// outputs that people reviewed, and of the judge scores on the others. Variances divide by the count.
///
/// @param reviewed n, outputs with both a verdict and a score; at least 2
/// @param judged N, further outputs with a score only; at least 1
public record PpiMoments(
        long reviewed,
        double meanHuman,
        double meanJudge,
        double varianceHuman,
        double varianceJudge,
        double covariance,
        long judged,
        double meanJudged,
        double varianceJudged) {
    public PpiMoments {
        Require.atLeast(reviewed, 2, "reviewed outputs");
        Require.atLeast(judged, 1, "outputs scored by the judge only");
        Require.unit(meanHuman, "mean verdict");
        Require.finite(meanJudge, "mean judge score of reviewed outputs");
        Require.finite(meanJudged, "mean judge score of the others");
        Require.within(varianceHuman, 0, 1, "variance of verdicts");
        Require.within(varianceJudge, 0, Double.MAX_VALUE, "variance of judge scores");
        Require.within(varianceJudged, 0, Double.MAX_VALUE, "variance of judge scores of the others");
        Require.finite(covariance, "covariance of verdict and judge score");
    }

    /// Moments of verdicts in [0, 1] and finite scores on any scale. The first two arrays are paired by output.
    public static PpiMoments of(double[] human, double[] judge, double[] judgeOnly) {
        Require.sameLength(human.length, judge.length, "verdicts and judge scores");
        Require.atLeast(human.length, 2, "reviewed outputs");
        Require.atLeast(judgeOnly.length, 1, "outputs scored by the judge only");
        for (double verdict : human) {
            Require.unit(verdict, "verdict");
        }
        double meanHuman = Math.clamp(mean(human, "verdict"), 0, 1);
        double meanJudge = mean(judge, "judge score");
        double meanJudged = mean(judgeOnly, "judge score");
        return new PpiMoments(
                human.length,
                meanHuman,
                meanJudge,
                covariance(human, meanHuman, human, meanHuman),
                covariance(judge, meanJudge, judge, meanJudge),
                covariance(human, meanHuman, judge, meanJudge),
                judgeOnly.length,
                meanJudged,
                covariance(judgeOnly, meanJudged, judgeOnly, meanJudged));
    }

    /// Moments of yes-no verdicts and a yes-no judge from a table of counts.
    ///
    /// @param bothGood outputs passed by reviewer and judge
    /// @param onlyHumanGood passed by the reviewer, failed by the judge
    /// @param onlyJudgeGood failed by the reviewer, passed by the judge
    /// @param bothBad failed by both
    /// @param judgedGood not reviewed, passed by the judge
    /// @param judgedBad not reviewed, failed by the judge
    public static PpiMoments ofCounts(
            long bothGood, long onlyHumanGood, long onlyJudgeGood, long bothBad, long judgedGood, long judgedBad) {
        for (long count : new long[] {bothGood, onlyHumanGood, onlyJudgeGood, bothBad, judgedGood, judgedBad}) {
            Require.atLeast(count, 0, "count");
        }
        long reviewed = Require.atLeast(bothGood + onlyHumanGood + onlyJudgeGood + bothBad, 2, "reviewed outputs");
        long judged = Require.atLeast(judgedGood + judgedBad, 1, "outputs scored by the judge only");
        double n = reviewed;
        double human = (bothGood + onlyHumanGood) / n;
        double judge = (bothGood + onlyJudgeGood) / n;
        double others = judgedGood / (double) judged;
        return new PpiMoments(
                reviewed,
                human,
                judge,
                human * (1 - human),
                judge * (1 - judge),
                bothGood / n - human * judge,
                judged,
                others,
                others * (1 - others));
    }

    /// Sample variance of all judge scores together, reviewed or not.
    double pooledJudgeVariance() {
        double n = reviewed;
        double big = judged;
        double apart = meanJudge - meanJudged;
        double squares = n * varianceJudge + big * varianceJudged + n * big / (n + big) * apart * apart;
        return squares / (n + big - 1);
    }

    /// Variance of y - λf on the reviewed outputs.
    double rectifierVariance(double lambda) {
        return Math.max(0, varianceHuman - 2 * lambda * covariance + lambda * lambda * varianceJudge);
    }

    /// The mean, exact for values that are all equal: their variance then is exactly zero.
    private static double mean(double[] values, String what) {
        double first = values[0];
        double sum = 0;
        for (double value : values) {
            sum += Require.finite(value, what) - first;
        }
        return first + sum / values.length;
    }

    private static double covariance(double[] first, double firstMean, double[] second, double secondMean) {
        double sum = 0;
        for (int i = 0; i < first.length; i++) {
            sum += (first[i] - firstMean) * (second[i] - secondMean);
        }
        return sum / first.length;
    }
}
