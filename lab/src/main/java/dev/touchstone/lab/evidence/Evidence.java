package dev.touchstone.lab.evidence;

import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.Json;
import dev.touchstone.lab.figure.FigurePage;
import dev.touchstone.lab.recorded.Broken;
import dev.touchstone.lab.recorded.Markdown;
import dev.touchstone.lab.recorded.Recorded;
import dev.touchstone.lab.recorded.Scenario;
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

    private static final String COVERAGE_HEAD =
            "| scenario | part | figure | outputs | truth | reviews | **held** | width | pooled held | pooled width"
                    + " | no figure |\n|---|---|---|---:|---:|---:|---:|---:|---:|---:|---:|";
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

    /// The document, its pages and the pictures in it.
    ///
    /// @param markdown the document that people read first
    /// @param pages the rest, by their paths from the document
    /// @param charts the pictures, as SVG, by the names of their files
    /// @param broken what it speaks against, in sentences; null when everything held
    public record Written(
            String markdown,
            Map<String, String> pages,
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
        truth.holdExtractions(data);
        Broken broken = new Broken();
        Map<String, String> pages = new TreeMap<>();
        List<String> lines = new ArrayList<>();
        List<String> parts = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, Text.HEAD, half, seeds, 196 * Math.sqrt(0.95 * 0.05 / seeds)));
        lines.add(COVERAGE_HEAD);
        parts.add(Text.PARTS);
        parts.add(COVERAGE_HEAD);
        List<Chart.Bar> bars = new ArrayList<>();
        for (Scenario scenario : Scenario.all()) {
            coverage(scenario, truth, broken, parts, lines, bars);
        }
        lines.add("");
        picture(lines, "Share of 95 % intervals that held the truth, by scenario", charts, HELD);
        lines.add(Text.COVERAGE_FOOT);
        pages.put("evidence/parts.md", page(List.of(parts, policies())));
        pages.put("evidence/figures.md", new FigurePage(data, half, seeds).markdown(broken));
        lines.add(Text.ADVISOR.formatted(seeds));
        lines.add("| model | outputs | error | tolerated | audits | refused | threshold | auto-approved | error there"
                + " | promise broken |");
        lines.add("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        lines.addAll(advisor(truth, broken));
        lines.add("");
        Judges judges = Judges.of(data, half, seeds);
        judges.report(broken);
        lines.addAll(judges.lines());
        lines.add("");
        pages.put("evidence/judges.md", page(List.of(judges.agreement())));
        Drifts drifts = new Drifts(data, half, seeds, truth, broken);
        lines.addAll(drifts.lines());
        lines.add("");
        picture(lines, "Alarms after a drop, and alarms without one", charts, DRIFT);
        pages.put(
                "evidence/changes.md",
                page(List.of(
                        List.of(Text.CHANGES),
                        new AttributeDrifts(data, half, seeds).lines(),
                        new JudgeDrifts(data, half, seeds).lines())));
        Experiments experiments = Experiments.of(data, half);
        lines.addAll(experiments.lines());
        lines.add("");
        pages.put("evidence/prompts.md", page(List.of(experiments.page(), PairedTrials.of(data, half, seeds, broken))));
        lines.add(Text.FOOT);
        return new Written(
                String.join("\n", lines) + "\n",
                pages,
                Map.of(HELD, new Chart(bars).svg(), DRIFT, drifts.chart()),
                broken.words().orElse(null));
    }

    private static String page(List<List<String>> parts) {
        return parts.stream().map(part -> String.join("\n", part)).collect(Collectors.joining("\n\n")) + "\n";
    }

    private static List<String> policies() {
        List<String> lines = new ArrayList<>();
        lines.add(Text.POLICIES);
        for (Scenario scenario : Scenario.all()) {
            lines.add("- `" + scenario.name() + "`: `" + scenario.policy() + "`");
        }
        return lines;
    }

    private static void picture(List<String> lines, String alt, @Nullable String folder, String file) {
        if (folder != null) {
            lines.add("![" + alt + "](" + folder + (folder.isEmpty() ? "" : "/") + file + ")");
            lines.add("");
        }
    }

    /// @param parts takes the rows of phases
    /// @param whole takes those of whole streams
    /// @param bars takes what the picture shows of these
    private void coverage(
            Scenario scenario,
            ScenarioTruth truth,
            Broken broken,
            List<String> parts,
            List<String> whole,
            List<Chart.Bar> bars)
            throws IOException {
        Policy policy = Json.read(scenario.policy(), Policy.class);
        List<Recorded> stream = new ArrayList<>();
        int stage = 0;
        for (Scenario.Phase phase : scenario.phases()) {
            List<Recorded> rows = phase.read(data, scenario.dataset(), half);
            truth.holdAgainst(scenario.name(), stage++, rows);
            stream.addAll(rows);
            for (Row row : rows(scenario, phase.name(), rows, policy)) {
                parts.add(row.line());
                row.coverage().report(scenario.name() + ", " + phase.name(), broken);
            }
        }
        for (Row row : rows(scenario, "whole stream", stream, policy)) {
            whole.add(row.line());
            row.coverage().report(scenario.name() + ", whole stream", broken);
            bars.add(row.coverage().bar(scenario.name()));
        }
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
