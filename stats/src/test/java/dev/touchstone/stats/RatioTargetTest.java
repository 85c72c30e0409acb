package dev.touchstone.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.touchstone.stats.estimate.CountedOutput;
import dev.touchstone.stats.estimate.Hajek;
import dev.touchstone.stats.estimate.HajekEstimate;
import dev.touchstone.stats.estimate.MissingReviews;
import dev.touchstone.stats.estimate.RatioEstimate;
import dev.touchstone.stats.estimate.RatioLhw;
import dev.touchstone.stats.estimate.ReviewedOutput;
import dev.touchstone.stats.estimate.StratumSample;
import dev.touchstone.stats.estimate.Target;
import dev.touchstone.stats.interval.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// What a ratio says of the rate behind the outputs, beside what it says of the outputs themselves.
class RatioTargetTest {
    private static final int RUNS = 2000;

    /// 300 outputs of four attributes; a third is doubtful, reviewed entirely and worse, the rest is reviewed with
    /// probability 0.4. So much is reviewed that the delivered outputs are nearly known and the process is not.
    @Test
    void theProcessIsCoveredWhereTheDeliveredOutputsIntervalIsTooNarrow() {
        SplittableRandom random = new SplittableRandom(6);
        Rates rates = new Rates();
        double truth = 1 - (1.0 / 3) * 0.2 - (2.0 / 3) * 0.05;
        for (int run = 0; run < RUNS; run++) {
            List<CountedOutput> reviewed = new ArrayList<>();
            double correct = 0;
            for (int i = 0; i < 300; i++) {
                boolean doubtful = random.nextDouble() < 1.0 / 3;
                int right = right(random, doubtful ? 0.2 : 0.05);
                correct += right;
                double inclusion = doubtful ? 1 : 0.4;
                if (random.nextDouble() < inclusion) {
                    reviewed.add(new CountedOutput(right, 4, inclusion));
                }
            }
            rates.count("process", interval(reviewed, Target.PROCESS).contains(truth));
            rates.count(
                    "delivered for process", interval(reviewed, Target.FINITE).contains(truth));
            rates.count("delivered", interval(reviewed, Target.FINITE).contains(correct / 1200));
        }

        assertThat(rates.of("process")).as("%s", rates).isBetween(0.935, 0.98);
        assertThat(rates.of("delivered")).as("%s", rates).isBetween(0.92, 0.99);
        assertThat(rates.of("delivered for process")).as("%s", rates).isLessThan(0.85);
    }

    /// Two in five outputs of an error are wrong altogether: attributes go together.
    private static int right(SplittableRandom random, double errorRate) {
        if (random.nextDouble() < errorRate * 0.4) {
            return 0;
        }
        double rest = errorRate * 0.6 / (1 - errorRate * 0.4);
        int right = 0;
        for (int attribute = 0; attribute < 4; attribute++) {
            right += random.nextDouble() < rest ? 0 : 1;
        }
        return right;
    }

    private static Interval interval(List<CountedOutput> reviewed, Target target) {
        return RatioLhw.estimate(reviewed, target, 0.95).orElseThrow().ratio().interval();
    }

    /// With one thing in every output the ratio is a share, and the rate of the process has Wilson's interval with
    /// the variance that [Hajek] gives it.
    @Test
    void aProcessRatioOfEverythingReviewedIsTheShareOfHajek() {
        List<CountedOutput> counted = new ArrayList<>();
        List<ReviewedOutput> reviewed = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            counted.add(new CountedOutput(i < 38 ? 1 : 0, 1, 1));
            reviewed.add(new ReviewedOutput(i < 38 ? 1 : 0, 1));
        }

        RatioEstimate ratio = RatioLhw.estimate(counted, Target.PROCESS, 0.95).orElseThrow();

        HajekEstimate share = Hajek.estimate(List.of(new StratumSample(40, 1.0, reviewed)), Target.PROCESS, 0.95)
                .orElseThrow();
        assertThat(ratio.target()).isEqualTo(Target.PROCESS);
        assertThat(ratio.effective()).isCloseTo(share.effective(), within(1e-9));
        assertThat(ratio.ratio().interval().lower()).isCloseTo(share.interval().lower(), within(1e-12));
        assertThat(ratio.ratio().interval().upper()).isCloseTo(share.interval().upper(), within(1e-12));
    }

    @Test
    void missingReviewsBoundARatioByWhatTheOthersOfTheirStratumHold() {
        MissingReviews bounds = MissingReviews.ratioBounds(List.of(
                        new MissingReviews.CountedStratum(
                                List.of(new CountedOutput(3, 4, 1), new CountedOutput(2, 2, 1)), List.of(1.0)),
                        new MissingReviews.CountedStratum(List.of(new CountedOutput(1, 1, 0.5)), List.of())))
                .orElseThrow();

        // Returned: 5 of 6 and, twice, 1 of 1. Missing: 3 in one output.
        assertThat(bounds.missingShare()).isCloseTo(3 / 11.0, within(1e-12));
        assertThat(bounds.lower()).isCloseTo(7 / 11.0, within(1e-12));
        assertThat(bounds.upper()).isCloseTo(10 / 11.0, within(1e-12));
        assertThat(MissingReviews.ratioBounds(
                        List.of(new MissingReviews.CountedStratum(List.of(new CountedOutput(0, 0, 1)), List.of(1.0)))))
                .isEmpty();
    }
}
