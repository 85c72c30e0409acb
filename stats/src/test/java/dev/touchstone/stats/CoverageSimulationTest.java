package dev.touchstone.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.stats.estimate.CountedOutput;
import dev.touchstone.stats.estimate.Hajek;
import dev.touchstone.stats.estimate.HajekEstimate;
import dev.touchstone.stats.estimate.RatioEstimate;
import dev.touchstone.stats.estimate.RatioLhw;
import dev.touchstone.stats.estimate.ReviewedOutput;
import dev.touchstone.stats.estimate.StratumSample;
import dev.touchstone.stats.estimate.Target;
import dev.touchstone.stats.interval.Interval;
import dev.touchstone.stats.interval.Proportions;
import dev.touchstone.stats.judged.JudgePostStratification;
import dev.touchstone.stats.judged.JudgePostStratification.Cell;
import dev.touchstone.stats.judged.Ppi;
import dev.touchstone.stats.judged.PpiMoments;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Seeded simulations of how often nominal 95 % intervals hold the truth. The bar is the same for all methods
/// and the textbook ones miss it, so these tests can fail. The standard error of a coverage is about 0.005.
class CoverageSimulationTest {
    private static final int RUNS = 2000;
    private static final double BAR = 0.935;

    private final Rates rates = new Rates();

    /// 8 % doubtful outputs, all reviewed, 30 % wrong; the rest audited at random, 3 % wrong. The truth is that
    /// of the delivered outputs.
    @Test
    void twoRoutesAreCoveredForTheDeliveredOutputs() {
        var random = new SplittableRandom(1);
        for (int run = 0; run < RUNS; run++) {
            twoRoutes(random, 2000, 0.04, Target.FINITE);
        }

        assertThat(rates.of("lhw")).as("%s", rates).isBetween(BAR, 0.99);
        assertThat(rates.of("wald")).as("%s", rates).isLessThan(BAR);
        assertThat(rates.of("pooled")).as("%s", rates).isLessThan(0.1);
    }

    @Test
    void twoRoutesAreCoveredForTheProcess() {
        var random = new SplittableRandom(2);
        for (int run = 0; run < RUNS; run++) {
            twoRoutes(random, 2000, 0.04, Target.PROCESS);
        }

        assertThat(rates.of("lhw")).as("%s", rates).isBetween(BAR, 0.99);
        assertThat(rates.of("wald")).as("%s", rates).isLessThan(BAR);
    }

    /// Twelve strata of very different size, each with its own rate and probability.
    @Test
    void aLongTailOfStrataIsCovered() {
        var random = new SplittableRandom(3);
        for (int run = 0; run < RUNS; run++) {
            List<StratumSample> strata = new ArrayList<>();
            double correct = 0;
            double population = 0;
            for (int h = 0; h < 12; h++) {
                int size = 1200 / (h + 1);
                double inclusion = Math.min(1, 12.0 / size);
                StratumDraw draw = draw(random, size, 0.02 + 0.01 * (h % 4), inclusion);
                strata.add(new StratumSample(size, inclusion, draw.reviews));
                correct += draw.correct;
                population += size;
            }
            record(strata, correct / population, Target.FINITE);
        }

        assertThat(rates.of("lhw")).as("%s", rates).isBetween(BAR, 0.995);
        assertThat(rates.of("wald")).as("%s", rates).isLessThan(BAR);
    }

    /// Four attributes an output, wrong together more often than by chance.
    @Test
    void attributesOfOneOutputAreCoveredAsACluster() {
        var random = new SplittableRandom(4);
        for (int run = 0; run < RUNS; run++) {
            clusteredAttributes(random, 1500, 0.06);
        }

        assertThat(rates.of("ratio")).as("%s", rates).isBetween(0.92, 0.99);
        assertThat(rates.of("independent")).as("%s", rates).isLessThan(0.9);
        assertThat(rates.of("wald")).as("%s", rates).isLessThan(0.92);
    }

    /// Accuracy 0.95; the judge fails 70 % of wrong outputs and 5 % of correct ones; 100 human reviews.
    @Test
    void judgePostStratificationIsCoveredWherePpiIsNot() {
        var random = new SplittableRandom(5);
        for (int run = 0; run < RUNS; run++) {
            judged(random, 5000, 100, 0.95, 0.7, 0.05);
        }

        assertThat(rates.of("judge")).as("%s", rates).isBetween(0.935, 0.975);
        assertThat(rates.of("ppi++")).as("%s", rates).isBetween(0.86, 0.915);
    }

    private void twoRoutes(SplittableRandom random, int population, double audit, Target target) {
        int doubtful = population * 8 / 100;
        StratumDraw low = draw(random, doubtful, 0.3, 1);
        StratumDraw rest = draw(random, population - doubtful, 0.03, audit);
        double truth =
                target == Target.PROCESS ? 1 - 0.08 * 0.3 - 0.92 * 0.03 : (low.correct + rest.correct) / population;
        record(
                List.of(
                        new StratumSample(doubtful, 1.0, low.reviews),
                        new StratumSample(population - doubtful, audit, rest.reviews)),
                truth,
                target);
        double seen = low.reviews.size() + rest.reviews.size();
        double right = correct(low.reviews) + correct(rest.reviews);
        rates.count("pooled", Proportions.wilson(right, seen, 0.95).contains(truth));
    }

    private void record(List<StratumSample> strata, double truth, Target target) {
        HajekEstimate estimate = Hajek.estimate(strata, target, 0.95).orElseThrow();
        rates.count("lhw", estimate.interval().contains(truth));
        rates.count("wald", estimate.wald().contains(truth));
    }

    private void clusteredAttributes(SplittableRandom random, int population, double audit) {
        List<CountedOutput> reviewed = new ArrayList<>();
        double part = 0;
        double whole = 0;
        double weightedVariance = 0;
        for (int i = 0; i < population; i++) {
            double errorRate = random.nextDouble() < 0.06 ? 0.6 : 0.005;
            int correct = 0;
            for (int a = 0; a < 4; a++) {
                correct += random.nextDouble() >= errorRate ? 1 : 0;
            }
            part += correct;
            whole += 4;
            if (random.nextDouble() < audit) {
                reviewed.add(new CountedOutput(correct, 4, audit));
            }
        }
        double truth = part / whole;
        RatioEstimate estimate = RatioLhw.estimate(reviewed, 0.95).orElseThrow();
        double ratio = estimate.ratio().value();
        double n = reviewed.size();
        for (CountedOutput output : reviewed) {
            double residual = output.part() - ratio * output.whole();
            weightedVariance += (1 - audit) * residual * residual / (16 * n * n);
        }
        rates.count("ratio", estimate.ratio().interval().contains(truth));
        rates.count("independent", Proportions.wilsonAt(ratio, 4 * n, 0.95).contains(truth));
        rates.count(
                "wald", Interval.wald(ratio, Math.sqrt(weightedVariance), 0.95).contains(truth));
    }

    private void judged(
            SplittableRandom random, int population, int n, double accuracy, double sensitivity, double falseFlag) {
        // Cell 0 is what the judge failed, cell 1 what it passed; the first n outputs are the reviewed ones.
        int[] size = new int[2];
        int[] reviewed = new int[2];
        int[] correct = new int[2];
        for (int i = 0; i < population; i++) {
            boolean good = random.nextDouble() < accuracy;
            int cell = random.nextDouble() < (good ? falseFlag : sensitivity) ? 0 : 1;
            size[cell]++;
            if (i < n) {
                reviewed[cell]++;
                correct[cell] += good ? 1 : 0;
            }
        }
        List<Cell> cells =
                List.of(new Cell(size[0], reviewed[0], correct[0]), new Cell(size[1], reviewed[1], correct[1]));
        HajekEstimate estimate = JudgePostStratification.estimate(List.of(cells), Target.PROCESS, 0.95)
                .orElseThrow();
        PpiMoments moments = PpiMoments.ofCounts(
                correct[1],
                correct[0],
                reviewed[1] - correct[1],
                reviewed[0] - correct[0],
                size[1] - reviewed[1],
                size[0] - reviewed[0]);
        rates.count("judge", estimate.interval().contains(accuracy));
        rates.count("ppi++", Ppi.plusPlus(moments, 0.95).interval().contains(accuracy));
    }

    private record StratumDraw(List<ReviewedOutput> reviews, double correct) {}

    private static StratumDraw draw(SplittableRandom random, int size, double errorRate, double inclusion) {
        List<ReviewedOutput> reviews = new ArrayList<>();
        double correct = 0;
        for (int i = 0; i < size; i++) {
            double verdict = random.nextDouble() < errorRate ? 0 : 1;
            correct += verdict;
            if (random.nextDouble() < inclusion) {
                reviews.add(new ReviewedOutput(verdict, inclusion));
            }
        }
        return new StratumDraw(reviews, correct);
    }

    private static double correct(List<ReviewedOutput> reviews) {
        return reviews.stream().mapToDouble(ReviewedOutput::value).sum();
    }
}
