package dev.touchstone.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.stats.sequential.MilestoneComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MilestoneComparisonTest {
    private static List<Boolean> reviews(Random random, int count, double rate) {
        List<Boolean> reviews = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            reviews.add(random.nextDouble() < rate);
        }
        return reviews;
    }

    /// Asked after every ten reviews until there are 1,000 of each.
    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.2, 0.4})
    void equalsAreHardlyEverToldApartHoweverOftenOneAsks(double rate) {
        int worlds = 2000;
        int wrong = 0;
        for (int world = 0; world < worlds; world++) {
            Random random = new Random(world);
            List<Boolean> control = reviews(random, 1000, rate);
            List<Boolean> candidate = reviews(random, 1000, rate);
            boolean ever = IntStream.rangeClosed(1, 100)
                    .map(asked -> 10 * asked)
                    .anyMatch(n -> MilestoneComparison.of(control.subList(0, n), candidate.subList(0, n), 0.05)
                            .found()
                            .isPresent());
            wrong += ever ? 1 : 0;
        }

        assertThat((double) wrong / worlds).isLessThan(0.05);
    }

    /// What docs/advice.md says is found with 200 of each: with one topic, and where twelve share the 5 %.
    @ParameterizedTest
    @CsvSource({"0.2, 0.1, 1, 0.78, 0.86", "0.3, 0.2, 1, 0.58, 0.69", "0.2, 0.1, 12, 0.43, 0.56"})
    void tenPointsAreFoundAsOftenAsIsSaid(double control, double candidate, int sharing, double least, double most) {
        int worlds = 1000;
        int found = 0;
        for (int world = 0; world < worlds; world++) {
            Random random = new Random(world);
            found += MilestoneComparison.of(
                                    reviews(random, 200, control), reviews(random, 200, candidate), 0.05 / sharing)
                            .found()
                            .isPresent()
                    ? 1
                    : 0;
        }

        assertThat((double) found / worlds).isBetween(least, most);
    }

    @Test
    void betweenMilestonesTheAnswerStaysTheSame() {
        List<Boolean> bad = reviews(new Random(1), 199, 0.5);
        List<Boolean> good = reviews(new Random(2), 199, 0.1);

        MilestoneComparison first = MilestoneComparison.of(bad.subList(0, 50), good.subList(0, 50), 0.05);
        assertThat(first.found()).hasValue(50);
        assertThat(MilestoneComparison.of(bad, good, 0.05)).isEqualTo(first);
        assertThat(first.next()).isEqualTo(200);
        assertThat(MilestoneComparison.of(good, bad, 0.05).found()).isEmpty();
        assertThat(MilestoneComparison.of(bad.subList(0, 49), good, 0.05).next())
                .isEqualTo(50);
    }

    /// Ten errors of fifty against two: by hand, of the 12 errors among 100 the candidate has at most 2.
    @Test
    void theTestIsFishersWithHalfOfWhatWasSeen() {
        double below = 0;
        for (int i = 0; i <= 2; i++) {
            below += choose(50, i) * choose(50, 12 - i) / choose(100, 12) * (i == 2 ? 0.5 : 1);
        }
        List<Boolean> control = with(10);
        List<Boolean> candidate = with(2);

        // A quarter of α is spent at the first milestone.
        assertThat(MilestoneComparison.of(control, candidate, below * 4 * 1.001).found())
                .hasValue(50);
        assertThat(MilestoneComparison.of(control, candidate, below * 4 * 0.999).found())
                .isEmpty();
    }

    @Test
    void whereNothingIsWrongNothingIsFound() {
        assertThat(MilestoneComparison.of(with(0), with(0), 0.05).found()).isEmpty();
    }

    private static List<Boolean> with(int errors) {
        return IntStream.range(0, 50).mapToObj(i -> i < errors).toList();
    }

    private static double choose(int n, int k) {
        double product = 1;
        for (int i = 1; i <= k; i++) {
            product = product * (n - k + i) / i;
        }
        return product;
    }
}
