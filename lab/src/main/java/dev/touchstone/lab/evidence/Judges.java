package dev.touchstone.lab.evidence;

import dev.touchstone.api.quality.JudgeReport;
import dev.touchstone.api.quality.JudgeReport.Share;
import dev.touchstone.lab.recorded.Broken;
import dev.touchstone.lab.recorded.Markdown;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The part of the document about recorded judges.
///
/// @param agreement the page about how they agree with people
record Judges(List<JudgeTrial> trials, List<String> agreement, int seeds) {

    /// @throws IllegalArgumentException when the figures differ from those recorded with the data
    static Judges of(Path data, String half, int seeds) throws IOException {
        JudgeTruth truth = JudgeTruth.read(data, half);
        List<String> agreement = new ArrayList<>();
        agreement.add(Text.JUDGES);
        agreement.add("| data | judge | outputs | agreement | κ | AC1 | sensitivity | false flags |");
        agreement.add("|---|---|---:|---:|---:|---:|---:|---:|");
        List<JudgeTrial> trials = new ArrayList<>();
        for (JudgeSource source : JudgeSource.all(half)) {
            RecordedJudge judge = source.read(data, half);
            agreement.add("| " + source.title() + " | " + source.judge() + " | "
                    + agreement(judge.onEverything(), source.recorded(truth, judge)) + " |");
            trials.add(JudgeTrial.of(source.title(), judge, seeds));
        }
        return new Judges(trials, agreement, seeds);
    }

    void report(Broken broken) {
        trials.forEach(trial -> trial.report(broken));
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(Text.JUDGE_TRIALS.formatted(seeds));
        lines.add(
                "| data | judge | outputs | audits | truth | judge by itself | corrected | **held** | width | people alone"
                        + " | held | width | said to save | saved |");
        lines.add("|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        trials.forEach(trial -> lines.add(trial.row()));
        lines.add("");
        lines.add(Collections.max(trials, Comparator.comparingDouble(JudgeTrial::bias))
                .correction());
        return lines;
    }

    private static String agreement(JudgeReport.Version found, RecordedAgreement recorded) {
        return found.counts().labelled() + " | " + share(found.agreed().agreement(), recorded.agreement()) + " | "
                + Markdown.coefficient(
                        Objects.requireNonNull(found.agreed().kappa()).value()) + " ("
                + Markdown.coefficient(recorded.kappa()) + ") | "
                + Markdown.coefficient(Objects.requireNonNull(found.agreed().ac1())) + " | "
                + share(found.agreed().sensitivity(), recorded.sensitivity()) + " | "
                + share(found.agreed().falseFlags(), recorded.falseFlags());
    }

    private static String share(@Nullable Share found, double recorded) {
        return Markdown.percent(Objects.requireNonNull(found).value()) + " (" + Markdown.percent(recorded) + ")";
    }
}
