package dev.touchstone.stats;

import static dev.touchstone.stats.Samples.scored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.touchstone.stats.confidence.CalibrationMetrics;
import dev.touchstone.stats.confidence.IsotonicCalibration;
import dev.touchstone.stats.confidence.LearnThenTestCertificate;
import dev.touchstone.stats.confidence.PlattCalibration;
import dev.touchstone.stats.confidence.ReliabilityBin;
import dev.touchstone.stats.confidence.ScoredOutput;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    @Test
    void outputsOfOneConfidenceShareABin() {
        List<ScoredOutput> outputs = scored(
                new double[] {0.9, 0.9, 0.9, 0.9, 0.9, 0.5}, new boolean[] {true, true, true, true, false, false});

        CalibrationMetrics metrics = CalibrationMetrics.of(outputs, 3);

        assertThat(metrics.equalMass()).hasSize(1);
        assertThat(metrics.equalWidth()).extracting(ReliabilityBin::count).containsExactly(1, 5);
        assertThat(metrics.equalWidth().getLast().accuracy().interval().contains(0.8))
                .isTrue();
    }

    @Test
    void fullConfidenceBelongsToTheLastBin() {
        CalibrationMetrics metrics =
                CalibrationMetrics.of(scored(new double[] {1, 0.95}, new boolean[] {true, true}), 10);

        assertThat(metrics.equalWidth()).hasSize(1);
    }

    @Test
    void nothingToMeasureIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> CalibrationMetrics.of(List.of(), 10));
        assertThatIllegalArgumentException().isThrownBy(() -> IsotonicCalibration.fit(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> PlattCalibration.fit(List.of()));
    }

    @Test
    void aSigmoidOfEqualConfidencesGivesTheSmoothedShare() {
        PlattCalibration fit = PlattCalibration.fit(
                scored(new double[] {0.8, 0.8, 0.8, 0.8}, new boolean[] {true, true, true, false}));

        // Targets 4/5 and 1/3, three of one and one of the other.
        assertThat(fit.calibrate(0.8)).isCloseTo((3 * 0.8 + 1 / 3.0) / 4, within(1e-6));
    }

    @Test
    void aSigmoidOfPerfectlySeparatedVerdictsStaysFinite() {
        PlattCalibration fit = PlattCalibration.fit(
                scored(new double[] {0.1, 0.2, 0.8, 0.9}, new boolean[] {false, false, true, true}));

        assertThat(fit.calibrate(1)).isBetween(0.5, 1.0);
        assertThat(fit.a()).isNegative();
    }

    @Test
    void aWeightCountsLikeRepeatedOutputs() {
        List<ScoredOutput> weighted = List.of(
                new ScoredOutput(0.6, true, 3), new ScoredOutput(0.9, true, 2), new ScoredOutput(0.7, false, 2));
        List<ScoredOutput> repeated = scored(
                new double[] {0.6, 0.6, 0.6, 0.9, 0.9, 0.7, 0.7},
                new boolean[] {true, true, true, true, true, false, false});

        assertThat(PlattCalibration.fit(weighted).a())
                .isCloseTo(PlattCalibration.fit(repeated).a(), within(1e-9));
        assertThat(IsotonicCalibration.fit(weighted).calibrate(0.65))
                .isCloseTo(IsotonicCalibration.fit(repeated).calibrate(0.65), within(1e-12));
        assertThat(CalibrationMetrics.of(weighted, 10).eceEqualWidth())
                .isCloseTo(CalibrationMetrics.of(repeated, 10).eceEqualWidth(), within(1e-12));
    }

    @Test
    void noThresholdIsCertifiedFromTooFewReviews() {
        double[] confidences = new double[40];
        boolean[] correct = new boolean[40];
        Arrays.fill(confidences, 0.9);
        Arrays.fill(correct, true);

        LearnThenTestCertificate test =
                LearnThenTestCertificate.of(scored(confidences, correct), List.of(0.9, 0.0), 0, 0.05, 0.1);

        assertThat(test.threshold()).isEmpty();
        assertThat(test.naive()).isEqualTo(0.0);
    }

    @Test
    void theSequenceStopsAtItsFirstFailure() {
        double[] confidences = new double[300];
        boolean[] correct = new boolean[300];
        for (int i = 0; i < 300; i++) {
            confidences[i] = i < 100 ? 0.9 : 0.5;
            correct[i] = i % 100 >= 8 || i >= 100;
        }

        LearnThenTestCertificate test =
                LearnThenTestCertificate.of(scored(confidences, correct), List.of(0.9, 0.5), 0, 0.05, 0.1);

        assertThat(test.steps().getLast().pValue()).isLessThan(0.1);
        assertThat(test.threshold()).isEmpty();
        assertThat(LearnThenTestCertificate.of(scored(confidences, correct), List.of(0.9, 0.5), 1, 0.05, 0.1)
                        .threshold())
                .hasValue(0.5);
    }

    @Test
    void thresholdsAreNotLearntFromOverSampledOutputs() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LearnThenTestCertificate.of(
                        List.of(new ScoredOutput(0.9, true, 2)), List.of(0.5), 0, 0.05, 0.1))
                .withMessageContaining("thin");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LearnThenTestCertificate.of(List.of(), List.of(0.5, 0.6), 0, 0.05, 0.1))
                .withMessageContaining("descend");
    }

    @Test
    void theGridCoversTwentyPercentToAll() {
        double[] traffic = new double[100];
        Arrays.setAll(traffic, i -> (i + 1) / 100.0);

        List<Double> grid = LearnThenTestCertificate.coverageGrid(traffic);

        assertThat(grid).hasSize(17).startsWith(0.81, 0.76).endsWith(0.06, 0.01);
        assertThat(LearnThenTestCertificate.coverageGrid(new double[] {0.9, 0.9, 0.9}))
                .containsExactly(0.9);
    }

    @Test
    void testingStartsWhereEnoughReviewsAreExpected() {
        double[] traffic = new double[100];
        Arrays.setAll(traffic, i -> (i + 1) / 100.0);
        List<Double> grid = LearnThenTestCertificate.coverageGrid(traffic);

        // 160 reviews are needed at 5 %: 40 % of 400.
        assertThat(LearnThenTestCertificate.firstWorthTesting(grid, traffic, 400, 0.05))
                .isEqualTo(4);
        assertThat(LearnThenTestCertificate.firstWorthTesting(grid, traffic, 100, 0.05))
                .isEqualTo(grid.size());
    }

    @Test
    void recalibrationsSpendNoMoreThanTheWhole() {
        double spent = 0;
        for (int k = 1; k <= 10_000; k++) {
            spent += LearnThenTestCertificate.spending(0.1, k);
        }

        assertThat(spent).isCloseTo(0.1, within(1e-5)).isLessThan(0.1);
    }
}
