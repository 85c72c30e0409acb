package dev.touchstone.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.stats.confidence.LearnThenTestCertificate;
import dev.touchstone.stats.confidence.ScoredOutput;
import dev.touchstone.stats.sequential.DetectorStep;
import dev.touchstone.stats.sequential.DriftBets;
import dev.touchstone.stats.sequential.EsrDetector;
import dev.touchstone.stats.sequential.TwoStreamComparison;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Seeded simulations of the drift alarm, the canary test and threshold calibration: how often they cry wolf,
/// and how late they see what is there.
class SequentialSimulationTest {
    private static final int REVIEWS_PER_WEEK = 100;
    private static final DriftBets BETS = DriftBets.against(0.05);

    /// Published for 100 reviews a week: median 1.5 and 90th percentile 3.1 weeks at c = 52r for a fall from 95
    /// % to 90 %, 0.6 and 1.2 for one to 85 %; 2.2 and 4.5 at c = 260r.
    @Test
    void theAlarmIsAsPromptAsPublished() {
        double[] yearly = delaysInWeeks(new SplittableRandom(11), 52.0 * REVIEWS_PER_WEEK, 0.10);
        double[] large = delaysInWeeks(new SplittableRandom(12), 52.0 * REVIEWS_PER_WEEK, 0.15);
        double[] patient = delaysInWeeks(new SplittableRandom(13), 260.0 * REVIEWS_PER_WEEK, 0.10);

        assertThat(quantile(yearly, 0.5)).isBetween(1.3, 1.7);
        assertThat(quantile(yearly, 0.9)).isBetween(2.8, 3.4);
        assertThat(quantile(large, 0.5)).isBetween(0.5, 0.7);
        assertThat(quantile(large, 0.9)).isBetween(1.0, 1.4);
        assertThat(quantile(patient, 0.5)).isBetween(2.0, 2.5);
        assertThat(quantile(patient, 0.9)).isBetween(4.0, 5.0);
    }

    /// Published: a mean run of 1.3 to 1.4 years without drift at c = one year of reviews. The guarantee is 1.
    @Test
    void falseAlarmsAreAsRareAsPromised() {
        double threshold = EsrDetector.threshold(1, REVIEWS_PER_WEEK, 1);
        var random = new SplittableRandom(14);
        double[] years = IntStream.range(0, 300)
                .mapToDouble(run ->
                        reviewsUntilAlarm(EsrDetector.start(BETS, threshold), random, 0.05) / (52.0 * REVIEWS_PER_WEEK))
                .toArray();

        assertThat(Arrays.stream(years).average().orElseThrow()).isBetween(1.15, 1.6);
    }

    /// A detector told too low an error rate alarms often: the simulation above could have failed.
    @Test
    void aNullBelowTheTrueRateBreaksThePromise() {
        double threshold = EsrDetector.threshold(1, REVIEWS_PER_WEEK, 1);
        var random = new SplittableRandom(15);
        double mean = IntStream.range(0, 100)
                .mapToDouble(
                        run -> reviewsUntilAlarm(EsrDetector.start(DriftBets.against(0.03), threshold), random, 0.05))
                .average()
                .orElseThrow();

        assertThat(mean).isLessThan(threshold / 4);
    }

    /// Published: rejects in 3 % of runs without a difference at level 5 %; median 416 pairs for 5 to 10 %.
    @Test
    void theCanaryTestKeepsItsLevelAndSeesADoubledErrorRate() {
        var random = new SplittableRandom(16);
        long wolf = IntStream.range(0, 1000)
                .filter(run -> pairsUntilRejection(random, 0.05, 0.05, 2000) <= 2000)
                .count();
        double[] pairs = IntStream.range(0, 500)
                .mapToDouble(run -> pairsUntilRejection(random, 0.05, 0.10, 4000))
                .toArray();

        assertThat(wolf).isBetween(10L, 50L);
        assertThat(quantile(pairs, 0.5)).isBetween(350.0, 480.0);
    }

    /// Published at α = 0.05, δ = 0.1, n = 600: the naive threshold breaks the promise in 34 % of runs,
    /// Learn-then-Test in 2.9 %.
    @Test
    void certifiedThresholdsKeepTheirPromiseAndNaiveOnesDoNot() {
        var random = new SplittableRandom(17);
        double[] traffic = IntStream.range(0, 5000)
                .mapToDouble(i -> confidence(random))
                .sorted()
                .toArray();
        List<Double> grid = LearnThenTestCertificate.coverageGrid(traffic);
        int start = LearnThenTestCertificate.firstWorthTesting(grid, traffic, 600, 0.05);
        Rates broken = new Rates();
        for (int run = 0; run < 1000; run++) {
            LearnThenTestCertificate test =
                    LearnThenTestCertificate.of(calibrationSample(random, 600), grid, start, 0.05, 0.1);
            broken.count("certified", test.certified() != null && errorRateAbove(test.certified(), traffic) > 0.05);
            broken.count("naive", test.naive() != null && errorRateAbove(test.naive(), traffic) > 0.05);
            broken.count("certifiedSomething", test.certified() != null);
        }

        assertThat(broken.of("certified")).as("%s", broken).isLessThanOrEqualTo(0.1);
        assertThat(broken.of("naive")).as("%s", broken).isGreaterThan(0.2);
        assertThat(broken.of("certifiedSomething")).as("%s", broken).isGreaterThan(0.5);
    }

    private static double[] delaysInWeeks(SplittableRandom random, double threshold, double errorRate) {
        double[] delays = new double[1000];
        for (int run = 0; run < delays.length; run++) {
            EsrDetector detector = EsrDetector.start(BETS, threshold);
            // Four quiet weeks before the change, as in service.
            for (int i = 0; i < 4 * REVIEWS_PER_WEEK; i++) {
                detector = detector.next(random.nextDouble() < 0.05 ? 1 : 0).detector();
            }
            delays[run] = reviewsUntilAlarm(detector, random, errorRate) / (double) REVIEWS_PER_WEEK;
        }
        return delays;
    }

    private static int reviewsUntilAlarm(EsrDetector start, SplittableRandom random, double errorRate) {
        DetectorStep<EsrDetector> step = start.next(random.nextDouble() < errorRate ? 1 : 0);
        int reviews = 1;
        while (!step.alarm()) {
            step = step.detector().next(random.nextDouble() < errorRate ? 1 : 0);
            reviews++;
        }
        return reviews;
    }

    private static long pairsUntilRejection(SplittableRandom random, double control, double candidate, int most) {
        TwoStreamComparison test = TwoStreamComparison.start();
        while (test.pairs() < most) {
            test = test.next(random.nextDouble() < control, random.nextDouble() < candidate);
            if (test.rejected(0.05)) {
                return test.pairs();
            }
        }
        return most + 1L;
    }

    private static List<ScoredOutput> calibrationSample(SplittableRandom random, int size) {
        List<ScoredOutput> outputs = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            double confidence = confidence(random);
            outputs.add(ScoredOutput.of(confidence, random.nextDouble() >= errorRate(confidence)));
        }
        return outputs;
    }

    private static double confidence(SplittableRandom random) {
        return 1 - Math.pow(random.nextDouble(), 2);
    }

    private static double errorRate(double confidence) {
        return 0.01 + 0.25 * (1 - confidence);
    }

    private static double errorRateAbove(double threshold, double[] traffic) {
        return Arrays.stream(traffic)
                .filter(confidence -> confidence >= threshold)
                .map(SequentialSimulationTest::errorRate)
                .average()
                .orElse(0);
    }

    private static double quantile(double[] values, double probability) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) (probability * (sorted.length - 1))];
    }
}
