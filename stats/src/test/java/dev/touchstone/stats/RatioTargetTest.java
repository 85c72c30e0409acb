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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /// 30 of 600 outputs of four attributes, one in ten wrong on its own or together with the others of its output. As
    /// if every output were right or wrong as a whole, the interval is too wide, and more so the less that is true.
    @ParameterizedTest
    @CsvSource({"0, 0.88", "0.3, 0.95"})
    void nearThirtyAuditsTheIntervalIsAsWideAsAttributesAreAlike(double together, double most) {
        SplittableRandom random = new SplittableRandom(11);
        Rates rates = new Rates();
        double wholly = 0;
        double seen = 0;
        for (int run = 0; run < RUNS; run++) {
            List<CountedOutput> reviewed = new ArrayList<>();
            double correct = 0;
            for (int i = 0; i < 600; i++) {
                boolean asOne = random.nextDouble() < together;
                int right = asOne ? (random.nextDouble() < 0.1 ? 0 : 4) : right(random, 0, 0.1);
                correct += right;
                if (random.nextDouble() < 0.05) {
                    reviewed.add(new CountedOutput(right, 4, 0.05));
                }
            }
            Interval before = interval(reviewed, Target.FINITE);
            Interval now = RatioLhw.estimate(reviewed, Target.FINITE, RatioLhw.Things.AS_SEEN, 0.95)
                    .orElseThrow()
                    .ratio()
                    .interval();
            wholly += before.upper() - before.lower();
            seen += now.upper() - now.lower();
            rates.count("as seen", now.contains(correct / 2400));
        }

        assertThat(rates.of("as seen")).as("%s", rates).isBetween(0.94, 0.98);
        assertThat(seen / wholly).isBetween(most - 0.15, most);
    }

    /// Where no error was seen, nothing tells how alike attributes are.
    @Test
    void withoutAnErrorOutputsAreTakenToBeRightOrWrongAsAWhole() {
        List<CountedOutput> reviewed = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            reviewed.add(new CountedOutput(4, 4, 0.05));
        }

        assertThat(RatioLhw.estimate(reviewed, Target.FINITE, RatioLhw.Things.AS_SEEN, 0.95))
                .isEqualTo(RatioLhw.estimate(reviewed, Target.FINITE, 0.95));
    }

    /// Two in five outputs of an error are wrong altogether: attributes go together.
    private static int right(SplittableRandom random, double errorRate) {
        return right(random, errorRate * 0.4, errorRate);
    }

    /// @param altogether share of the outputs that are wrong in everything
    private static int right(SplittableRandom random, double altogether, double errorRate) {
        if (random.nextDouble() < altogether) {
            return 0;
        }
        double rest = (errorRate - altogether) / (1 - altogether);
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
