package dev.touchstone.lab.figure;

import dev.touchstone.api.quality.QualityFigure;
import dev.touchstone.api.quality.QualityGroup;
import dev.touchstone.api.wire.Range;
import dev.touchstone.backend.quality.estimate.QualityEstimator;
import dev.touchstone.lab.recorded.Broken;
import dev.touchstone.lab.recorded.Markdown;
import dev.touchstone.lab.recorded.Sampled;
import dev.touchstone.lab.recorded.Tally;
import dev.touchstone.stats.estimate.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// One figure of one part, again and again: how often its interval held the truth, and how wide it was.
final class FigureTrial {
    static final double LEVEL = 0.95;

    private final String title;
    private final String metric;
    private final Tally intervals = new Tally();
    private double truths;
    private double values;
    private long reviewed;
    private int none;

    private FigureTrial(String title, String metric) {
        this.title = title;
        this.metric = metric;
    }

    /// One sample and what it should have come to.
    ///
    /// @param judged attributes that people judged in it
    record Repetition(QualityGroup group, Counted truth, Set<String> judged) {
        static Repetition of(Sampled sampled, Target target, Counted truth) {
            return new Repetition(
                    new QualityEstimator(sampled.observed(), LEVEL, target).group("all", null),
                    truth,
                    Set.copyOf(sampled.observed().attributes()));
        }
    }

    /// Every figure of a part.
    static List<FigureTrial> of(Part part, int seeds, IntFunction<Repetition> repetition) {
        List<Repetition> all =
                IntStream.rangeClosed(1, seeds).parallel().mapToObj(repetition).toList();
        List<FigureTrial> trials = new ArrayList<>();
        for (String metric : part.metrics()) {
            FigureTrial trial = new FigureTrial(part.title(), metric);
            all.forEach(trial::add);
            trials.add(trial);
        }
        return trials;
    }

    private void add(Repetition one) {
        double truth = one.truth().of(metric, one.judged());
        QualityFigure figure = one.group().figure(metric).orElse(null);
        Range interval = figure == null ? null : figure.interval();
        if (figure == null || interval == null || figure.value() == null) {
            none++;
            return;
        }
        intervals.add(interval.lower(), interval.upper(), truth);
        truths += truth;
        values += figure.value();
        reviewed += figure.reviewed();
    }

    /// Says when too few intervals held the truth.
    void report(String what, Broken broken) {
        broken.held(what + ": " + title + ", " + metric, intervals.held(), intervals.counted());
    }

    static String header() {
        return "| scenario, part | figure | truth | on average | reviews | **held** | width | no figure |\n"
                + "|---|---|---:|---:|---:|---:|---:|---:|";
    }

    String row() {
        int counted = intervals.counted();
        return "| " + title + " | " + metric + " | " + average(truths) + " | " + average(values) + " | "
                + (counted == 0 ? "–" : reviewed / counted) + " | " + intervals.cells() + " | "
                + (none == 0 ? "" : none) + " |";
    }

    private String average(double sum) {
        return intervals.counted() == 0 ? "–" : Markdown.percent(sum / intervals.counted());
    }
}
