package dev.touchstone.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.touchstone.stats.sequential.BatchBets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;
import org.junit.jupiter.api.Test;

/// Upper bounds on the wrong outputs of a batch, against urns that are really drawn from and against the exact
/// test of a sample whose size was fixed.
class BatchBetsTest {
    private static List<Boolean> batch(int size, int wrong, long seed) {
        List<Boolean> batch = new ArrayList<>(
                IntStream.range(0, size).mapToObj(i -> i < wrong).toList());
        Collections.shuffle(batch, new Random(seed));
        return batch;
    }

    @Test
    void nothingSeenBoundsNothingAndEverythingSeenBoundsExactly() {
        assertThat(new BatchBets(1000, List.of()).most(0.05)).isEqualTo(1000);
        assertThat(new BatchBets(0, List.of()).most(0.05)).isZero();
        assertThat(new BatchBets(200, batch(200, 7, 1)).most(0.05)).isEqualTo(7);
        assertThatIllegalArgumentException().isThrownBy(() -> new BatchBets(1, List.of(true, false)));
    }

    /// Asked after every output, at every bound at once, over a thousand batches.
    @Test
    void theTruthLiesAboveTheBoundInAtMostFivePercentOfBatchesEver() {
        int broken = 0;
        for (int run = 0; run < 1000; run++) {
            int wrong = 5 + run % 40;
            List<Boolean> batch = batch(400, wrong, run);
            boolean ever = false;
            // Each look remembers all that was refuted before it.
            for (int seen = 95; seen < 400 && !ever; seen += 100) {
                ever = new BatchBets(400, batch.subList(0, seen)).most(0.05) < wrong;
            }
            broken += ever ? 1 : 0;
        }

        assertThat(broken).isLessThanOrEqualTo(50);
    }

    @Test
    void theBoundOnlyFalls() {
        List<Boolean> batch = batch(600, 20, 5);
        long before = 600;
        for (int seen = 0; seen <= 600; seen += 40) {
            long bound = new BatchBets(600, batch.subList(0, seen)).most(0.05);
            assertThat(bound).isLessThanOrEqualTo(before).isGreaterThanOrEqualTo(0);
            before = bound;
        }
    }

    /// Whoever knew how many are wrong would fix the size of the sample at the one with which the exact test
    /// certifies four times in five.
    @Test
    void itTakesNotMuchMoreThanTheBestFixedSample() {
        for (int wrong : new int[] {0, 25, 50}) {
            double mean = IntStream.range(0, 60)
                    .mapToDouble(run -> needed(batch(5000, wrong, 31L * run + wrong), 100))
                    .average()
                    .orElseThrow();

            assertThat(mean / oracle(5000, wrong, 100)).as("%d wrong", wrong).isLessThan(1.3);
        }
    }

    @Test
    void theForecastIsWhatItTakes() {
        BatchBets nothing = new BatchBets(5000, List.of());
        long forecast = nothing.more(100, false, 0, 0.05).orElseThrow();
        List<Boolean> right = Collections.nCopies((int) forecast, false);

        assertThat(new BatchBets(5000, right).most(0.05)).isLessThanOrEqualTo(100);
        assertThat(new BatchBets(5000, right.subList(1, right.size())).most(0.05))
                .isGreaterThan(100);
        assertThat(new BatchBets(5000, right).more(100, false, 0, 0.05)).hasValue(0);
    }

    @Test
    void moreWrongThanToleratedIsNeverCertifiedUnlessPutRight() {
        List<Boolean> batch = batch(300, 60, 3);
        BatchBets bets = new BatchBets(300, batch.subList(0, 150));

        assertThat(bets.found()).isGreaterThan(10);
        assertThat(bets.more(10, false, 0.2, 0.05)).isEmpty();
        assertThat(bets.more(10, true, 0.2, 0.05)).isPresent();
    }

    /// A huge batch is drawn from with replacement, nearly: 59 right ones are the least that anything can say
    /// of 5 %.
    @Test
    void withoutAnErrorItIsNearTheLeastThereCanBe() {
        double least = Math.log(0.05) / Math.log(0.95);

        long needed =
                new BatchBets(1_000_000, List.of()).more(49_999, false, 0, 0.05).orElseThrow();

        assertThat((double) needed).isBetween(least, 1.4 * least);
        assertThat(least).isCloseTo(58.4, within(0.05));
    }

    private static int needed(List<Boolean> batch, long tolerated) {
        int low = 0;
        int high = batch.size();
        while (high - low > 1) {
            int middle = (low + high) / 2;
            if (new BatchBets(batch.size(), batch.subList(0, middle)).most(0.05) <= tolerated) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    private static int oracle(int size, int wrong, int tolerated) {
        for (int n = 1; n < size; n++) {
            HypergeometricDistribution refuted = HypergeometricDistribution.of(size, tolerated + 1, n);
            int most = -1;
            while (refuted.cumulativeProbability(most + 1) <= 0.05) {
                most++;
            }
            HypergeometricDistribution truth = HypergeometricDistribution.of(size, wrong, n);
            if (most >= 0 && truth.cumulativeProbability(most) >= 0.8) {
                return n;
            }
        }
        return size;
    }
}
