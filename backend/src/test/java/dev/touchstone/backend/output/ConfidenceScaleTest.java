package dev.touchstone.backend.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfidenceScaleTest {
    @Test
    void everyEndBelongsToItsStepAndWhatIsJustBelowToTheOneBefore() {
        List<Double> ends = ConfidenceScale.ends();

        assertThat(ends).isSorted().doesNotHaveDuplicates().startsWith(0.0).endsWith(1.0);
        for (int i = 0; i < ends.size(); i++) {
            int step = ConfidenceScale.stepOf(ends.get(i));
            assertThat(ConfidenceScale.lowerEnd(step)).isEqualTo(ends.get(i));
            if (i > 0) {
                assertThat(ConfidenceScale.lowerEnd(ConfidenceScale.stepOf(Math.nextDown(ends.get(i)))))
                        .isEqualTo(ends.get(i - 1));
            }
        }
        assertThat(ConfidenceScale.stepOf(null)).isEqualTo(ConfidenceScale.NONE);
        assertThat(ends.stream().map(ConfidenceScale::stepOf)).doesNotContain(ConfidenceScale.NONE);
    }

    @Test
    void stepsAreFineWhereModelsAreSure() {
        List<Double> ends = ConfidenceScale.ends();
        for (int i = ends.indexOf(0.99); i < ends.size() - 2; i++) {
            assertThat(logOdds(ends.get(i + 1)) - logOdds(ends.get(i))).isBetween(0.17, 0.3);
        }
        assertThat(ends).contains(0.999, 0.9999, 0.99999, 0.999999, 0.5, 0.29, 0.0001);
        assertThat(ends)
                .allSatisfy(
                        end -> assertThat(BigDecimal.valueOf(end).precision()).isLessThanOrEqualTo(9));
        assertThat(ConfidenceScale.stepOf(1.0)).isNotEqualTo(ConfidenceScale.stepOf(Math.nextDown(1.0)));
    }

    private static double logOdds(double confidence) {
        return Math.log(confidence / (1 - confidence));
    }

    @Test
    void hundredthsKeepTheirNumbersAndTheTwoCoarseOnesTheirMeaning() {
        for (int hundredth = 1; hundredth < 99; hundredth++) {
            assertThat(ConfidenceScale.stepOf(hundredth / 100.0)).isEqualTo(hundredth);
        }
        assertThat(ConfidenceScale.lowerEnd(0)).isZero();
        assertThat(ConfidenceScale.lowerEnd(99)).isEqualTo(0.99);
        assertThat(ConfidenceScale.ends().stream().map(ConfidenceScale::stepOf)).noneMatch(ConfidenceScale::coarse);
        assertThat(ConfidenceScale.hundredth(ConfidenceScale.stepOf(0.9999))).isEqualTo(99);
        assertThat(ConfidenceScale.hundredth(ConfidenceScale.stepOf(0.0001))).isZero();
        assertThat(ConfidenceScale.hundredth(ConfidenceScale.stepOf(0.5))).isEqualTo(50);
        assertThatThrownBy(() -> ConfidenceScale.lowerEnd(ConfidenceScale.NONE))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
