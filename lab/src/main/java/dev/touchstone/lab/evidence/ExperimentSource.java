package dev.touchstone.lab.evidence;

import dev.touchstone.api.experiment.ExperimentFindings;
import dev.touchstone.backend.experiment.CaseFinding;
import dev.touchstone.backend.experiment.Comparison;
import dev.touchstone.lab.recorded.Recorded;
import dev.touchstone.lab.recorded.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Recorded outputs of several versions to the same cases.
///
/// @param name as the data name it
/// @param versions each with the files of its outputs
record ExperimentSource(String name, List<Scenario.Phase> versions) {
    private static final String DATASET = "extractgpt";

    static List<ExperimentSource> all() {
        return List.of(
                new ExperimentSource(
                        "prompt_iteration",
                        List.of(
                                gpt4("schema-10shot-train0.2"),
                                gpt4("schema-10shot-train1.0"),
                                gpt4("schema-10shot-ensemble-train0.2"),
                                gpt4("schema-10shot-ensemble-train1.0"))),
                new ExperimentSource(
                        "extract_rollout",
                        List.of(
                                Scenario.Phase.files("gpt4-schema", "*_gpt4_schema-10shot-train1.0"),
                                Scenario.Phase.files("gpt35-list", "*_gpt35_list-10shot"))));
    }

    private static Scenario.Phase gpt4(String version) {
        return Scenario.Phase.files(version, "*_gpt4_" + version);
    }

    /// What people found, by the code that answers `GET /v1/experiments/{id}/result`.
    ExperimentFindings read(Path data, String half) throws IOException {
        return compared(findings(data, half));
    }

    ExperimentFindings compared(List<CaseFinding> findings) {
        return Comparison.of(versions.stream().map(Scenario.Phase::name).toList(), findings);
    }

    List<CaseFinding> findings(Path data, String half) throws IOException {
        List<CaseFinding> findings = new ArrayList<>();
        for (Scenario.Phase version : versions) {
            for (Recorded row : version.read(data, DATASET, half)) {
                findings.add(new CaseFinding(row.caseId(), version.name(), row.approved(), right(row)));
            }
        }
        return findings;
    }

    private static Map<String, Boolean> right(Recorded row) {
        return row.attributes().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().correct()));
    }
}
