package dev.touchstone.lab.evidence;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.Json;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/// Outputs in the shape of the recorded ones, half `some`: confident ones are wrong one time in ten, doubtful
/// ones one time in two.
record MadeUpOutputs(Path data) {
    static final List<String> QA = List.of("gpt-4", "bing-chat", "gpt-3.5-turbo", "dpr+fid", "text-davinci-003");
    private static final List<String> EXTRACTIONS = List.of(
            "a_gpt4_schema-10shot-train1.0",
            "a_gpt4_schema-10shot-train0.2",
            "a_gpt4_schema-10shot-ensemble-train0.2",
            "a_gpt4_schema-10shot-ensemble-train1.0",
            "a_gpt35_list-10shot");
    private static final double CHOICE_WRONG = 0.225;
    private static final List<String> CHOICE = List.of("gpt-4-turbo", "Mistral", "gpt-3.5-turbo", "Yi-34b");

    void write() throws IOException {
        for (String domain : List.of("sales_email", "sales_call", "qmsumm", "scitldr")) {
            file(
                    "summedits",
                    domain,
                    120,
                    List.of("m"),
                    (model, n) -> row(domain + n, new PipelineName("summary-" + domain), model, n));
        }
        for (String subject : List.of("mmlu", "other")) {
            file("mcqa_conf", subject, 600, CHOICE, (model, n) -> {
                Map<String, Object> row = row(subject + model + n, new PipelineName("choice"), model, n);
                boolean doubtful = n % 4 == 0;
                row.put("prompt_version", "first");
                row.put("confidence", doubtful ? 0.3 : 0.95);
                // Every model is right in nine of ten confident outputs, but one that is right in half of all.
                boolean right = doubtful || model.equals("Mistral") ? n % 8 < 4 : n % 10 != 1;
                row.put("human_label", right ? "approve" : "reject");
                return row;
            });
        }
        for (String run : EXTRACTIONS) {
            file("extractgpt", run, 200, List.of("m"), (model, n) -> {
                Map<String, Object> row = row(run + n, new PipelineName("extract"), model, n);
                row.put("context", "product " + n);
                row.put(
                        "attributes",
                        Map.of(
                                "Brand",
                                verdict(n % 10 == 0 ? "VW" : "VC"),
                                "Size",
                                verdict(sizeIsMissing(run, n) ? "VN" : "VC")));
                return row;
            });
        }
    }

    /// One prompt is better than the others: it misses half as many sizes.
    private static boolean sizeIsMissing(String run, int n) {
        return run.contains("ensemble-train1.0") ? n % 8 == 0 : n % 4 == 0;
    }

    interface Rows {
        Map<String, Object> of(String model, int n);
    }

    void file(String dataset, String name, int each, List<String> models, Rows rows) throws IOException {
        Path folder = Files.createDirectories(data.resolve(dataset).resolve("some"));
        try (Writer out = new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(folder.resolve(name + ".jsonl.gz"))),
                StandardCharsets.UTF_8)) {
            for (String model : models) {
                for (int n = 0; n < each; n++) {
                    out.write(Json.write(rows.of(model, n)) + "\n");
                }
            }
        }
    }

    static Map<String, Object> row(String id, PipelineName pipeline, String model, int n) {
        Map<String, Object> row = new TreeMap<>();
        row.put("id", id);
        row.put("pipeline", pipeline);
        row.put("model", model);
        row.put("human_label", n % 10 == 0 ? "reject" : "approve");
        return row;
    }

    /// Worked out by hand: every part of the scenarios but those of extraction and of multiple choice is wrong
    /// in one of ten.
    static Map<String, Object> truthOfScenarios() {
        Map<String, Object> scenarios = new TreeMap<>();
        scenarios.put("no_drift", phases(phase(200, 0.1), phase(200, 0.1)));
        scenarios.put("model_swap_big", phases(phase(200, 0.1), phase(200, 0.1)));
        scenarios.put("model_swap_small", phases(phase(200, 0.1), phase(200, 0.1)));
        scenarios.put("topic_shift", phases(phase(100, 0.1), phase(100, 0.1)));
        scenarios.put(
                "long_stream",
                phases(phase(200, 0.1), phase(200, 0.1), phase(200, 0.1), phase(200, 0.1), phase(200, 0.1)));
        scenarios.put("summary_domains", phases(phase(120, 0.1), phase(120, 0.1), phase(120, 0.1), phase(120, 0.1)));
        scenarios.put("confident_wrong", phases(phase(600, CHOICE_WRONG), phase(600, 0.5)));
        scenarios.put("calibrated_swap", phases(phase(1200, CHOICE_WRONG), phase(1200, CHOICE_WRONG)));
        return scenarios;
    }

    /// A quarter is doubtful (0.3), half of it wrong: 0.5·0.49 + 0.5·0.09. Of all, one in ten is wrong at 0.95,
    /// and the other 65 in 100 are right: 0.1·0.9025 + 0.65·0.0025. Mistral is wrong in half of either kind.
    static Map<String, Object> truthOfModels() {
        Map<String, Object> models = new TreeMap<>();
        for (String model : CHOICE) {
            boolean guesses = model.equals("Mistral");
            models.put(
                    model,
                    Map.of(
                            "pooled",
                            Map.of(
                                    "n",
                                    1200,
                                    "accuracy",
                                    guesses ? 0.5 : 0.775,
                                    "brier",
                                    guesses ? 0.4119 : 0.1644,
                                    // A quarter is 0.2 too low; the rest is 0.95 where 390 of 450 are right, or half.
                                    "ece10",
                                    guesses ? 0.3875 : 0.1125)));
        }
        return models;
    }

    /// 20 wrong brands, 50 sizes that are missing, of 200 products.
    static Map<String, Object> truthOfExtractions() {
        Map<String, Object> files = new TreeMap<>();
        for (String run : List.of("a_gpt4_schema-10shot-train1.0", "a_gpt35_list-10shot")) {
            files.put(
                    run.replace('_', '|'),
                    Map.of("micro", Map.of("accuracy", 0.825, "precision", 0.9429, "recall", 0.825, "f1", 0.88)));
        }
        return files;
    }

    private static Map<String, Object> phases(Object... phases) {
        return Map.of("phases", List.of(phases));
    }

    private static Map<String, Object> phase(int n, double error) {
        return Map.of("n", n, "true_error", error);
    }

    private static Map<String, String> verdict(String code) {
        return Map.of("verdict", code);
    }
}
