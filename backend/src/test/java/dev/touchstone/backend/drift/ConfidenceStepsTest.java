package dev.touchstone.backend.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.backend.output.ConfidenceScale;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfidenceStepsTest {
    @Test
    void finerCountingIsNoShift() {
        Map<Integer, Long> before = Map.of(50, 100L, 99, 300L);
        Map<Integer, Long> now =
                Map.of(50, 100L, ConfidenceScale.stepOf(0.995), 150L, ConfidenceScale.stepOf(0.9999), 150L);

        List<long[]> bins = ConfidenceSteps.comparable(before, now, 10);

        assertThat(bins).containsExactly(new long[] {100, 100}, new long[] {300, 300});
    }

    @Test
    void aShiftAboveNinetyNineHundredthsIsSeenOnceAllIsCountedFinely() {
        Map<Integer, Long> before = Map.of(ConfidenceScale.stepOf(0.9999), 300L, ConfidenceScale.stepOf(0.995), 100L);
        Map<Integer, Long> now = Map.of(ConfidenceScale.stepOf(0.995), 300L, ConfidenceScale.stepOf(0.9999), 100L);

        assertThat(ConfidenceSteps.comparable(before, now, 10))
                .containsExactly(new long[] {100, 300}, new long[] {300, 100});
    }

    @Test
    void outputsWithoutAConfidenceComeFirst() {
        Map<Integer, Long> counts =
                Map.of(ConfidenceScale.NONE, 1L, ConfidenceScale.stepOf(0.0), 2L, ConfidenceScale.stepOf(0.3), 3L);

        assertThat(ConfidenceSteps.comparable(counts, Map.of(), Integer.MAX_VALUE))
                .containsExactly(new long[] {1, 0}, new long[] {2, 0}, new long[] {3, 0});
    }
}
