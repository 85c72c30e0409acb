package dev.touchstone.stats;

import static dev.touchstone.stats.Samples.stratum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.touchstone.stats.estimate.CountedOutput;
import dev.touchstone.stats.estimate.Estimate;
import dev.touchstone.stats.estimate.Hajek;
import dev.touchstone.stats.estimate.HajekEstimate;
import dev.touchstone.stats.estimate.HorvitzThompson;
import dev.touchstone.stats.estimate.Method;
import dev.touchstone.stats.estimate.MissingReviews;
import dev.touchstone.stats.estimate.RatioEstimate;
import dev.touchstone.stats.estimate.RatioLhw;
import dev.touchstone.stats.estimate.ReviewedOutput;
import dev.touchstone.stats.estimate.StratumSample;
import dev.touchstone.stats.estimate.Target;
import dev.touchstone.stats.estimate.ThinStrata;
import dev.touchstone.stats.interval.Interval;
import java.util.List;
import org.junit.jupiter.api.Test;

class HajekTest {
    @Test
    void aFullyReviewedPopulationHasAPointInterval() {
        HajekEstimate estimate = estimate(List.of(stratum(40, 38, 40, 1)), Target.FINITE);

        assertThat(estimate.value()).isEqualTo(0.95);
        assertThat(estimate.interval()).isEqualTo(new Interval(0.95, 0.95, 0.95));
        assertThat(estimate.effective()).isNull();
        assertThat(estimate.certaintyShare()).isEqualTo(1);
    }

    @Test
    void theProcessIsUncertainEvenWhenEverythingWasReviewed() {
        HajekEstimate estimate = estimate(List.of(stratum(40, 38, 40, 1)), Target.PROCESS);

        assertThat(estimate.interval().width()).isGreaterThan(0.1);
    }

    @Test
    void anAuditWithoutErrorsIsNotCertain() {
        HajekEstimate estimate = estimate(List.of(stratum(500, 40, 40, 0.08)), Target.FINITE);

        assertThat(estimate.value()).isEqualTo(1);
        assertThat(estimate.standardError()).isZero();
        assertThat(estimate.wald().width()).isZero();
        assertThat(estimate.interval().lower()).isBetween(0.85, 0.95);
    }

    @Test
    void weightsUndoThePreferenceForLowConfidence() {
        // 100 doubtful outputs all reviewed, 30 % wrong; 900 others audited at 10 %, 2 of 90 wrong.
        HajekEstimate estimate = estimate(List.of(stratum(100, 70, 100, 1), stratum(900, 88, 90, 0.1)), Target.FINITE);

        assertThat(estimate.value()).isCloseTo(0.1 * 0.7 + 0.9 * 88 / 90, within(1e-12));
        assertThat(estimate.certaintyShare()).isCloseTo(0.1, within(1e-12));
        assertThat(estimate.reviewed()).isEqualTo(190);
        assertThat(estimate.population()).isEqualTo(1000);
    }

    @Test
    void singletonAndEmptyStrataJoinTheNeighbourSampledAlike() {
        List<StratumSample> strata = List.of(
                stratum(300, 28, 30, 0.1), stratum(10, 1, 1, 0.1), stratum(5, 0, 0, 0.1), stratum(200, 38, 40, 0.2));

        List<StratumSample> merged = ThinStrata.merged(strata);

        assertThat(merged).extracting(StratumSample::population).containsExactly(315L, 200L);
        assertThat(merged.getFirst().reviews()).hasSize(31);
        assertThat(estimate(strata, Target.FINITE).uncoveredShare()).isZero();
    }

    @Test
    void thinStrataAmongThemselvesMergeUntilThereAreTwoReviews() {
        List<StratumSample> strata = List.of(stratum(10, 1, 1, 0.1), stratum(20, 0, 0, 0.1), stratum(10, 0, 1, 0.1));

        assertThat(ThinStrata.merged(strata)).singleElement().satisfies(all -> {
            assertThat(all.population()).isEqualTo(40);
            assertThat(all.reviews()).hasSize(2);
        });
    }

    @Test
    void aStratumThatCannotMergeCountsAsWhollyUnknown() {
        List<StratumSample> strata = List.of(stratum(900, 88, 90, 0.1), stratum(100, 1, 1, 0.01));

        HajekEstimate estimate = estimate(strata, Target.FINITE);
        HajekEstimate covered = estimate(strata.subList(0, 1), Target.FINITE);

        assertThat(estimate.uncoveredShare()).isCloseTo(0.1, within(1e-12));
        assertThat(estimate.interval().lower())
                .isCloseTo(0.9 * covered.interval().lower(), within(1e-12));
        assertThat(estimate.interval().upper())
                .isCloseTo(0.9 * covered.interval().upper() + 0.1, within(1e-12));
        assertThat(estimate.population()).isEqualTo(1000);
    }

    @Test
    void anOutputReviewedForCertainNeedsNoNeighbour() {
        HajekEstimate estimate = estimate(List.of(stratum(1, 1, 1, 1), stratum(99, 47, 50, 0.5)), Target.FINITE);

        assertThat(estimate.uncoveredShare()).isZero();
        assertThat(estimate.certaintyShare()).isCloseTo(0.01, within(1e-12));
    }

    @Test
    void nothingReviewedGivesNoEstimate() {
        assertThat(Hajek.estimate(List.of(), Target.FINITE, 0.95)).isEmpty();
        assertThat(Hajek.estimate(List.of(stratum(100, 0, 0, 0.1)), Target.FINITE, 0.95))
                .isEmpty();
    }

    @Test
    void zeroInclusionProbabilityIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReviewedOutput(1, 0))
                .withMessageContaining("leave outputs that could never be reviewed out");
        assertThatIllegalArgumentException().isThrownBy(() -> new StratumSample(10, 0.0, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new CountedOutput(1, 1, 0));
    }

    @Test
    void moreReviewsThanOutputsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stratum(2, 3, 3, 1))
                .withMessageContaining("its population");
    }

    @Test
    void theShownEstimateNamesItsCounts() {
        Estimate shown =
                estimate(List.of(stratum(900, 88, 90, 0.1)), Target.FINITE).toEstimate(Method.STRATIFIED_LHW);

        assertThat(shown.reviewed()).isEqualTo(90);
        assertThat(shown.population()).isEqualTo(900);
        assertThat(shown.effectiveSize().orElseThrow()).isGreaterThan(90);
    }

    @Test
    void horvitzThompsonCanLeaveTheRange() {
        HorvitzThompson mean = HorvitzThompson.mean(Samples.reviews(5, 5, 0.1), 40);

        assertThat(mean.value()).isEqualTo(1.25);
        assertThat(mean.standardError()).isPositive();
    }

    @Test
    void missingReviewsBoundTheEstimateFromBothSides() {
        var stratum = new MissingReviews.Stratum(stratum(100, 7, 8, 0.1), List.of(0.1, 0.1));

        MissingReviews bounds = MissingReviews.bounds(List.of(stratum)).orElseThrow();

        assertThat(bounds.lower()).isCloseTo(0.7, within(1e-12));
        assertThat(bounds.upper()).isCloseTo(0.9, within(1e-12));
        assertThat(bounds.missingShare()).isCloseTo(0.2, within(1e-12));
        assertThat(bounds.worthShowing()).isTrue();
    }

    @Test
    void withoutMissingReviewsTheBoundsMeet() {
        var complete = new MissingReviews.Stratum(stratum(100, 7, 8, 0.1), List.of());

        MissingReviews bounds = MissingReviews.bounds(List.of(complete)).orElseThrow();

        assertThat(bounds.lower()).isEqualTo(bounds.upper());
        assertThat(bounds.worthShowing()).isFalse();
        assertThat(MissingReviews.bounds(List.of())).isEmpty();
    }

    @Test
    void aRatioWithNothingToCountIsNotDefined() {
        assertThat(RatioLhw.estimate(List.of(new CountedOutput(0, 0, 1)), 0.95)).isEmpty();
        assertThat(RatioLhw.estimate(List.of(new CountedOutput(2, 3, 1), new CountedOutput(0, 0, 0.1)), 0.95))
                .isEmpty();
    }

    @Test
    void aRatioOverFullyReviewedOutputsIsExact() {
        RatioEstimate ratio = RatioLhw.estimate(List.of(new CountedOutput(2, 3, 1), new CountedOutput(4, 5, 1)), 0.95)
                .orElseThrow();

        assertThat(ratio.ratio().value()).isEqualTo(0.75);
        assertThat(ratio.ratio().interval().width()).isZero();
        assertThat(ratio.effective()).isNull();
    }

    private static HajekEstimate estimate(List<StratumSample> strata, Target target) {
        return Hajek.estimate(strata, target, 0.95).orElseThrow();
    }
}
