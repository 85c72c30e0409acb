package dev.touchstone.lab.figure;

import dev.touchstone.api.quality.QualityFigure;
import dev.touchstone.api.wire.Range;
import dev.touchstone.lab.recorded.Broken;
import dev.touchstone.lab.recorded.Markdown;
import dev.touchstone.lab.recorded.Sampled;
import dev.touchstone.lab.recorded.Tally;
import dev.touchstone.stats.estimate.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// One figure of one part where some reviewers are silent: what the interval and the worst case beside it hold.
final class SilenceTrial {
    private final Part part;
    private final Silence silence;
    private final String metric;
    private final Tally intervals = new Tally();
    private final Tally worst = new Tally();
    private double truths;
    private double values;
    private int none;

    private SilenceTrial(Part part, Silence silence, String metric) {
        this.part = part;
        this.silence = silence;
        this.metric = metric;
    }

    static List<SilenceTrial> of(Part part, Silence silence, List<String> metrics, int seeds) {
        List<FigureTrial.Repetition> all = IntStream.rangeClosed(1, seeds)
                .parallel()
                .mapToObj(seed -> FigureTrial.Repetition.of(
                        silence.of(part.sampled(seed), Sampled.key(seed)), Target.FINITE, part.counted()))
                .toList();
        List<SilenceTrial> trials = new ArrayList<>();
        for (String metric : metrics) {
            SilenceTrial trial = new SilenceTrial(part, silence, metric);
            all.forEach(trial::add);
            trials.add(trial);
        }
        return trials;
    }

    private void add(FigureTrial.Repetition one) {
        double truth = one.truth().of(metric, one.judged());
        QualityFigure figure = one.group().figure(metric).orElse(null);
        Range interval = figure == null ? null : figure.interval();
        if (figure == null || interval == null || figure.value() == null) {
            none++;
            return;
        }
        truths += truth;
        values += figure.value();
        intervals.add(interval.lower(), interval.upper(), truth);
        // The worst case knows nothing of chance: the interval's distances are added to it.
        Range bounds = figure.worstCase();
        worst.add(
                bounds == null ? interval.lower() : bounds.lower() - (figure.value() - interval.lower()),
                bounds == null ? interval.upper() : bounds.upper() + (interval.upper() - figure.value()),
                truth);
    }

    void report(Broken broken) {
        String what = "silence, " + silence.words() + ": " + part.title() + ", " + metric;
        Tally promised = silence.promisesInterval() ? intervals : worst;
        broken.held(what, promised.held(), promised.counted());
    }

    static String header() {
        return "| who is silent | scenario, part | figure | truth | on average | **held** | width |"
                + " with the worst case | width | no figure |\n|---|---|---|---:|---:|---:|---:|---:|---:|---:|";
    }

    String row() {
        int counted = intervals.counted();
        return "| " + silence.words() + " | " + part.title() + " | " + metric + " | "
                + (counted == 0 ? "–" : Markdown.percent(truths / counted)) + " | "
                + (counted == 0 ? "–" : Markdown.percent(values / counted)) + " | " + intervals.cells() + " | "
                + worst.cells() + " | " + (none == 0 ? "" : none) + " |";
    }
}
