package dev.touchstone.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.touchstone.stats.interval.Measured;
import dev.touchstone.stats.interval.PairedDifference;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PairedDifferenceTest {
    /// Newcombe 1998, Stat. Med. 17:2635, table II, method 10.
    @Test
    void isNewcombesExample() {
        Measured difference = PairedDifference.of(36, 12, 2, 0, 0.95);

        assertThat(difference.value()).isCloseTo(0.2, within(1e-12));
        assertThat(difference.interval().lower()).isCloseTo(0.0569, within(5e-5));
        assertThat(difference.interval().upper()).isCloseTo(0.3404, within(5e-5));
    }

    /// Fagerland, Lydersen and Laake 2014, Stat. Med. 33:2850: airway hyper-responsiveness before and after.
    @Test
    void isFagerlandsExample() {
        Measured difference = PairedDifference.of(1, 1, 7, 12, 0.95);

        assertThat(difference.value()).isCloseTo(-0.2857, within(5e-5));
        assertThat(difference.interval().lower()).isCloseTo(-0.507, within(5e-4));
        assertThat(difference.interval().upper()).isCloseTo(-0.026, within(5e-4));
    }

    @Test
    void swappingTheTwoTurnsTheSign() {
        Measured one = PairedDifference.of(40, 7, 3, 11, 0.9);
        Measured other = PairedDifference.of(40, 3, 7, 11, 0.9);

        assertThat(one.value()).isEqualTo(-other.value());
        assertThat(one.interval().lower()).isCloseTo(-other.interval().upper(), within(1e-12));
    }

    @Test
    void equalJudgesDifferByNothing() {
        Measured difference = PairedDifference.of(30, 0, 0, 0, 0.95);

        assertThat(difference.value()).isZero();
        assertThat(difference.interval().contains(0)).isTrue();
    }

    /// Two judges that agree with people on 85 % and 78 % of the same 120 outputs, both right on most.
    @Test
    void coversTheTruth() {
        SplittableRandom random = new SplittableRandom(5);
        double[] shares = {0.75, 0.10, 0.03, 0.12};
        int covered = 0;
        int runs = 2000;
        for (int run = 0; run < runs; run++) {
            long[] counts = new long[4];
            for (int i = 0; i < 120; i++) {
                double u = random.nextDouble();
                int cell = 0;
                while (cell < 3 && u >= shares[cell]) {
                    u -= shares[cell++];
                }
                counts[cell]++;
            }
            covered += PairedDifference.of(counts[0], counts[1], counts[2], counts[3], 0.95)
                            .interval()
                            .contains(0.07)
                    ? 1
                    : 0;
        }

        assertThat((double) covered / runs).isBetween(0.93, 0.98);
    }
}
