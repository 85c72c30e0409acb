package dev.touchstone.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.touchstone.stats.estimate.CountedOutput;
import dev.touchstone.stats.estimate.PairedRatio;
import dev.touchstone.stats.estimate.RatioLhw;
import dev.touchstone.stats.estimate.Target;
import dev.touchstone.stats.interval.Differences;
import dev.touchstone.stats.interval.Measured;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairedRatioTest {
    @Test
    void theDifferenceIsThatOfTheRatios() {
        Measured measured = PairedRatio.of(
                        List.of(
                                new PairedRatio.Pair(3, 4, 2, 4),
                                new PairedRatio.Pair(1, 1, 1, 2),
                                new PairedRatio.Pair(2, 3, 3, 3)),
                        0.95)
                .orElseThrow();

        assertThat(measured.value()).isEqualTo(6.0 / 8 - 6.0 / 9, within(1e-12));
        assertThat(measured.interval().contains(measured.value())).isTrue();
    }

    @Test
    void swappingTheSidesSwapsTheSign() {
        List<PairedRatio.Pair> pairs = simulated(new Random(1), 40);
        List<PairedRatio.Pair> swapped =
                pairs.stream().map(PairedRatioTest::swapped).toList();

        Measured one = PairedRatio.of(pairs, 0.95).orElseThrow();
        Measured other = PairedRatio.of(swapped, 0.95).orElseThrow();

        assertThat(other.value()).isEqualTo(-one.value(), within(1e-12));
        assertThat(other.interval().lower()).isEqualTo(-one.interval().upper(), within(1e-12));
    }

    private static PairedRatio.Pair swapped(PairedRatio.Pair pair) {
        double part = pair.firstPart();
        double whole = pair.firstWhole();
        return new PairedRatio.Pair(pair.secondPart(), pair.secondWhole(), part, whole);
    }

    @Test
    void withoutAnythingThatCountsThereIsNone() {
        assertThat(PairedRatio.of(List.of(), 0.95)).isEmpty();
        assertThat(PairedRatio.of(List.of(new PairedRatio.Pair(0, 0, 1, 1)), 0.95))
                .isEmpty();
    }

    /// Hard and easy cases of 1 to 6 attributes: what makes both the attributes and the two sides go together.
    private static List<PairedRatio.Pair> simulated(Random random, int cases) {
        List<PairedRatio.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < cases; i++) {
            int attributes = 1 + random.nextInt(6);
            boolean hard = random.nextDouble() < 0.4;
            int first = 0;
            int second = 0;
            for (int a = 0; a < attributes; a++) {
                first += random.nextDouble() < (hard ? 0.6 : 0.98) ? 1 : 0;
                second += random.nextDouble() < (hard ? 0.45 : 0.95) ? 1 : 0;
            }
            pairs.add(new PairedRatio.Pair(first, attributes, second, attributes));
        }
        return pairs;
    }

    /// The truth is 0.4 · 0.15 + 0.6 · 0.03 = 0.078. Of 1,000 repetitions at a true coverage of 0.95, at least 927
    /// hold it but for once in 1,000 times; as independent differences the intervals would be needlessly wide.
    @Test
    void intervalsHoldTheTruthAndAreNarrowerThanIndependentOnes() {
        Random random = new Random(20_261_121);
        int held = 0;
        double width = 0;
        double independent = 0;
        for (int i = 0; i < 1000; i++) {
            List<PairedRatio.Pair> pairs = simulated(random, 60);
            Measured measured = PairedRatio.of(pairs, 0.95).orElseThrow();
            held += measured.interval().contains(0.078) ? 1 : 0;
            width += measured.interval().width();
            independent += Differences.mover(
                            ratio(pairs.stream()
                                    .map(pair -> new CountedOutput(pair.firstPart(), pair.firstWhole(), 1))
                                    .toList()),
                            ratio(pairs.stream()
                                    .map(pair -> new CountedOutput(pair.secondPart(), pair.secondWhole(), 1))
                                    .toList()))
                    .interval()
                    .width();
        }

        assertThat(held).isBetween(927, 995);
        assertThat(width).isLessThan(0.95 * independent);
    }

    private static Measured ratio(List<CountedOutput> outputs) {
        return RatioLhw.estimate(outputs, Target.PROCESS, 0.95).orElseThrow().ratio();
    }
}
