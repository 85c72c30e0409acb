package dev.touchstone.lab.evidence;

import dev.touchstone.lab.recorded.Broken;
import dev.touchstone.lab.recorded.Markdown;
import dev.touchstone.lab.recorded.Recorded;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/// The part of the document about drift: how soon a drop is seen, and how often an alarm comes without one, ours beside
/// a weekly test and a fixed threshold.
final class Drifts {
    static final List<Integer> AUDITS = List.of(50, 100, 200);
    /// The rate of audits that the picture shows.
    private static final int SHOWN = 100;

    private static final String OURS = "Touchstone";

    private final Path data;
    private final String half;
    private final int seeds;
    private final ScenarioTruth truth;
    private final Broken broken;
    private final Map<String, DriftTrial> shownDrop = new LinkedHashMap<>();
    private final Map<String, DriftTrial> shownQuiet = new LinkedHashMap<>();

    /// @param broken takes what does not keep its promise
    Drifts(Path data, String half, int seeds, ScenarioTruth truth, Broken broken) {
        this.data = data;
        this.half = half;
        this.seeds = seeds;
        this.truth = truth;
        this.broken = broken;
    }

    private static Map<String, IntFunction<Function<Recorded, List<DriftTrial.Raised>>>> kinds() {
        Watcher.Kind weeklyTest = Watcher::weeklyTest;
        Watcher.Kind fivePoints = Watcher::fivePoints;
        Map<String, IntFunction<Function<Recorded, List<DriftTrial.Raised>>>> kinds = new LinkedHashMap<>();
        kinds.put(OURS, Watcher::ours);
        kinds.put("weekly test", weeklyTest::ofOutputs);
        kinds.put("five points", fivePoints::ofOutputs);
        return kinds;
    }

    List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(Text.DRIFT.formatted(seeds, Watcher.BASELINE));
        lines.add("| scenario | errors | audits a week |"
                + kinds().keySet().stream().map(DriftTrial::header).collect(Collectors.joining()));
        lines.add("|---|---|---:|" + "---:|---:|---:|".repeat(kinds().size()));
        for (DriftScenario scenario : DriftScenario.all()) {
            lines.addAll(rows(scenario));
        }
        return lines;
    }

    private List<String> rows(DriftScenario scenario) throws IOException {
        List<Recorded> before = scenario.read(scenario.before(), data, half);
        List<Recorded> after = scenario.read(scenario.after(), data, half);
        truth.holdAgainst(scenario.name(), 0, before);
        truth.holdAgainst(scenario.name(), 1, after);
        List<String> rows = new ArrayList<>();
        for (int perWeek : AUDITS) {
            StringBuilder row = new StringBuilder(String.format(
                    Locale.ROOT,
                    "| %s | %s → %s | %d |",
                    scenario.name(),
                    Markdown.percent(DriftScenario.rate(before)),
                    Markdown.percent(DriftScenario.rate(after)),
                    perWeek));
            kinds().forEach((name, kind) -> {
                DriftTrial trial = DriftTrial.ofOne(kind, before, after, perWeek, seeds);
                row.append(' ').append(trial.cells()).append(" |");
                if (name.equals(OURS)) {
                    trial.report(scenario.name() + ", " + perWeek + " audits a week", broken);
                }
                remember(scenario, perWeek, name, trial);
            });
            rows.add(row.toString());
        }
        return rows;
    }

    /// The picture of the table; [#lines] comes first.
    String chart() {
        return DriftChart.svg(
                "gpt-4 replaced by text-davinci-003, 100 audits a week",
                12,
                shownDrop.entrySet().stream()
                        .map(one -> new DriftChart.Course(one.getKey(), one.getValue()::seenWithin))
                        .toList(),
                DriftTrial.YEAR,
                shownQuiet.entrySet().stream()
                        .map(one -> new DriftChart.Course(one.getKey(), one.getValue()::falseWithin))
                        .toList());
    }

    private void remember(DriftScenario scenario, int perWeek, String name, DriftTrial trial) {
        if (perWeek != SHOWN) {
            return;
        }
        if (scenario.name().equals("model_swap_big")) {
            shownDrop.put(name, trial);
        } else if (scenario.name().equals("no_drift")) {
            shownQuiet.put(name, trial);
        }
    }
}
