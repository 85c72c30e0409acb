package dev.touchstone.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.stats.interval.Normal;
import dev.touchstone.stats.sampling.Allocation;
import dev.touchstone.stats.sampling.BottomK;
import dev.touchstone.stats.sampling.BudgetSplit;
import dev.touchstone.stats.sampling.Planner;
import dev.touchstone.stats.sampling.PrioritySample;
import dev.touchstone.stats.sampling.SamplingKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class SamplingProperties {
    private static final SamplingKey KEY = new SamplingKey(HexFormat.of().parseHex("00112233445566778899aabbccddeeff"));

    @Property
    void keysLieInTheUnitInterval(@ForAll String id) {
        assertThat(KEY.of(id)).isGreaterThanOrEqualTo(0).isLessThan(1);
    }

    @Property
    void mergedSamplesAreTheSampleOfTheUnion(
            @ForAll List<@IntRange(max = 200) Integer> first,
            @ForAll List<@IntRange(max = 200) Integer> second,
            @ForAll @IntRange(max = 20) int k) {
        List<Integer> union = new ArrayList<>(first);
        union.addAll(second);

        BottomK merged = sample(first, k).mergedWith(sample(second, k));

        assertThat(merged).isEqualTo(sample(union, k));
        assertThat(merged).isEqualTo(sample(second, k).mergedWith(sample(first, k)));
    }

    @Property
    void everythingBelowTheThresholdIsInTheSample(
            @ForAll List<@IntRange(max = 500) Integer> ids, @ForAll @IntRange(max = 20) int k) {
        BottomK sample = sample(ids, k);

        assertThat(keys(ids).stream()
                        .filter(key -> key.u() < sample.threshold())
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(sample.selected());
    }

    @Property
    void heavierOutputsAreLikelierToBeKept(
            @ForAll @Size(min = 2, max = 30) List<@IntRange(min = 1, max = 9) Integer> weights,
            @ForAll @IntRange(min = 1, max = 10) int k) {
        List<PrioritySample.Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < weights.size(); i++) {
            candidates.add(new PrioritySample.Candidate("out-" + i, KEY.of("out-" + i), weights.get(i)));
        }

        PrioritySample sample = PrioritySample.of(candidates, k);

        assertThat(sample.selected()).hasSize(Math.min(k, weights.size())).allSatisfy(kept -> {
            int weight = weights.get(Integer.parseInt(kept.id().substring(4)));
            assertThat(kept.inclusion())
                    .isEqualTo(
                            sample.threshold().isPresent()
                                    ? Math.min(1, weight * sample.threshold().getAsDouble())
                                    : 1);
        });
    }

    @Property
    void allocationsAddUpAndFitTheirStrata(
            @ForAll @Size(min = 1, max = 8) List<@LongRange(max = 60) Long> sizes,
            @ForAll @Size(min = 8, max = 8) List<@DoubleRange(max = 5) Double> measures,
            @ForAll @LongRange(max = 300) long budget,
            @ForAll @LongRange(max = 8) long floor) {
        long[] population = sizes.stream().mapToLong(Long::longValue).toArray();
        double[] measure = measures.stream()
                .mapToDouble(Double::doubleValue)
                .limit(population.length)
                .toArray();

        long[] given = Allocation.exact(population, measure, budget, floor);

        assertThat(Arrays.stream(given).sum())
                .isEqualTo(Math.min(budget, Arrays.stream(population).sum()));
        for (int h = 0; h < given.length; h++) {
            assertThat(given[h]).isBetween(0L, population[h]);
        }
    }

    /// No swap of one review between two strata lowers the variance Σa²/n.
    @Property
    void noSwapImprovesAnAllocation(
            @ForAll @Size(min = 2, max = 6) List<@LongRange(min = 3, max = 60) Long> sizes,
            @ForAll @Size(min = 6, max = 6) List<@DoubleRange(min = 0.1, max = 5) Double> measures,
            @ForAll @LongRange(min = 6, max = 200) long budget) {
        long[] population = sizes.stream().mapToLong(Long::longValue).toArray();
        double[] measure = measures.stream()
                .mapToDouble(Double::doubleValue)
                .limit(population.length)
                .toArray();
        long[] given = Allocation.exact(population, measure, budget, 1);

        for (int from = 0; from < given.length; from++) {
            for (int to = 0; to < given.length; to++) {
                if (from != to && given[from] > 1 && given[to] < population[to]) {
                    double lost = measure[from] * measure[from] / (given[from] * (given[from] - 1.0));
                    double won = measure[to] * measure[to] / (given[to] * (given[to] + 1.0));
                    assertThat(won).isLessThanOrEqualTo(lost * (1 + 1e-12));
                }
            }
        }
    }

    @Property
    void aSplitSpendsTheWholeBudgetAndKeepsTheFloor(
            @ForAll @LongRange(max = 2000) long reviews,
            @ForAll @LongRange(max = 5000) long arrivals,
            @ForAll @DoubleRange(max = 1) double share,
            @ForAll @LongRange(max = 500) long required) {
        BudgetSplit split = BudgetSplit.of(reviews, arrivals, share, required);

        assertThat(split.audit() + split.lowConfidence()).isEqualTo(reviews);
        assertThat(split.audit()).isGreaterThanOrEqualTo(Math.min(reviews, required));
        assertThat(split.lowConfidence()).isLessThanOrEqualTo(arrivals);
    }

    @Property
    void theLastReviewMattersForThePlannedWidth(
            @ForAll @DoubleRange(min = 0, max = 1) double rate,
            @ForAll @DoubleRange(min = 0.01, max = 0.4) double halfWidth) {
        long n = Planner.wilsonSampleSize(rate, halfWidth, 0.95);

        assertThat(halfWidth(rate, n)).isLessThanOrEqualTo(halfWidth + 1e-12);
        if (n > 1) {
            assertThat(halfWidth(rate, n - 1)).isGreaterThan(halfWidth - 1e-12);
        }
    }

    private static double halfWidth(double rate, long n) {
        double z = Normal.twoSided(0.95);
        return z * Math.sqrt(rate * (1 - rate) / n + z * z / (4.0 * n * n)) / (1 + z * z / n);
    }

    private static BottomK sample(List<Integer> ids, int k) {
        return BottomK.of(keys(ids), k);
    }

    private static List<BottomK.Key> keys(List<Integer> ids) {
        return ids.stream()
                .map(id -> new BottomK.Key("out-" + id, KEY.of("out-" + id)))
                .toList();
    }
}
