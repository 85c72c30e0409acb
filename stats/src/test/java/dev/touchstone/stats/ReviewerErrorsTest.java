package dev.touchstone.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.touchstone.stats.agreement.GoldAdjustment;
import dev.touchstone.stats.interval.Measured;
import dev.touchstone.stats.interval.Proportions;
import dev.touchstone.stats.reviewer.CorrectedRate;
import dev.touchstone.stats.reviewer.Known;
import dev.touchstone.stats.reviewer.OverlapErrors;
import dev.touchstone.stats.reviewer.ReviewerErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReviewerErrorsTest {
    private static ReviewerErrors errors(long caught, long wrong, long passed, long right) {
        return new ReviewerErrors(Known.of(caught, wrong), Known.of(passed, right));
    }

    /// The interval computed from the paper's formula by another program; the value as Rogan and Gladen's.
    @Test
    void theIntervalIsThatOfLangAndReiczigel() {
        Measured corrected = CorrectedRate.of(0.075, 400.0, null, errors(54, 60, 137, 140), 0.95)
                .orElseThrow();

        assertThat(corrected.value()).isCloseTo(0.060975609756097, within(1e-12));
        assertThat(corrected.interval().lower()).isCloseTo(0.015483587341804397, within(1e-9));
        assertThat(corrected.interval().upper()).isCloseTo(0.10165841650832393, within(1e-9));
    }

    /// With many cases it is the textbook's delta method.
    @Test
    void manyCasesGiveTheDeltaMethod() {
        GoldAdjustment delta = GoldAdjustment.of(
                        100_000, 1_000_000, new GoldAdjustment.Gold(100_000, 90_000, 200_000, 190_000), 0.95)
                .orElseThrow();

        Measured corrected = CorrectedRate.of(0.1, 1_000_000.0, null, errors(90_000, 100_000, 190_000, 200_000), 0.95)
                .orElseThrow();

        assertThat(corrected.interval().lower()).isCloseTo(delta.interval().lower(), within(1e-4));
        assertThat(corrected.interval().upper()).isCloseTo(delta.interval().upper(), within(1e-4));
    }

    @Test
    void reviewersNoBetterThanACoinSayNothing() {
        assertThat(CorrectedRate.of(0.3, 400.0, null, errors(5, 10, 5, 10), 0.95))
                .isEmpty();
        assertThat(CorrectedRate.of(0.3, 400.0, null, errors(6, 10, 6, 10), 0.95))
                .isEmpty();
        assertThat(CorrectedRate.of(0.3, 400.0, null, errors(0, 1, 1, 1), 0.95)).isEmpty();
    }

    @Test
    void fewerFoundThanReviewersFindByMistakeIsZeroWithAnInterval() {
        Measured corrected = CorrectedRate.of(0.01, 400.0, null, errors(54, 60, 120, 140), 0.95)
                .orElseThrow();

        assertThat(corrected.value()).isZero();
        assertThat(corrected.interval().lower()).isZero();
    }

    /// 5 to 15 % error of reviewers, known from 60 wrong and 140 right cases: the plain rate is far off.
    @Test
    void theTruthIsHeldWhereThePlainRateIsOff() {
        SplittableRandom random = new SplittableRandom(3);
        Rates rates = new Rates();
        for (int run = 0; run < 4000; run++) {
            double se = run % 2 == 0 ? 0.85 : 0.95;
            double sp = run % 4 < 2 ? 0.9 : 0.95;
            long flagged = binomial(random, 500, 0.1 * se + 0.9 * (1 - sp));
            ReviewerErrors known = errors(binomial(random, 60, se), 60, binomial(random, 140, sp), 140);
            Measured corrected =
                    CorrectedRate.of(flagged / 500.0, 500.0, null, known, 0.95).orElseThrow();
            rates.count("corrected", corrected.interval().contains(0.1));
            rates.count("plain", Proportions.wilson((double) flagged, 500, 0.95).contains(0.1));
        }

        assertThat(rates.of("corrected")).as("%s", rates).isGreaterThan(0.94);
        assertThat(rates.of("plain")).as("%s", rates).isLessThan(0.5);
    }

    /// A batch that was reviewed as a whole: nothing was drawn, but its verdicts are.
    @Test
    void errorsInAWholeBatchAreADrawToo() {
        SplittableRandom random = new SplittableRandom(4);
        Rates rates = new Rates();
        ReviewerErrors known = errors(9_000, 10_000, 9_500, 10_000);
        for (int run = 0; run < 2000; run++) {
            long flagged = binomial(random, 30, 0.9) + binomial(random, 270, 0.05);
            rates.count(
                    "whole",
                    CorrectedRate.of(flagged / 300.0, null, 300L, known, 0.95)
                            .orElseThrow()
                            .interval()
                            .contains(0.1));
        }

        assertThat(rates.of("whole")).as("%s", rates).isBetween(0.93, 0.98);
    }

    /// Three reviewers an output, 300 outputs, a fifth of them wrong; nobody knows which.
    @Test
    void threeVerdictsTellHowOftenReviewersErr() {
        SplittableRandom random = new SplittableRandom(6);
        Rates rates = new Rates();
        for (int run = 0; run < 60; run++) {
            List<List<Boolean>> verdicts = verdicts(random, 300, 3, 0.9, 0.92);
            ReviewerErrors found = OverlapErrors.of(verdicts).orElseThrow();
            rates.count(
                    "sensitivity", found.sensitivity().measured(0.95).interval().contains(0.9));
            rates.count(
                    "specificity", found.specificity().measured(0.95).interval().contains(0.92));
        }

        assertThat(rates.of("sensitivity")).as("%s", rates).isGreaterThan(0.85);
        assertThat(rates.of("specificity")).as("%s", rates).isGreaterThan(0.85);
    }

    @Test
    void twoVerdictsOrFewOutputsTellNothing() {
        SplittableRandom random = new SplittableRandom(7);

        assertThat(OverlapErrors.of(verdicts(random, 1000, 2, 0.9, 0.9))).isEmpty();
        assertThat(OverlapErrors.of(verdicts(random, 99, 3, 0.9, 0.9))).isEmpty();
        assertThat(OverlapErrors.of(verdicts(random, 100, 3, 0.9, 0.9))).isPresent();
    }

    /// All of one mind: nothing is divided by nothing.
    @Test
    void unanimousReviewersAreNotTakenForInfallible() {
        List<List<Boolean>> approvals = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            approvals.add(List.of(false, false, false));
        }

        ReviewerErrors found = OverlapErrors.of(approvals).orElseThrow();

        assertThat(found.specificity().share()).isGreaterThan(0.99);
        assertThat(found.sensitivity().n()).isLessThan(10);
        assertThat(CorrectedRate.of(0.1, 400.0, null, found, 0.95)).isEmpty();
    }

    private static List<List<Boolean>> verdicts(SplittableRandom random, int outputs, int each, double se, double sp) {
        List<List<Boolean>> verdicts = new ArrayList<>();
        for (int i = 0; i < outputs; i++) {
            boolean wrong = random.nextDouble() < 0.2;
            List<Boolean> said = new ArrayList<>();
            for (int j = 0; j < each; j++) {
                said.add(random.nextDouble() < (wrong ? se : 1 - sp));
            }
            verdicts.add(said);
        }
        return verdicts;
    }

    private static long binomial(SplittableRandom random, int n, double p) {
        long hits = 0;
        for (int i = 0; i < n; i++) {
            hits += random.nextDouble() < p ? 1 : 0;
        }
        return hits;
    }
}
