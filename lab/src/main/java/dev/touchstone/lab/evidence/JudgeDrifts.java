package dev.touchstone.lab.evidence;

import dev.touchstone.api.alarm.AlarmKind;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.policy.DriftRules;
import dev.touchstone.backend.drift.watch.AuditFact;
import dev.touchstone.backend.drift.watch.Watch;
import dev.touchstone.backend.drift.watch.WatchRules;
import dev.touchstone.lab.recorded.Markdown;
import dev.touchstone.lab.recorded.Recorded;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/// The part of the document about judges that change without a word: recorded verdicts of one judge, then
/// others, watched by the two ways in which a judge and people can disagree.
record JudgeDrifts(Path data, String half, int seeds) {
    /// Outputs a week that judge and people both decide.
    private static final int OVERLAP = 100;

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
        lines.add("| judge | passes what people reject | rejects what people pass | seen | weeks | false a year |");
        lines.add("|---|---|---|---:|---:|---:|");
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
        DriftTrial trial = DriftTrial.ofOne(JudgeDrifts::watch, before, after, OVERLAP, seeds);
        return "| " + title + " | " + change(before, after, Pair::passes) + " | " + change(before, after, Pair::rejects)
                + " | " + trial.cells() + " |";
    }

    private static String change(List<Pair> before, List<Pair> after, Predicate<Pair> disagreement) {
        return Markdown.percent(share(before, disagreement)) + " → " + Markdown.percent(share(after, disagreement));
    }

    private static double share(List<Pair> pairs, Predicate<Pair> disagreement) {
        return (double) pairs.stream().filter(disagreement).count() / pairs.size();
    }

    /// The product's own, under its default rules; of its alarms, those about the judge.
    private static Function<Pair, List<DriftTrial.Raised>> watch(int perWeek) {
        Watch watch = Watch.start(WatchRules.of(DriftRules.DEFAULT));
        Watcher.Calendar calendar = new Watcher.Calendar(perWeek);
        return pair -> watch
                .next(new AuditFact(
                        new ReviewId("r"),
                        calendar.nextMs(),
                        "v",
                        "all",
                        AuditFact.plain(true, false),
                        new AuditFact.Said(!pair.people(), AuditFact.Speech.FULL, Map.of()),
                        null,
                        new AuditFact.Judged("judge", pair.judge())))
                .stream()
                .filter(raised -> raised.kind() == AlarmKind.JUDGE)
                .map(raised -> new DriftTrial.Raised(DriftTrial.ONE, raised.again()))
                .toList();
    }

    /// The outputs that the judge gave a verdict on.
    private static List<Pair> pairs(List<Recorded> rows, String judge) {
        RecordedJudge recorded = RecordedJudge.of(judge, rows);
        return recorded.rows().stream()
                .map(row -> new Pair(recorded.approves(row), row.approved()))
                .toList();
    }
}
