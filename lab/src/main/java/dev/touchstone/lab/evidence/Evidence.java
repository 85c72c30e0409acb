package dev.touchstone.lab.evidence;

import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes the document.
public final class Evidence {
    private static final List<Double> MAX_ERRORS = List.of(0.05, 0.1, 0.2);

    private static final String HELD = "evidence.svg";
    private static final String DRIFT = "drift.svg";

    private final Path data;
    private final String half;
    private final int seeds;

    /// @param data folder of `dataset/half/*.jsonl.gz`
    /// @param seeds how often everything is sampled, at least 1
    public Evidence(Path data, String half, int seeds) {
        this.data = data;
        this.half = half;
        this.seeds = seeds;
    }

    /// The document and the pictures in it.
    ///
    /// @param markdown the whole document
    /// @param charts the pictures, as SVG, by the names of their files
    /// @param broken what it speaks against, in sentences; null when everything held
    public record Written(
            String markdown,
            Map<String, String> charts,
            @Nullable String broken) {}

    private record Row(Coverage coverage, String line) {}

    /// Samples everything.
    ///
    /// @param charts the folder in which the document finds its pictures; null to leave them out
    ///
    /// @throws IllegalArgumentException when what is recorded of the data differs from what they come to
    public Written write(@Nullable String charts) throws IOException {
        ScenarioTruth truth = ScenarioTruth.read(data, half);
        Broken broken = new Broken();
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, Text.HEAD, half, seeds, 196 * Math.sqrt(0.95 * 0.05 / seeds)));
        lines.add(
                "| scenario | part | figure | outputs | truth | reviews | **held** | width | pooled held | pooled width"
                        + " | no figure |");
        lines.add("|---|---|---|---:|---:|---:|---:|---:|---:|---:|---:|");
        List<Chart.Bar> bars = new ArrayList<>();
        for (Scenario scenario : Scenario.all()) {
            lines.addAll(rows(scenario, bars, truth, broken));
        }
        lines.add("");
        picture(lines, "Share of 95 % intervals that held the truth, by scenario", charts, HELD);
        lines.add(Text.POLICIES);
        for (Scenario scenario : Scenario.all()) {
            lines.add("- `" + scenario.name() + "`: `" + scenario.policy() + "`");
        }
        lines.add("");
        lines.add(Text.ADVISOR.formatted(seeds));
        lines.add("| model | outputs | error | tolerated | audits | refused | threshold | auto-approved | error there"
                + " | promise broken |");
        lines.add("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        lines.addAll(advisor(truth, broken));
        lines.add("");
        lines.addAll(new Judges(data, half, seeds).lines());
        lines.add("");
        Drifts drifts = new Drifts(data, half, seeds);
        lines.addAll(drifts.lines());
        lines.add("");
        picture(lines, "Alarms after a drop, and alarms without one", charts, DRIFT);
        lines.addAll(new AttributeDrifts(data, half, seeds).lines());
        lines.add("");
        lines.addAll(new JudgeDrifts(data, half, seeds).lines());
        lines.add("");
        lines.addAll(new Experiments(data, half).lines());
        lines.add("");
        lines.add(Text.FOOT);
        return new Written(
                String.join("\n", lines) + "\n",
                Map.of(HELD, new Chart(bars).svg(), DRIFT, drifts.chart()),
                broken.words().orElse(null));
    }

    private static void picture(List<String> lines, String alt, @Nullable String folder, String file) {
        if (folder != null) {
            lines.add("![" + alt + "](" + folder + (folder.isEmpty() ? "" : "/") + file + ")");
            lines.add("");
        }
    }

    /// @param bars takes those of whole streams
    private List<String> rows(Scenario scenario, List<Chart.Bar> bars, ScenarioTruth truth, Broken broken)
            throws IOException {
        Policy policy = Json.read(scenario.policy(), Policy.class);
        List<String> lines = new ArrayList<>();
        List<Recorded> stream = new ArrayList<>();
        int stage = 0;
        for (Scenario.Phase phase : scenario.phases()) {
            List<Recorded> rows = phase.read(data, scenario.dataset(), half);
            truth.holdAgainst(scenario, stage++, rows);
            stream.addAll(rows);
            for (Row row : rows(scenario, phase.name(), rows, policy)) {
                lines.add(row.line());
                row.coverage().report(scenario.name() + ", " + phase.name(), broken);
            }
        }
        for (Row row : rows(scenario, "whole stream", stream, policy)) {
            lines.add(row.line());
            row.coverage().report(scenario.name() + ", whole stream", broken);
            bars.add(row.coverage().bar(scenario.name()));
        }
        return lines;
    }

    private List<Row> rows(Scenario scenario, String part, List<Recorded> rows, Policy policy) {
        List<Coverage> figures = new ArrayList<>();
        figures.add(Coverage.ofErrors(rows, policy, scenario.key(), seeds));
        if (rows.stream().anyMatch(row -> !row.attributes().isEmpty())) {
            figures.add(Coverage.ofAttributes(rows, policy, scenario.key(), seeds));
        }
        return figures.stream()
                .map(coverage -> new Row(
                        coverage, "| " + scenario.name() + " | " + part + " | " + coverage.cells(rows.size()) + " |"))
                .toList();
    }

    private List<String> advisor(ScenarioTruth truth, Broken broken) throws IOException {
        TreeMap<String, List<Recorded>> models = Recorded.read(data, "mcqa_conf", half, "*").stream()
                .filter(row -> row.confidence() != null)
                .collect(Collectors.groupingBy(Recorded::model, TreeMap::new, Collectors.toList()));
        models.forEach(truth::holdAgainst);
        List<String> lines = new ArrayList<>();
        models.forEach((model, rows) -> MAX_ERRORS.forEach(maxError -> {
            List<Recorded> first = rows.stream()
                    .filter(row -> row.promptVersion().equals("first"))
                    .toList();
            AdvisorTrial trial = AdvisorTrial.of(model, first, maxError, seeds);
            lines.add(trial.row());
            broken.promised("advisor, " + model + " at " + Markdown.percent(maxError), trial.broken(), seeds);
        }));
        return lines;
    }
}
