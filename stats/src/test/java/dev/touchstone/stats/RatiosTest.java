package dev.touchstone.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.touchstone.stats.interval.Interval;
import dev.touchstone.stats.interval.Measured;
import dev.touchstone.stats.interval.Proportions;
import dev.touchstone.stats.interval.Ratios;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RatiosTest {
    private static Measured wilson(int x, int n) {
        return new Measured((double) x / n, Proportions.wilson(x, n, 0.95));
    }

    /// The ends solve (first − θ·second)² = (distance of first's end)² + θ²·(distance of second's end)², which is how
    /// MOVER
    /// finds where a difference first − θ·second just reaches nought.
    @Test
    void theEndsAreWhereTheDifferenceReachesNought() {
        Measured first = wilson(30, 100);
        Measured second = wilson(20, 200);

        Ratios.Ratio ratio = Ratios.mover(first, second);

        assertThat(ratio.value()).isCloseTo(3, within(1e-12));
        assertThat(reaches(
                        first,
                        first.interval().lower(),
                        second,
                        second.interval().upper(),
                        ratio.lower()))
                .isCloseTo(0, within(1e-12));
        double upper = ratio.upper().orElseThrow();
        assertThat(reaches(
                        first,
                        first.interval().upper(),
                        second,
                        second.interval().lower(),
                        upper))
                .isCloseTo(0, within(1e-12));
        assertThat(ratio.lower()).isBetween(1.0, 3.0);
        assertThat(upper).isGreaterThan(3);
    }

    private static double reaches(Measured first, double end, Measured second, double other, double theta) {
        double apart = first.value() - theta * second.value();
        double one = first.value() - end;
        double two = second.value() - other;
        return apart * apart - one * one - theta * theta * two * two;
    }

    @ParameterizedTest
    @CsvSource({"0.3, 100, 0.1, 200", "0.05, 60, 0.05, 300", "0.5, 40, 0.2, 80", "0.02, 400, 0.1, 150"})
    void itHoldsTheTrueRatio(double p, int n, double q, int m) {
        Random random = new Random(5);
        int held = 0;
        int counted = 0;
        for (int i = 0; i < 4000; i++) {
            int x = binomial(random, n, p);
            int y = binomial(random, m, q);
            if (y == 0) {
                continue;
            }
            counted++;
            Ratios.Ratio ratio = Ratios.mover(wilson(x, n), wilson(y, m));
            boolean below = ratio.upper().isEmpty() || p / q <= ratio.upper().getAsDouble();
            held += p / q >= ratio.lower() && below ? 1 : 0;
        }

        assertThat((double) held / counted).isGreaterThan(0.94);
    }

    private static int binomial(Random random, int n, double p) {
        int count = 0;
        for (int i = 0; i < n; i++) {
            count += random.nextDouble() < p ? 1 : 0;
        }
        return count;
    }

    @Test
    void aDivisorThatMayBeNoughtLeavesNoUpperBound() {
        Measured never = new Measured(0.01, new Interval(0, 0.05, 0.95));

        Ratios.Ratio ratio = Ratios.mover(wilson(5, 20), never);

        assertThat(ratio.upper()).isEmpty();
        assertThat(ratio.lower()).isGreaterThan(0);
        assertThatThrownBy(() -> Ratios.mover(never, wilson(0, 20))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingFoundIsNoughtTimesAsMuch() {
        Ratios.Ratio ratio = Ratios.mover(wilson(0, 50), wilson(10, 50));

        assertThat(ratio.value()).isZero();
        assertThat(ratio.lower()).isZero();
        assertThat(ratio.upper().orElseThrow()).isBetween(0.1, 1.0);
    }
}
