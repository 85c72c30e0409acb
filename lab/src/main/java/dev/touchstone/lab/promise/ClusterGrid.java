package dev.touchstone.lab.promise;

import dev.touchstone.api.quality.QualityFigure;
import dev.touchstone.api.quality.QualityGroup;
import dev.touchstone.backend.quality.Comparisons;
import dev.touchstone.backend.quality.estimate.QualityEstimator;
import dev.touchstone.stats.estimate.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// How often intervals of the process hold the truth where outputs belong together, and how often the
/// difference of two equal periods is called clear; with the clusters known, and as if they were not.
final class ClusterGrid {
    private static final double LEVEL = 0.95;

    private ClusterGrid() {}

    /// The grid that is asked about, one setting a row.
    static List<ClusteredTraffic> settings() {
        List<ClusteredTraffic> all = new ArrayList<>();
        for (double error : new double[] {0.05, 0.15}) {
            for (int size : new int[] {10, 20, 50}) {
                for (double correlation : new double[] {0.2, 0.3, 0.5}) {
                    all.add(new ClusteredTraffic(size, correlation, error, 2000, 0.2));
                }
            }
        }
        all.add(new ClusteredTraffic(10, 0.3, 0.1, 300, 1));
        all.add(new ClusteredTraffic(20, 0.3, 0.1, 400, 1));
        all.add(new ClusteredTraffic(50, 0.3, 0.1, 1000, 1));
        all.add(new ClusteredTraffic(50, 0.3, 0.1, 200, 1));
        all.add(new ClusteredTraffic(20, 0.01, 0.1, 2000, 0.2));
        all.add(new ClusteredTraffic(1, 0.3, 0.1, 2000, 0.2));
        return all;
    }

    /// What came of one setting.
    ///
    /// @param none repetitions without an interval
    record Row(
            ClusteredTraffic traffic,
            Promise rate,
            Promise unaware,
            Promise accuracy,
            Promise macro,
            Clear clear,
            int none) {
        String markdown() {
            return String.format(
                    Locale.ROOT,
                    "| %d | %s | %s | %s | %s | %s | %.1f / %.1f | %s | %s | %s | %s |",
                    traffic.size(),
                    traffic.correlation(),
                    Promise.percent(traffic.error()),
                    traffic.audit() == 1 ? "all of " + traffic.outputs() : "audit " + Promise.percent(traffic.audit()),
                    rate.held(),
                    unaware.held(),
                    100 * rate.meanWidth(),
                    100 * unaware.meanWidth(),
                    accuracy.held(),
                    macro.held(),
                    clear.known(),
                    clear.unaware());
        }
    }

    /// Shares of differences that were called clear though nothing differs.
    record Clear(String known, String unaware, double share) {}

    private record Run(QualityGroup known, QualityGroup unaware, boolean clear, boolean unawareClear) {}

    static Row row(ClusteredTraffic traffic, int runs) {
        List<Run> all = IntStream.range(0, runs)
                .parallel()
                .mapToObj(seed -> run(traffic, seed))
                .toList();
        Promise rate = new Promise();
        Promise unaware = new Promise();
        Promise accuracy = new Promise();
        Promise macro = new Promise();
        double right = 1 - traffic.error() * ClusteredTraffic.WRONG_ATTRIBUTES;
        for (Run run : all) {
            rate.add(figure(run.known(), "error_rate"), traffic.error());
            unaware.add(figure(run.unaware(), "error_rate"), traffic.error());
            accuracy.add(figure(run.known(), "attribute_accuracy"), right);
            macro.add(figure(run.known(), "f1_macro"), right);
        }
        double clear = share(all.stream().filter(Run::clear).count(), runs);
        double unawareClear = share(all.stream().filter(Run::unawareClear).count(), runs);
        return new Row(
                traffic,
                rate,
                unaware,
                accuracy,
                macro,
                new Clear(Promise.percent(clear), Promise.percent(unawareClear), clear),
                rate.none());
    }

    private static double share(long part, int whole) {
        return (double) part / whole;
    }

    private static Run run(ClusteredTraffic traffic, int seed) {
        QualityGroup known = group(traffic, 2L * seed, true);
        QualityGroup unaware = group(traffic, 2L * seed, false);
        QualityGroup other = group(traffic, 2L * seed + 1, true);
        QualityGroup otherUnaware = group(traffic, 2L * seed + 1, false);
        return new Run(known, unaware, clear(known, other), clear(unaware, otherUnaware));
    }

    private static QualityGroup group(ClusteredTraffic traffic, long seed, boolean known) {
        var observed = traffic.draw(new SplittableRandom(86_028_121L * (seed + 1)), known);
        return new QualityEstimator(observed, LEVEL, Target.PROCESS).group("all", null);
    }

    private static boolean clear(QualityGroup now, QualityGroup before) {
        return Comparisons.difference(figure(now, "error_rate"), figure(before, "error_rate"))
                .clear();
    }

    private static QualityFigure figure(QualityGroup group, String metric) {
        return group.figure(metric).orElseThrow();
    }
}
