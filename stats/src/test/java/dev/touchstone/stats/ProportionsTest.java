package dev.touchstone.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.touchstone.stats.estimate.Method;
import dev.touchstone.stats.interval.Interval;
import dev.touchstone.stats.interval.Proportions;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ProportionsTest {
    private static final Offset<Double> TO_THREE_DIGITS = within(0.0006);

    @Test
    void wilsonAgreesWithTheLibraryOnWholeNumbers() {
        for (int n = 1; n <= 120; n += 7) {
            for (int x = 0; x <= n; x++) {
                var library = BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(n, x, 0.1);

                Interval ours = Proportions.wilson((double) x, (double) n, 0.9);

                assertThat(ours.lower()).isCloseTo(library.getLowerBound(), within(1e-12));
                assertThat(ours.upper()).isCloseTo(library.getUpperBound(), within(1e-12));
            }
        }
    }

    @Test
    void clopperPearsonAgreesWithTheLibrary() {
        for (int n = 1; n <= 120; n += 7) {
            for (int x = 0; x <= n; x++) {
                var library = BinomialConfidenceInterval.CLOPPER_PEARSON.fromErrorRate(n, x, 0.05);

                Interval ours = Proportions.clopperPearson(x, n, 0.95);

                assertThat(ours.lower()).isCloseTo(library.getLowerBound(), within(1e-9));
                assertThat(ours.upper()).isCloseTo(library.getUpperBound(), within(1e-9));
            }
        }
    }

    /// Exact coverage at rate 0.98 and nominal 0.95 by summing over all outcomes. Wald misses the bar that the
    /// others are held to.
    @Test
    void coverageIsWhatIsPublished() {
        assertThat(coverage(50, ProportionsTest::wald)).isCloseTo(0.635, TO_THREE_DIGITS);
        assertThat(coverage(100, ProportionsTest::wald)).isCloseTo(0.866, TO_THREE_DIGITS);
        assertThat(coverage(200, ProportionsTest::wald)).isCloseTo(0.908, TO_THREE_DIGITS);

        assertThat(coverage(50, ProportionsTest::wilson)).isCloseTo(0.922, TO_THREE_DIGITS);
        assertThat(coverage(100, ProportionsTest::wilson)).isCloseTo(0.949, TO_THREE_DIGITS);
        assertThat(coverage(200, ProportionsTest::wilson)).isCloseTo(0.933, TO_THREE_DIGITS);

        assertThat(coverage(50, ProportionsTest::exact)).isCloseTo(0.982, TO_THREE_DIGITS);
        assertThat(coverage(100, ProportionsTest::exact)).isCloseTo(0.985, TO_THREE_DIGITS);
        assertThat(coverage(200, ProportionsTest::exact)).isCloseTo(0.962, TO_THREE_DIGITS);
    }

    @Test
    void noErrorsInFiftyNineBoundTheRateBelowFivePercent() {
        assertThat(Proportions.clopperPearsonUpper(0, 59, 0.95)).isCloseTo(0.049507610, within(1e-9));
        assertThat(Proportions.clopperPearsonUpper(0, 58, 0.95)).isGreaterThan(0.05);
    }

    @Test
    void jeffreysAtTheEdgeDoesNotReachIt() {
        assertThat(Proportions.jeffreys(0, 20, 0.95).lower()).isPositive();
    }

    @Test
    void impossibleCountsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Proportions.wilson(3, 2, 0.95))
                .withMessageContaining("successes");
        assertThatIllegalArgumentException().isThrownBy(() -> Proportions.wilson(0, 0, 0.95));
        assertThatIllegalArgumentException().isThrownBy(() -> Proportions.wilson(Double.NaN, 2, 0.95));
        assertThatIllegalArgumentException().isThrownBy(() -> Proportions.wilsonAt(0.5, Double.NaN, 0.95));
        assertThatIllegalArgumentException().isThrownBy(() -> Proportions.clopperPearson(-1, 2, 0.95));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Proportions.wilson(1, 2, 95))
                .withMessageContaining("0.95");
    }

    private interface Method {
        Interval interval(int successes, int n);
    }

    private static double coverage(int n, Method method) {
        double rate = 0.98;
        var outcomes = BinomialDistribution.of(n, rate);
        double covered = 0;
        for (int x = 0; x <= n; x++) {
            covered += method.interval(x, n).contains(rate) ? outcomes.probability(x) : 0;
        }
        return covered;
    }

    private static Interval wald(int x, int n) {
        double p = (double) x / n;
        return Interval.wald(p, Math.sqrt(p * (1 - p) / n), 0.95);
    }

    private static Interval wilson(int x, int n) {
        return Proportions.wilson((double) x, (double) n, 0.95);
    }

    private static Interval exact(int x, int n) {
        return Proportions.clopperPearson(x, n, 0.95);
    }
}
