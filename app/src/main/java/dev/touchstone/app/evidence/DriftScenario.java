package dev.touchstone.app.evidence;

import dev.touchstone.app.evidence.Scenario.Phase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/// Recorded outputs before and after something changed.
///
/// @param drops whether they became worse by it
record DriftScenario(String name, String dataset, Phase before, Phase after, boolean drops) {

    static List<DriftScenario> all() {
        return List.of(
                qa("model_swap_big", Phase.model("gpt-4", "*"), Phase.model("text-davinci-003", "*"), true),
                qa("model_swap_small", Phase.model("gpt-4", "*"), Phase.model("gpt-3.5-turbo", "*"), true),
                qa(
                        "topic_shift",
                        Phase.model("trivia", "gpt-4", "tq"),
                        Phase.model("natural questions", "gpt-4", "nq"),
                        true),
                new DriftScenario(
                        "confident_wrong",
                        "mcqa_conf",
                        Phase.firstPrompt("gpt-4-turbo", "mmlu"),
                        Phase.firstPrompt("Mistral", "mmlu"),
                        true),
                extractRollout(),
                qa("no_drift", Phase.model("gpt-4", "*"), Phase.model("bing-chat", "*"), false));
    }

    /// The one whose outputs have attributes.
    static DriftScenario extractRollout() {
        return new DriftScenario(
                "extract_rollout",
                "extractgpt",
                Phase.files("gpt4-schema", "*_gpt4_schema-10shot-train1.0"),
                Phase.files("gpt35-list", "*_gpt35_list-10shot"),
                true);
    }

    private static DriftScenario qa(String name, Phase before, Phase after, boolean drops) {
        return new DriftScenario(name, "evouna", before, after, drops);
    }

    /// Rows of a phase, as they were recorded.
    List<Recorded> read(Phase phase, Path data, String half) throws IOException {
        return phase.read(data, dataset, half);
    }

    /// 1 for a rejected output, 0 for an approved one.
    static double[] losses(List<Recorded> rows) {
        return rows.stream().mapToDouble(row -> row.approved() ? 0 : 1).toArray();
    }

    /// By attribute: 1 where it is wrong, 0 where it is right, for the outputs that people judged it on.
    static Map<String, double[]> attributeLosses(List<Recorded> rows) {
        return rows.stream()
                .flatMap(row -> row.attributes().entrySet().stream())
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey,
                        TreeMap::new,
                        Collectors.collectingAndThen(
                                Collectors.toList(),
                                found -> found.stream()
                                        .mapToDouble(entry -> entry.getValue().correct() ? 0 : 1)
                                        .toArray())));
    }

    /// Share of errors, 0 to 1.
    static double rate(double[] losses) {
        return DoubleStream.of(losses).average().orElse(0);
    }
}
