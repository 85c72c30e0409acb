package dev.touchstone.lab.figure;

import dev.touchstone.api.quality.QualityReport;
import dev.touchstone.api.wire.Range;
import dev.touchstone.backend.quality.Comparisons;
import dev.touchstone.lab.recorded.Broken;
import dev.touchstone.lab.recorded.Markdown;
import dev.touchstone.lab.recorded.Tally;
import dev.touchstone.stats.estimate.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// One figure of two groups of outputs, compared again and again: how often the interval of the difference held the
/// true one, and how often the two were called different.
final class DifferenceTrial {
    private final String title;
    private final String metric;
    private final Tally intervals = new Tally();
    private double truths;
    private int clear;
    private int none;

    private DifferenceTrial(String title, String metric) {
        this.title = title;
        this.metric = metric;
    }

    private record Pair(FigureTrial.Repetition now, FigureTrial.Repetition before) {}

    /// Two parts of what was delivered.
    static List<DifferenceTrial> ofDelivered(Part before, Part now, int seeds) {
        return of(
                before.scenario() + ": " + before.name() + " → " + now.name(),
                now.metrics(),
                seeds,
                seed -> new Pair(
                        FigureTrial.Repetition.of(now.sampled(seed), Target.FINITE, now.counted()),
                        FigureTrial.Repetition.of(before.sampled(seed + seeds), Target.FINITE, before.counted())));
    }

    /// Two periods of one process, which differ in nothing.
    static List<DifferenceTrial> ofNothing(Part part, int outputs, int seeds) {
        return of(
                part.title() + ": two periods alike",
                part.metrics(),
                seeds,
                seed -> new Pair(period(part, outputs, 2 * seed), period(part, outputs, 2 * seed + 1)));
    }

    private static FigureTrial.Repetition period(Part part, int outputs, int number) {
        return FigureTrial.Repetition.of(part.period(outputs, number).sampled(number), Target.PROCESS, part.counted());
    }

    private static List<DifferenceTrial> of(
            String title, List<String> metrics, int seeds, IntFunction<Pair> repetition) {
        List<Pair> all =
                IntStream.rangeClosed(1, seeds).parallel().mapToObj(repetition).toList();
        List<DifferenceTrial> trials = new ArrayList<>();
        for (String metric : metrics) {
            DifferenceTrial trial = new DifferenceTrial(title, metric);
            all.forEach(trial::add);
            trials.add(trial);
        }
        return trials;
    }

    private void add(Pair pair) {
        double truth = pair.now().truth().of(metric, pair.now().judged())
                - pair.before().truth().of(metric, pair.before().judged());
        QualityReport.Difference difference = Comparisons.difference(
                pair.now().group().figure(metric).orElseThrow(),
                pair.before().group().figure(metric).orElseThrow());
        Range interval = difference.interval();
        if (interval == null) {
            none++;
            return;
        }
        intervals.add(interval.lower(), interval.upper(), truth);
        truths += truth;
        clear += difference.clear() ? 1 : 0;
    }

    void report(Broken broken) {
        broken.held("difference, " + title + ", " + metric, intervals.held(), intervals.counted());
    }

    static String header() {
        return "| what is compared | figure | true difference | **held** | width | called different | no figure |\n"
                + "|---|---|---:|---:|---:|---:|---:|";
    }

    String row() {
        int counted = intervals.counted();
        return "| " + title + " | " + metric + " | " + (counted == 0 ? "–" : Markdown.points(truths / counted)) + " | "
                + intervals.cells() + " | " + (counted == 0 ? "–" : Markdown.percent((double) clear / counted)) + " | "
                + (none == 0 ? "" : none) + " |";
    }
}
