package dev.touchstone.stats;

import dev.touchstone.stats.confidence.ScoredOutput;
import dev.touchstone.stats.estimate.ReviewedOutput;
import dev.touchstone.stats.estimate.StratumSample;
import java.util.ArrayList;
import java.util.List;

/// Short ways to write samples in tests.
final class Samples {
    private Samples() {}

    /// `correct` of `reviewed` outputs, each with the same inclusion probability.
    static List<ReviewedOutput> reviews(int correct, int reviewed, double inclusion) {
        List<ReviewedOutput> reviews = new ArrayList<>();
        for (int i = 0; i < reviewed; i++) {
            reviews.add(new ReviewedOutput(i < correct ? 1 : 0, inclusion));
        }
        return reviews;
    }

    static StratumSample stratum(long population, int correct, int reviewed, double inclusion) {
        return new StratumSample(population, inclusion, reviews(correct, reviewed, inclusion));
    }

    /// One confidence per output, and whether it was correct.
    static List<ScoredOutput> scored(double[] confidences, boolean[] correct) {
        List<ScoredOutput> outputs = new ArrayList<>();
        for (int i = 0; i < confidences.length; i++) {
            outputs.add(ScoredOutput.of(confidences[i], correct[i]));
        }
        return outputs;
    }
}
