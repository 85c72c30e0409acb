package dev.touchstone.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.touchstone.stats.estimate.ClusterSums;
import dev.touchstone.stats.estimate.CountedOutput;
import dev.touchstone.stats.estimate.CountedOutput.Labelling;
import dev.touchstone.stats.estimate.Hajek;
import dev.touchstone.stats.estimate.HajekEstimate;
import dev.touchstone.stats.estimate.RatioEstimate;
import dev.touchstone.stats.estimate.RatioLhw;
import dev.touchstone.stats.estimate.ReviewedOutput;
import dev.touchstone.stats.estimate.StratumSample;
import dev.touchstone.stats.estimate.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What outputs that belong together do to intervals, against formulas of their own.
class ClusterTest {
    /// Right outputs of five conversations of four.
    private static final int[] RIGHT = {4, 4, 3, 1, 4};

    private static StratumSample conversations(IntFunction<@Nullable Long> cluster) {
        List<ReviewedOutput> reviews = new ArrayList<>();
        for (int c = 0; c < RIGHT.length; c++) {
            for (int i = 0; i < 4; i++) {
                reviews.add(new ReviewedOutput(i < RIGHT[c] ? 1 : 0, 0.1, cluster.apply(4 * c + i)));
            }
        }
        return new StratumSample(200, 0.1, reviews);
    }

    private static HajekEstimate process(StratumSample... strata) {
        return Hajek.estimate(List.of(strata), Target.PROCESS, 0.95).orElseThrow();
    }

    private static double effective(StratumSample... strata) {
        return Objects.requireNonNull(process(strata).effective());
    }

    /// The mean of equal clusters is the mean of their means, whose variance is that of any mean.
    @Test
    void theVarianceOfEqualClustersIsThatOfTheirMeans() {
        double mean = Arrays.stream(RIGHT).sum() / 20.0;
        List<ClusterSums.Member> members = new ArrayList<>();
        double independent = 0;
        for (int c = 0; c < RIGHT.length; c++) {
            for (int i = 0; i < 4; i++) {
                double residual = ((i < RIGHT[c] ? 1 : 0) - mean) / 20;
                independent += residual * residual;
                members.add(new ClusterSums.Member((long) c, residual, 1));
            }
        }
        double ofMeans = Arrays.stream(RIGHT)
                        .mapToDouble(right -> Math.pow(right / 4.0 - mean, 2))
                        .sum()
                / 4
                / 5;

        double found = ClusterSums.of(members).spread(independent) * 20 / 19;

        assertThat(found).isCloseTo(ofMeans, within(1e-12));
    }

    /// By hand: clusters of 2, 1 and 3 with 2, 0 and 2 right, so that p = 4/6 and the sums of their residuals
    /// are 2/3, -2/3 and 0.
    @Test
    void unequalClustersAreLinearised() {
        double[] residuals = {1 / 3.0, 1 / 3.0, -2 / 3.0, 1 / 3.0, 1 / 3.0, -2 / 3.0};
        long[] clusters = {1, 1, 2, 3, 3, 3};
        List<ClusterSums.Member> members = IntStream.range(0, 6)
                .mapToObj(i -> new ClusterSums.Member(clusters[i], residuals[i] / 6, 1))
                .toList();
        double independent = Arrays.stream(residuals).map(e -> e * e / 36).sum();

        // With 3/2 · 5/6 for so few clusters it stays below the 12/9 of independent outputs, which then stands.
        assertThat(ClusterSums.of(members).spread(independent)).isCloseTo(independent, within(1e-15));
        assertThat(ClusterSums.of(members).pairs() + independent).isCloseTo(8 / 9.0 / 36, within(1e-15));
    }

    @Test
    void aClusterForEachOutputChangesNothing() {
        HajekEstimate alone = process(conversations(i -> null));
        HajekEstimate each = process(conversations(i -> (long) i));

        assertThat(each.interval().lower()).isCloseTo(alone.interval().lower(), within(1e-12));
        assertThat(each.interval().upper()).isCloseTo(alone.interval().upper(), within(1e-12));
        assertThat(each.effective()).isCloseTo(Objects.requireNonNull(alone.effective()), within(1e-9));
    }

    @Test
    void clustersCostTheProcessAndNotWhatWasDelivered() {
        StratumSample alone = conversations(i -> null);
        StratumSample together = conversations(i -> (long) (i / 4));

        assertThat(process(together).effective()).isLessThan(0.7 * effective(alone));
        assertThat(process(together).interval().width())
                .isGreaterThan(process(alone).interval().width());
        assertThat(Hajek.estimate(List.of(together), Target.FINITE, 0.95))
                .isEqualTo(Hajek.estimate(List.of(alone), Target.FINITE, 0.95));
        assertThat(together.withoutClusters()).isEqualTo(alone);
    }

    /// The same conversation in two strata is one all the same.
    @Test
    void aClusterIsOneAcrossStrata() {
        StratumSample apart = conversations(i -> (long) (i / 4));
        StratumSample others = conversations(i -> 100L + i / 4);

        assertThat(process(apart, apart).effective()).isLessThan(0.75 * effective(apart, others));
    }

    @Test
    void oneClusterSaysNothingOfTheProcess() {
        StratumSample one = conversations(i -> 7L);

        assertThat(Hajek.estimate(List.of(one), Target.PROCESS, 0.95)).isEmpty();
        assertThat(Hajek.oneCluster(List.of(one))).isTrue();
        assertThat(Hajek.oneCluster(List.of(conversations(i -> null)))).isFalse();
        assertThat(Hajek.estimate(List.of(one), Target.FINITE, 0.95)).isPresent();
        List<CountedOutput> counted = counted(20, i -> 7L);
        assertThat(RatioLhw.estimate(counted, Target.PROCESS, 0.95)).isEmpty();
        assertThat(RatioLhw.estimate(counted, Target.FINITE, 0.95)).isPresent();
    }

    /// Without an error nothing shows how alike the outputs of a cluster are; ten of one are not taken for ten.
    @Test
    void noErrorInFewClustersIsNoCertainty() {
        List<ReviewedOutput> reviews = IntStream.range(0, 100)
                .mapToObj(i -> new ReviewedOutput(1, 0.5, (long) (i / 50)))
                .toList();

        HajekEstimate estimate = process(new StratumSample(200, 0.5, reviews));

        assertThat(estimate.interval().lower()).isLessThan(0.5);
        assertThat(estimate.interval().upper()).isEqualTo(1);
    }

    /// One huge cluster beside one output is little more than one cluster.
    @Test
    void aHugeClusterBesideOneOutputIsNoCertainty() {
        List<ReviewedOutput> reviews = IntStream.range(0, 1000)
                .mapToObj(i -> new ReviewedOutput(i % 10 == 0 ? 0 : 1, 0.5, i == 0 ? 1L : 2L))
                .toList();

        HajekEstimate estimate = process(new StratumSample(2000, 0.5, reviews));

        assertThat(estimate.interval().width()).isGreaterThan(0.8);
    }

    @Test
    void ratiosKnowClustersTheSameWay() {
        RatioEstimate alone = ratio(i -> null);
        RatioEstimate each = ratio(i -> (long) i);
        RatioEstimate together = ratio(i -> (long) (i / 10));

        assertThat(each.effective()).isCloseTo(Objects.requireNonNull(alone.effective()), within(1e-9));
        assertThat(together.effective()).isLessThan(0.5 * Objects.requireNonNull(alone.effective()));
        assertThat(together.ratio().value()).isEqualTo(alone.ratio().value());
    }

    private static RatioEstimate ratio(IntFunction<@Nullable Long> cluster) {
        return RatioLhw.estimate(counted(200, cluster), Target.PROCESS, 0.95).orElseThrow();
    }

    /// Of each hundred, the first thirty have an error in two of four.
    private static List<CountedOutput> counted(int n, IntFunction<@Nullable Long> cluster) {
        return IntStream.range(0, n)
                .mapToObj(i -> new CountedOutput(
                        i % 100 < 30 ? 2 : 4, 4, i % 2 == 0 ? 1 : 0.2, Labelling.ALL, cluster.apply(i)))
                .toList();
    }

    /// Twenty outputs a conversation, intra-class correlation 0.3 (a Pólya urn): the plain interval holds much
    /// less often than it says.
    @Test
    void theRateBehindClustersIsHeld() {
        SplittableRandom random = new SplittableRandom(11);
        Rates rates = new Rates();
        for (int run = 0; run < 1000; run++) {
            List<ReviewedOutput> reviews = new ArrayList<>();
            for (long cluster = 0; cluster < 25; cluster++) {
                double wrongs = 0;
                for (int i = 0; i < 20; i++) {
                    boolean wrong = random.nextDouble() * (0.7 + 0.3 * i) < 0.1 * 0.7 + 0.3 * wrongs;
                    wrongs += wrong ? 1 : 0;
                    reviews.add(new ReviewedOutput(wrong ? 0 : 1, 1, cluster));
                }
            }
            StratumSample stratum = new StratumSample(500, 1.0, reviews);
            rates.count("clusters", process(stratum).interval().contains(0.9));
            rates.count("alone", process(stratum.withoutClusters()).interval().contains(0.9));
        }

        assertThat(rates.of("clusters")).as("%s", rates).isGreaterThan(0.935);
        assertThat(rates.of("alone")).as("%s", rates).isLessThan(0.8);
    }
}
