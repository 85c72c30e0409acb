package dev.touchstone.lab.evidence;

import dev.touchstone.api.alarm.AlarmKind;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.policy.DriftRules;
import dev.touchstone.backend.drift.watch.AuditFact;
import dev.touchstone.backend.drift.watch.Watch;
import dev.touchstone.backend.drift.watch.WatchRules;
import dev.touchstone.backend.quality.estimate.AttributeFinding;
import dev.touchstone.lab.recorded.Markdown;
import dev.touchstone.lab.recorded.Recorded;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The part of the document about attributes: which of them is said to have become worse when extraction changes.
record AttributeDrifts(Path data, String half, int seeds) {
    private static final int AUDITS = 100;

    /// Attributes that are too rare get no series within the time of a trial.
    private static final int LEAST = 60;

    List<String> lines() throws IOException {
        DriftScenario scenario = DriftScenario.extractRollout();
        List<Recorded> before = scenario.read(scenario.before(), data, half);
        List<Recorded> after = scenario.read(scenario.after(), data, half);
        List<String> lines = new ArrayList<>();
        lines.add(Text.ATTRIBUTE_DRIFT.formatted(AUDITS, seeds, LEAST));
        lines.add("| attribute | labelled | errors | seen | weeks | false a year |");
        lines.add("|---|---:|---|---:|---:|---:|");
        TreeSet<String> names = names(before, after);
        Map<String, DriftTrial> trials =
                DriftTrial.of(names, perWeek -> watch(names, perWeek), before, after, AUDITS, seeds);
        trials.forEach((name, trial) -> {
            lines.add("| " + name + " | " + found(before, name).size() + ", "
                    + found(after, name).size() + " | " + Markdown.percent(wrong(before, name)) + " → "
                    + Markdown.percent(wrong(after, name)) + " | " + trial.cells() + " |");
        });
        return lines;
    }

    private static TreeSet<String> names(List<Recorded> before, List<Recorded> after) {
        return before.stream()
                .flatMap(row -> row.attributes().keySet().stream())
                .filter(name -> found(before, name).size() >= LEAST
                        && found(after, name).size() >= LEAST)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<AttributeFinding> found(List<Recorded> rows, String name) {
        return rows.stream()
                .map(row -> row.attributes().get(name))
                .filter(finding -> finding != null)
                .toList();
    }

    private static double wrong(List<Recorded> rows, String name) {
        List<AttributeFinding> found = found(rows, name);
        return (double) found.stream().filter(finding -> !finding.correct()).count() / found.size();
    }

    /// The product's own, under its default rules, watching everything; of its alarms, those about these attributes.
    private static Function<Recorded, List<DriftTrial.Raised>> watch(Set<String> names, int perWeek) {
        Watch watch = Watch.start(WatchRules.of(DriftRules.DEFAULT));
        Watcher.Calendar calendar = new Watcher.Calendar(perWeek);
        return row -> watch
                .next(new AuditFact(
                        new ReviewId("r"),
                        calendar.nextMs(),
                        "v",
                        "all",
                        AuditFact.plain(true, false),
                        new AuditFact.Said(!row.approved(), AuditFact.Speech.FULL, errors(row)),
                        null,
                        null))
                .stream()
                .filter(raised -> raised.kind() == AlarmKind.ATTRIBUTE && names.contains(raised.series()))
                .map(raised -> new DriftTrial.Raised(raised.series(), raised.again()))
                .toList();
    }

    private static Map<String, Boolean> errors(Recorded row) {
        Map<String, Boolean> errors = new HashMap<>();
        row.attributes().forEach((name, finding) -> errors.put(name, !finding.correct()));
        return new TreeMap<>(errors);
    }
}
