package dev.touchstone.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.touchstone.stats.confidence.PopulationStability;
import dev.touchstone.stats.sampling.Allocation;
import dev.touchstone.stats.sampling.BottomK;
import dev.touchstone.stats.sampling.BudgetSplit;
import dev.touchstone.stats.sampling.Planner;
import dev.touchstone.stats.sampling.PrioritySample;
import dev.touchstone.stats.sampling.SamplingKey;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplingTest {
    private final SamplingKey key = new SamplingKey(new byte[] {1, 2, 3});

    @Test
    void keysAreRepeatableAndDependOnTheSecret() {
        assertThat(key.of("out-1")).isEqualTo(new SamplingKey(new byte[] {1, 2, 3}).of("out-1"));
        assertThat(key.of("out-1")).isNotEqualTo(new SamplingKey(new byte[] {1, 2, 4}).of("out-1"));
    }

    @Test
    void keysAreSpreadEvenly() {
        long[] tenths = new long[10];
        IntStream.range(0, 10_000).forEach(i -> tenths[(int) (10 * key.of("out-" + i))]++);
        long[] even = IntStream.range(0, 10).mapToLong(i -> 1_000_000).toArray();

        assertThat(PopulationStability.of(even, tenths).pValue()).isGreaterThan(0.001);
    }

    @Test
    void anEmptySecretIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SamplingKey(new byte[0]));
    }

    @Test
    void aSampleOfEverythingHasNoBound() {
        BottomK sample = BottomK.of(List.of(new BottomK.Key("a", 0.7), new BottomK.Key("b", 0.2)), 2);

        assertThat(sample.selected()).extracting(BottomK.Key::id).containsExactly("b", "a");
        assertThat(sample.threshold()).isEqualTo(1);
        assertThat(sample.inclusion(2)).isEqualTo(1);
    }

    @Test
    void everyPriorityCandidateIsCertainWhenThereIsRoom() {
        var sample = PrioritySample.of(List.of(new PrioritySample.Candidate("a", 0.7, 0.1)), 3);

        assertThat(sample.threshold()).isEmpty();
        assertThat(sample.selected()).containsExactly(new PrioritySample.Selected("a", 1));
    }

    @Test
    void anIdGivenTwiceIsRefusedWhereItsWeightWouldBeUnclear() {
        var candidate = new PrioritySample.Candidate("a", 0.7, 0.1);
        var again = new PrioritySample.Candidate("a", 0.7, 0.2);

        assertThatIllegalArgumentException().isThrownBy(() -> PrioritySample.of(List.of(candidate, again), 1));
    }

    @Test
    void aFloorThatTheBudgetCannotPayIsLoweredForAll() {
        long[] population = {1000, 1000, 2};

        assertThat(Allocation.exact(population, Allocation.proportional(population), 8, 5))
                .containsExactly(3, 3, 2);
        assertThat(Allocation.exact(population, new double[] {1, 3, 2}, 2, 5)).containsExactly(0, 1, 1);
    }

    @Test
    void aBudgetAboveThePopulationReviewsEverything() {
        assertThat(Allocation.exact(new long[] {4, 0, 7}, new double[] {1, 1, 0}, 100, 5))
                .containsExactly(4, 0, 7);
    }

    @Test
    void auditNeverTakesMoreThanThereIs() {
        assertThat(BudgetSplit.of(50, 100, 0.25, 80)).isEqualTo(new BudgetSplit(50, 0, 0));
        assertThat(BudgetSplit.of(0, 0, 0.25, 0)).isEqualTo(new BudgetSplit(0, 0, 1));
    }

    @Test
    void aTenthOfThirtyIsThree() {
        assertThat(BudgetSplit.of(30, 1000, 0.1, 0).audit()).isEqualTo(3);
        assertThat(BudgetSplit.of(31, 1000, 0.1, 0).audit()).isEqualTo(4);
    }

    @Test
    void plannedSizesAreThePublishedOnes() {
        assertThat(sizes(0.05)).containsExactly(141L, 83L, 52L);
        assertThat(sizes(0.03)).containsExactly(388L, 215L, 113L);
        assertThat(sizes(0.02)).containsExactly(868L, 469L, 223L);
        assertThat(sizes(0.01)).containsExactly(3461L, 1838L, 792L);
    }

    /// The published drops are rounded up to a tenth of a point.
    @Test
    void detectableDropsAreThePublishedOnes() {
        assertThat(dropInTenthsOfAPoint(0.95)).containsExactly(104, 75, 57, 46);
        assertThat(dropInTenthsOfAPoint(0.98)).containsExactly(77, 55, 42, 33);
    }

    @Test
    void aDropIsOutOfReachWithHardlyAnyReviews() {
        assertThat(Planner.detectableDrop(0.3, 10, 2, 0.99, 0.001)).isEmpty();
    }

    @Test
    void noErrorInAHundredPromisesThreePercent() {
        assertThat(Planner.zeroErrorUpper(100, 0.95)).isCloseTo(0.0295, within(0.00005));
    }

    @Test
    void theFirstOrderDelayFallsWithTheSizeOfTheChange() {
        double small = Planner.sequentialDelay(5200, 0.05, 0.1);
        double large = Planner.sequentialDelay(5200, 0.05, 0.15);

        assertThat(small).isCloseTo(Math.log(5200) / (0.1 * Math.log(2) + 0.9 * Math.log(0.9 / 0.95)), within(1e-9));
        assertThat(large).isLessThan(small);
        assertThat(Planner.sequentialDelay(5200, 0.05, 1)).isPositive();
        assertThatIllegalArgumentException().isThrownBy(() -> Planner.sequentialDelay(5200, 0.05, 0.05));
    }

    private static List<Long> sizes(double halfWidth) {
        return List.of(0.9, 0.95, 0.98).stream()
                .map(rate -> Planner.wilsonSampleSize(rate, halfWidth, 0.95))
                .toList();
    }

    private static List<Integer> dropInTenthsOfAPoint(double rate) {
        return List.of(50, 100, 200, 400).stream()
                .map(n -> Planner.detectableDrop(rate, 400, n, 0.8, 0.05).orElseThrow())
                .map(drop -> (int) Math.ceil(1000 * drop))
                .toList();
    }
}
