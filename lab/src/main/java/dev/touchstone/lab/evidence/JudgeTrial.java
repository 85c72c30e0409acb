package dev.touchstone.lab.evidence;

import dev.touchstone.api.quality.JudgeReport;
import dev.touchstone.api.quality.JudgeReport.Corrected;
import dev.touchstone.backend.quality.calibration.VersionFigures;
import dev.touchstone.lab.recorded.Broken;
import dev.touchstone.lab.recorded.Markdown;
import dev.touchstone.lab.recorded.Tally;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A judge that saw everything and people who saw a random audit, again and again: the share of good outputs from both
/// together, and from people alone.
final class JudgeTrial {
    /// Reviews per repetition, on average.
    private static final int AUDITS = 200;

    private final String data;
    private final RecordedJudge judge;
    private final int seeds;
    private final double truth;
    private final Side corrected = new Side();
    private final Side alone = new Side();
    private long reviewed;
    private double saving;

    private JudgeTrial(String data, RecordedJudge judge, int seeds) {
        this.data = data;
        this.judge = judge;
        this.seeds = seeds;
        this.truth = judge.peopleApprove();
    }

    private final class Side {
        private final Tally intervals = new Tally();
        private double values;
        private double squaredErrors;

        void add(Corrected estimate) {
            intervals.add(estimate.interval().lower(), estimate.interval().upper(), truth);
            values += estimate.value();
            squaredErrors += (estimate.value() - truth) * (estimate.value() - truth);
        }

        String mean() {
            return Markdown.percent(values / seeds);
        }

        String cells() {
            return mean() + " | " + intervals.cells();
        }
    }

    static JudgeTrial of(String data, RecordedJudge judge, int seeds) {
        JudgeTrial trial = new JudgeTrial(data, judge, seeds);
        // Of little data no more than a third, so that it stays a sample.
        double rate = Math.min(1.0 / 3, (double) AUDITS / judge.rows().size());
        for (int seed = 1; seed <= seeds; seed++) {
            trial.next(judge.figures(rate, seed));
        }
        return trial;
    }

    private void next(JudgeReport.Version figures) {
        Corrected with = required(figures.rates().approvalRate());
        Corrected without = required(figures.rates().peopleAlone());
        corrected.add(with);
        alone.add(without);
        reviewed += without.reviewed();
        saving += VersionFigures.saved(
                Objects.requireNonNull(with.effective()), Objects.requireNonNull(without.effective()));
    }

    private Corrected required(@Nullable Corrected estimate) {
        if (estimate == null) {
            throw new IllegalArgumentException("judge " + judge.name() + " has verdicts on only "
                    + judge.rows().size() + " outputs: an audit of them finds too few for a figure");
        }
        return estimate;
    }

    /// How far the judge by itself is from the truth, 0 to 1.
    double bias() {
        return Math.abs(judge.judgeApproves() - truth);
    }

    /// Says when too few intervals held the truth.
    void report(Broken broken) {
        String what = "judge " + judge.name() + " on " + data;
        broken.held(what + ", corrected", corrected.intervals.held(), corrected.intervals.counted());
        broken.held(what + ", people alone", alone.intervals.held(), alone.intervals.counted());
    }

    String row() {
        return "| " + data + " | " + judge.name() + " | " + judge.rows().size() + " | " + reviewed / seeds + " | "
                + Markdown.percent(truth) + " | " + Markdown.percent(judge.judgeApproves()) + " | "
                + corrected.cells() + " | " + alone.cells() + " | " + Markdown.percent(saving / seeds) + " | "
                + Markdown.percent(1 - corrected.squaredErrors / alone.squaredErrors) + " |";
    }

    /// What the correction did, in words.
    String correction() {
        return Text.MOST_BIASED.formatted(
                judge.name() + " on " + data,
                Markdown.percent(judge.judgeApproves()),
                Markdown.percent(truth),
                corrected.mean(),
                corrected.intervals.width(),
                alone.intervals.width());
    }
}
