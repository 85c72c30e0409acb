package dev.touchstone.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.touchstone.stats.confidence.CalibrationMetrics;
import dev.touchstone.stats.confidence.IsotonicCalibration;
import dev.touchstone.stats.confidence.PlattCalibration;
import dev.touchstone.stats.confidence.ReliabilityBin;
import dev.touchstone.stats.confidence.ScoredOutput;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class CalibrationProperties {
    @Property
    void isotonicRisesAndKeepsTheOverallShare(
            @ForAll("scored") List<ScoredOutput> outputs,
            @ForAll @DoubleRange(max = 1) double one,
            @ForAll @DoubleRange(max = 1) double other) {
        IsotonicCalibration fit = IsotonicCalibration.fit(outputs);

        assertThat(fit.calibrate(Math.min(one, other))).isLessThanOrEqualTo(fit.calibrate(Math.max(one, other)));
        double found =
                outputs.stream().mapToDouble(o -> o.weight() * o.outcome()).sum();
        double fitted = outputs.stream()
                .mapToDouble(o -> o.weight() * fit.calibrate(o.confidence()))
                .sum();
        assertThat(fitted).isCloseTo(found, within(1e-9));
    }

    @Property
    void aSigmoidStaysInsideTheUnitInterval(
            @ForAll("scored") List<ScoredOutput> outputs, @ForAll @DoubleRange(max = 1) double confidence) {
        assertThat(PlattCalibration.fit(outputs).calibrate(confidence)).isBetween(0.0, 1.0);
    }

    @Property
    void metricsStayInRangeAndLoseNoOutput(
            @ForAll("scored") List<ScoredOutput> outputs, @ForAll @IntRange(min = 1, max = 20) int bins) {
        CalibrationMetrics metrics = CalibrationMetrics.of(outputs, bins);

        assertThat(metrics.brier()).isBetween(0.0, 1.0);
        assertThat(metrics.eceEqualWidth()).isBetween(0.0, metrics.mceEqualWidth() + 1e-12);
        assertThat(metrics.eceEqualMass()).isBetween(0.0, 1.0);
        assertThat(metrics.equalMass()).hasSizeLessThanOrEqualTo(bins);
        assertThat(metrics.equalMass().stream().mapToInt(ReliabilityBin::count).sum())
                .isEqualTo(outputs.size());
        assertThat(metrics.equalWidth().stream().mapToInt(ReliabilityBin::count).sum())
                .isEqualTo(outputs.size());
    }

    /// Binning cannot hide the overall difference between claim and finding.
    @Property
    void calibrationErrorIsAtLeastTheOverallGap(@ForAll("scored") List<ScoredOutput> outputs) {
        CalibrationMetrics metrics = CalibrationMetrics.of(outputs, 10);

        double gap = Math.abs(metrics.accuracy() - metrics.meanConfidence());
        assertThat(metrics.eceEqualWidth()).isGreaterThanOrEqualTo(gap - 1e-12);
        assertThat(metrics.eceEqualMass()).isGreaterThanOrEqualTo(gap - 1e-12);
    }

    @Provide
    Arbitrary<List<ScoredOutput>> scored() {
        Arbitrary<Double> confidence = Arbitraries.integers().between(0, 20).map(twentieth -> twentieth / 20.0);
        Arbitrary<Boolean> correct = Arbitraries.of(true, true, true, false);
        Arbitrary<Double> weight = Arbitraries.of(1.0, 1.0, 8.0);
        return Combinators.combine(confidence, correct, weight)
                .as(ScoredOutput::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }
}
