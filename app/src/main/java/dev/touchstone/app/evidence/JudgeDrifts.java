package dev.touchstone.app.evidence;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// The part of the document about judges that change without a word: recorded verdicts of one judge, then others,
/// watched
/// by the two ways in which a judge and people can disagree.
record JudgeDrifts(Path data, String half, int seeds) {
    /// Outputs a week that judge and people both decide.
    private static final int OVERLAP = 100;
    /// Both ways share one promise.
    private static final int SERIES = 2;

    private static final String LONG_ANSWERS = "text-davinci-003_zeroshot";

    /// What a judge and people said of one output.
    private record Pair(boolean judge, boolean people) {
        boolean passes() {
            return judge && !people;
        }

        boolean rejects() {
            return !judge && people;
        }
    }

    List<String> lines() throws IOException {
        List<Recorded> all = Recorded.read(data, "openqa", half, "outputs");
        List<Recorded> brief =
                all.stream().filter(row -> !row.model().equals(LONG_ANSWERS)).toList();
        List<Recorded> lengthy =
                all.stream().filter(row -> row.model().equals(LONG_ANSWERS)).toList();
        List<String> lines = new ArrayList<>();
        lines.add(Text.JUDGE_DRIFT.formatted(OVERLAP, seeds));
        lines.add("| judge | it passes what people reject | seen | weeks | false a year"
                + " | it rejects what people pass | seen | weeks | false a year |");
        lines.add("|---|---|---:|---:|---:|---|---:|---:|---:|");
        lines.add(row("gpt-4, replaced by text-davinci-003", pairs(all, "gpt-4"), pairs(all, "text-davinci-003")));
        lines.add(row("gpt-4, replaced by bem", pairs(all, "gpt-4"), pairs(all, "bem")));
        lines.add(row("text-davinci-003, replaced by gpt-4", pairs(all, "text-davinci-003"), pairs(all, "gpt-4")));
        lines.add(row(
                "gpt-4, replaced by one that passes everything",
                pairs(all, "gpt-4"),
                all.stream().map(row -> new Pair(true, row.approved())).toList()));
        lines.add(row(
                "text-davinci-003, on long answers after short ones",
                pairs(brief, "text-davinci-003"),
                pairs(lengthy, "text-davinci-003")));
        return lines;
    }

    private String row(String title, List<Pair> before, List<Pair> after) {
        return "| " + title + " | " + cells(before, after, Pair::passes) + " | " + cells(before, after, Pair::rejects)
                + " |";
    }

    private String cells(List<Pair> before, List<Pair> after, Predicate<Pair> disagreement) {
        double[] first = losses(before, disagreement);
        double[] then = losses(after, disagreement);
        DriftTrial trial = DriftTrial.of(
                (baseline, perWeek) -> Watch.ours(baseline, perWeek, SERIES), first, then, OVERLAP, seeds);
        return Markdown.percent(DriftScenario.rate(first)) + " → " + Markdown.percent(DriftScenario.rate(then)) + " | "
                + trial.cells();
    }

    private static double[] losses(List<Pair> pairs, Predicate<Pair> disagreement) {
        return pairs.stream()
                .mapToDouble(pair -> disagreement.test(pair) ? 1 : 0)
                .toArray();
    }

    /// The outputs that the judge gave a verdict on.
    private static List<Pair> pairs(List<Recorded> rows, String judge) {
        RecordedJudge recorded = RecordedJudge.of(judge, rows);
        return recorded.rows().stream()
                .map(row -> new Pair(recorded.approves(row), row.approved()))
                .toList();
    }
}
