package dev.touchstone.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.touchstone.stats.agreement.CohenKappa;
import dev.touchstone.stats.agreement.FleissKappa;
import dev.touchstone.stats.agreement.GoldAdjustment;
import dev.touchstone.stats.agreement.GwetAc1;
import dev.touchstone.stats.agreement.Krippendorff;
import dev.touchstone.stats.agreement.RatedUnits;
import dev.touchstone.stats.estimate.ReviewTime;
import dev.touchstone.stats.interval.Interval;
import dev.touchstone.stats.reviewer.DawidSkene;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgreementTest {
    @Test
    void agreementOnOneCategoryOnlyIsNotAvailable() {
        RatedUnits units = new RatedUnits(List.of(List.of(1.0, 1.0), List.of(1.0, 1.0, 1.0), List.of(2.0)));

        for (Krippendorff.Scale scale : Krippendorff.Scale.values()) {
            assertThat(Krippendorff.of(units, scale)).isEmpty();
        }
        assertThat(GwetAc1.of(new RatedUnits(List.of(List.of(1.0, 1.0))))).isEmpty();
        assertThat(CohenKappa.of(new long[][] {{9, 0}, {0, 0}}, CohenKappa.Weights.UNWEIGHTED, 0.95))
                .isEmpty();
        assertThat(FleissKappa.of(new long[][] {{3, 0}, {3, 0}})).isEmpty();
    }

    @Test
    void nothingRatedTwiceIsNotAvailable() {
        RatedUnits units = new RatedUnits(List.of(List.of(1.0), List.of(2.0), List.of()));

        assertThat(Krippendorff.of(units, Krippendorff.Scale.NOMINAL)).isEmpty();
        assertThat(GwetAc1.of(units)).isEmpty();
        assertThat(GwetAc1.of(new RatedUnits(List.of()))).isEmpty();
    }

    @Test
    void perfectAgreementIsOne() {
        RatedUnits units = new RatedUnits(List.of(List.of(1.0, 1.0), List.of(2.0, 2.0), List.of(2.0, 2.0)));

        assertThat(Krippendorff.of(units, Krippendorff.Scale.ORDINAL)
                        .orElseThrow()
                        .alpha())
                .isEqualTo(1);
        assertThat(GwetAc1.of(units).orElseThrow().ac1()).isEqualTo(1);
        assertThat(CohenKappa.of(new long[][] {{1, 0}, {0, 2}}, CohenKappa.Weights.QUADRATIC, 0.95)
                        .orElseThrow()
                        .kappa())
                .isEqualTo(1);
    }

    /// Whatever the other said, it would be 0 with an interval of no width.
    @Test
    void whereOneSideHasASingleCategoryThereIsNoKappa() {
        long[][] peopleApproveAll = {{0, 0}, {3, 97}};
        long[][] judgeApprovesAll = {{0, 3}, {0, 97}};

        assertThat(CohenKappa.of(peopleApproveAll, CohenKappa.Weights.UNWEIGHTED, 0.95))
                .isEmpty();
        assertThat(CohenKappa.of(judgeApprovesAll, CohenKappa.Weights.UNWEIGHTED, 0.95))
                .isEmpty();
    }

    /// Without the only unit that holds the second category there is one category left.
    @Test
    void theJackknifeIsNotAvailableWhenOneUnitCarriesACategory() {
        RatedUnits units = new RatedUnits(List.of(List.of(1.0, 1.0), List.of(1.0, 1.0), List.of(1.0, 2.0)));

        Krippendorff agreement =
                Krippendorff.of(units, Krippendorff.Scale.NOMINAL).orElseThrow();

        assertThat(agreement.error()).isEmpty();
        assertThat(agreement.alpha()).isLessThanOrEqualTo(0);
    }

    @Test
    void unusedCategoriesOfASchemeLowerChance() {
        RatedUnits units = new RatedUnits(List.of(List.of(1.0, 1.0), List.of(2.0, 2.0), List.of(1.0, 2.0)));

        assertThat(GwetAc1.of(units, 5).orElseThrow().chance())
                .isLessThan(GwetAc1.of(units).orElseThrow().chance());
        assertThatIllegalArgumentException().isThrownBy(() -> GwetAc1.of(units, 1));
    }

    @Test
    void unequalNumbersOfRatersAreRefusedByFleiss() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FleissKappa.of(new long[][] {{2, 1}, {1, 1}}))
                .withMessageContaining("Krippendorff");
    }

    @Test
    void reviewersNoBetterThanACoinCannotBeCorrectedFor() {
        var coin = new GoldAdjustment.Gold(10, 7, 10, 3);

        assertThat(GoldAdjustment.of(5, 100, coin, 0.95)).isEmpty();
    }

    @Test
    void fewerFlagsThanMistakesGiveANegativeRateToBeCut() {
        var gold = new GoldAdjustment.Gold(50, 45, 50, 45);

        GoldAdjustment adjusted = GoldAdjustment.of(2, 100, gold, 0.95).orElseThrow();

        assertThat(adjusted.corrected()).isNegative();
        assertThat(adjusted.interval().within(0, 1).lower()).isZero();
        assertThat(gold.sensitivity(0.95).interval().contains(0.9)).isTrue();
        assertThat(gold.specificity(0.95).value()).isEqualTo(0.9);
    }

    @Test
    void aCarelessReviewerIsFoundOut() {
        List<DawidSkene.Label> labels = new ArrayList<>();
        for (int item = 0; item < 120; item++) {
            int truth = item % 2;
            labels.add(new DawidSkene.Label(item, 0, item % 20 == 0 ? 1 - truth : truth));
            labels.add(new DawidSkene.Label(item, 1, item % 20 == 7 ? 1 - truth : truth));
            labels.add(new DawidSkene.Label(item, 2, item % 3 == 0 ? 1 - truth : truth));
        }

        DawidSkene fit = DawidSkene.fit(labels, 2, 1);

        assertThat(fit.converged()).isTrue();
        assertThat(fit.confusion().get(2).get(0).get(0)).isCloseTo(2 / 3.0, within(0.06));
        assertThat(fit.confusion().get(0).get(0).get(0)).isGreaterThan(0.85);
        assertThat(fit.mostProbable().subList(1, 7)).containsExactly(1, 0, 1, 0, 1, 0);
    }

    @Test
    void unsmoothedRunsStayFiniteOnTheBoundary() {
        List<DawidSkene.Label> labels =
                List.of(new DawidSkene.Label(0, 0, 0), new DawidSkene.Label(0, 1, 0), new DawidSkene.Label(1, 0, 0));

        DawidSkene fit = DawidSkene.fit(labels, 2, 0);

        assertThat(fit.prior()).containsExactly(1.0, 0.0);
        assertThat(fit.posterior()).allSatisfy(item -> assertThat(item).containsExactly(1.0, 0.0));
    }

    @Test
    void anItemWithoutLabelsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        DawidSkene.fit(List.of(new DawidSkene.Label(1, 0, 0), new DawidSkene.Label(1, 1, 0)), 2, 1))
                .withMessageContaining("item 0 has no label");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DawidSkene.fit(List.of(new DawidSkene.Label(7, 0, 0)), 2, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DawidSkene.fit(List.of(new DawidSkene.Label(0, 0, 2)), 2, 1));
    }

    @Test
    void tooFewTimesHaveNoMedianInterval() {
        assertThat(ReviewTime.of(new double[] {1, 2, 3, 4, 5}, 0.95).medianInterval())
                .isEmpty();
        assertThat(ReviewTime.of(new double[] {1, 2, 3, 4, 5, 6}, 0.95).medianInterval())
                .contains(new Interval(1, 6, 0.95));
    }

    @Test
    void anAbandonedTabDoesNotMoveTheMedian() {
        ReviewTime usual = ReviewTime.of(new double[] {40, 50, 60, 70, 80, 90, 100, 110, 120, 130}, 0.95);
        ReviewTime lunch = ReviewTime.of(new double[] {40, 50, 60, 70, 80, 90, 100, 110, 120, 9000}, 0.95);

        assertThat(lunch.median()).isEqualTo(usual.median());
        assertThat(lunch.trimmedMean()).isEqualTo(usual.trimmedMean());
    }
}
