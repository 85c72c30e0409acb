package dev.touchstone.lab.evidence;

import dev.touchstone.lab.recorded.Recorded;
import dev.touchstone.lab.recorded.Scenario.Phase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Recorded outputs before and after something changed.
record DriftScenario(String name, String dataset, Phase before, Phase after) {

    static List<DriftScenario> all() {
        return List.of(
                qa("model_swap_big", Phase.model("gpt-4", "*"), Phase.model("text-davinci-003", "*")),
                qa("model_swap_small", Phase.model("gpt-4", "*"), Phase.model("gpt-3.5-turbo", "*")),
                qa(
                        "topic_shift",
                        Phase.model("trivia", "gpt-4", "tq"),
                        Phase.model("natural questions", "gpt-4", "nq")),
                new DriftScenario(
                        "confident_wrong",
                        "mcqa_conf",
                        Phase.firstPrompt("gpt-4-turbo", "mmlu"),
                        Phase.firstPrompt("Mistral", "mmlu")),
                extractRollout(),
                qa("no_drift", Phase.model("gpt-4", "*"), Phase.model("bing-chat", "*")));
    }

    /// The one whose outputs have attributes.
    static DriftScenario extractRollout() {
        return new DriftScenario(
                "extract_rollout",
                "extractgpt",
                Phase.files("gpt4-schema", "*_gpt4_schema-10shot-train1.0"),
                Phase.files("gpt35-list", "*_gpt35_list-10shot"));
    }

    private static DriftScenario qa(String name, Phase before, Phase after) {
        return new DriftScenario(name, "evouna", before, after);
    }

    /// Rows of a phase, as they were recorded.
    List<Recorded> read(Phase phase, Path data, String half) throws IOException {
        return phase.read(data, dataset, half);
    }

    /// Share of errors, 0 to 1.
    static double rate(List<Recorded> rows) {
        return (double) rows.stream().filter(row -> !row.approved()).count() / rows.size();
    }
}
