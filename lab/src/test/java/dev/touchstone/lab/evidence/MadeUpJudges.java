package dev.touchstone.lab.evidence;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Judged outputs in the shape of the recorded ones, half `some`, and what such data record of their judges.
/// One judge is always right; the others flag nine of ten wrong outputs, and twenty of ninety good ones for
/// nothing.
record MadeUpJudges(Path data) {
    /// Of a strict judge with people.
    static final double AGREEMENT = 0.79;

    private static final String LONG_WINDED = "text-davinci-003_zeroshot";
    private static final List<String> ANSWERERS = List.of("m", LONG_WINDED);

    /// @param agreement what is recorded as the strict judges' agreement
    void write(double agreement) throws IOException {
        MadeUpOutputs outputs = new MadeUpOutputs(data);
        for (String source : List.of("tq", "nq")) {
            outputs.file("evouna", source, 100, MadeUpOutputs.QA, (model, n) -> {
                Map<String, Object> row =
                        MadeUpOutputs.row(source + model + n, new PipelineName("openqa-" + source), model, n);
                row.put("judge_scores", Map.of("lexical_match", strict(n), "token_f1", 0.5));
                return row;
            });
        }
        for (String part : List.of("outputs", "pairs")) {
            outputs.file("openqa", part, 300, part.equals("outputs") ? ANSWERERS : List.of("m"), (model, n) -> {
                Map<String, Object> scores = new TreeMap<>(Map.of("gpt-4", right(n), "text-davinci-003", strict(n)));
                if (n < 200) {
                    scores.put("bem", strict(n));
                }
                Map<String, Object> row = MadeUpOutputs.row(part + model + n, new PipelineName("openqa-nq"), model, n);
                row.put("judge_scores", scores);
                return row;
            });
        }
        Files.writeString(data.resolve("truth_some.json"), Json.write(truth(agreement)));
    }

    private static int right(int n) {
        return n % 10 == 0 ? 0 : 1;
    }

    private static int strict(int n) {
        return n % 100 != 0 && (n % 10 == 0 || n % 5 == 1) ? 0 : 1;
    }

    private static Map<String, Object> truth(double agreement) {
        Map<String, Object> systems = new TreeMap<>();
        MadeUpOutputs.QA.forEach(model -> systems.put(model, ofStrict(1, agreement)));
        Map<String, Object> judges = Map.of(
                "judge:gpt-4",
                figures(1, 1, 1, 1, 270, 0, 0, 30),
                "judge:text-davinci-003",
                ofStrict(3, agreement),
                "judge:bem",
                ofStrict(2, agreement));
        return Map.of(
                "scenarios",
                Map.of("some", scenarios()),
                "mcqa_conf",
                Map.of("some", Map.of("by_model", MadeUpOutputs.truthOfModels())),
                "extractgpt",
                Map.of("some", MadeUpOutputs.truthOfExtractions()),
                "evouna",
                Map.of(
                        "some",
                        Map.of("judge_lexical_match_vs_human", Map.of("openqa-tq", systems, "openqa-nq", systems))),
                "openqa",
                Map.of(
                        "outputs",
                        Map.of("some", Map.of("m", judges, LONG_WINDED, judges)),
                        "pairs",
                        Map.of("some", judges)));
    }

    private static Map<String, Object> scenarios() {
        Map<String, Object> scenarios = MadeUpOutputs.truthOfScenarios();
        scenarios.put(
                "prompt_iteration",
                experiment(
                        "schema-10shot-train0.2",
                        "schema-10shot-train1.0",
                        "schema-10shot-ensemble-train0.2",
                        "schema-10shot-ensemble-train1.0"));
        scenarios.put("extract_rollout", experiment("gpt4-schema", "gpt35-list"));
        return scenarios;
    }

    /// One output in ten is wrong in its brand; sizes are missing from one in four, or one in eight.
    private static Map<String, Object> experiment(String... versions) {
        return Map.of(
                "phases",
                java.util.Arrays.stream(versions).map(MadeUpJudges::phase).toList());
    }

    private static Map<String, Object> phase(String version) {
        double sizes = version.contains("ensemble-train1.0") ? 0.875 : 0.75;
        return Map.of(
                "phase",
                version,
                "n",
                200,
                "true_error",
                0.1,
                "attribute_accuracy",
                Math.round(1e4 * (0.9 + sizes) / 2) / 1e4,
                "attribute_accuracy_by_name(n>=60)",
                Map.of("Brand", 0.9, "Size", sizes));
    }

    /// Worked out by hand, to four decimals.
    private static Map<String, Object> ofStrict(int hundreds, double agreement) {
        return figures(agreement, 0.3675, 0.9, 0.7778, 70 * hundreds, hundreds, 20 * hundreds, 9 * hundreds);
    }

    private static Map<String, Object> figures(
            double agreement, double kappa, double tnr, double recall, int tp, int fp, int fn, int tn) {
        Map<String, Object> figures = new TreeMap<>();
        figures.put("n", tp + fp + fn + tn);
        figures.put("agreement", agreement);
        figures.put("kappa", kappa);
        figures.put("tnr", tnr);
        figures.put("recall", recall);
        figures.put("tp", tp);
        figures.put("fp", fp);
        figures.put("fn", fn);
        figures.put("tn", tn);
        return figures;
    }
}
