package dev.touchstone.app.evidence;

import dev.touchstone.api.Json;
import dev.touchstone.api.Policy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Writes the document.
public final class Evidence {
    private static final List<Double> MAX_ERRORS = List.of(0.05, 0.1, 0.2);

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

    /// The whole document as Markdown.
    public String document() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(Text.HEAD.formatted(half, seeds));
        lines.add(
                "| scenario | part | figure | outputs | truth | reviews | **held** | width | pooled held | pooled width"
                        + " | no figure |");
        lines.add("|---|---|---|---:|---:|---:|---:|---:|---:|---:|---:|");
        for (Scenario scenario : Scenario.all()) {
            lines.addAll(rows(scenario));
        }
        lines.add("");
        lines.add(Text.POLICIES);
        for (Scenario scenario : Scenario.all()) {
            lines.add("- `" + scenario.name() + "`: `" + scenario.policy() + "`");
        }
        lines.add("");
        lines.add(Text.ADVISOR.formatted(seeds));
        lines.add("| model | outputs | error | tolerated | audits | refused | threshold | auto-approved | error there"
                + " | promise broken |");
        lines.add("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        lines.addAll(advisor());
        lines.add("");
        lines.add(Text.FOOT);
        return String.join("\n", lines) + "\n";
    }

    private List<String> rows(Scenario scenario) throws IOException {
        Policy policy = Json.read(scenario.policy(), Policy.class);
        List<String> lines = new ArrayList<>();
        List<Recorded> stream = new ArrayList<>();
        for (Scenario.Phase phase : scenario.phases()) {
            List<Recorded> rows = phase.read(data, scenario.dataset(), half);
            stream.addAll(rows);
            lines.addAll(rows(scenario, phase.name(), rows, policy));
        }
        lines.addAll(rows(scenario, "whole stream", stream, policy));
        return lines;
    }

    private List<String> rows(Scenario scenario, String part, List<Recorded> rows, Policy policy) {
        List<String> lines = new ArrayList<>();
        String first = "| " + scenario.name() + " | " + part + " | ";
        lines.add(first + Coverage.ofErrors(rows, policy, scenario.key(), seeds).cells(rows.size()) + " |");
        if (rows.stream().anyMatch(row -> !row.attributes().isEmpty())) {
            lines.add(first
                    + Coverage.ofAttributes(rows, policy, scenario.key(), seeds).cells(rows.size()) + " |");
        }
        return lines;
    }

    private List<String> advisor() throws IOException {
        TreeMap<String, List<Recorded>> models = Recorded.read(data, "mcqa_conf", half, "*").stream()
                .filter(row -> row.promptVersion().equals("first") && row.confidence() != null)
                .collect(Collectors.groupingBy(Recorded::model, TreeMap::new, Collectors.toList()));
        List<String> lines = new ArrayList<>();
        models.forEach((model, rows) -> MAX_ERRORS.forEach(maxError ->
                lines.add(AdvisorTrial.of(model, rows, maxError, seeds).row())));
        return lines;
    }
}
