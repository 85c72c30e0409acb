package dev.touchstone.lab.recorded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// A stream of recorded outputs in phases, and the policy it is sampled under.
///
/// @param policy the policy, as JSON with the defaults left out
/// @param key the stratum key whose value is the recorded pipeline; empty for none
public record Scenario(String name, String dataset, String policy, String key, List<Phase> phases) {
    private static final String QA =
            "{\"missing_confidence\":\"audit\",\"audit_rate\":0.05,\"strata\":{\"keys\":[\"source\"],"
                    + "\"rates\":[{\"when\":{\"source\":\"openqa-trivia\"},\"rate\":0.1}]}}";
    private static final String CHOICE = "{\"confidence_threshold\":0.8,\"audit_rate\":0.05}";
    private static final String SUMMARY = "{\"missing_confidence\":\"audit\",\"audit_rate\":0.1,\"strata\":"
            + "{\"keys\":[\"domain\"],\"rates\":[{\"when\":{\"domain\":\"summary-sales_email\"},\"rate\":0.05}]}}";
    private static final String EXTRACT = "{\"missing_confidence\":\"audit\",\"audit_rate\":0.1,\"attribute_rules\":"
            + "{\"all\":[{\"attribute\":\"Brand\",\"missing\":true},{\"attribute\":\"Brand Name\",\"missing\":true}]}}";

    /// One part of a stream, with a quality of its own.
    public record Phase(String name, String files, Predicate<Recorded> holds) {
        public static Phase model(String model, String files) {
            return model(model, model, files);
        }

        public static Phase model(String name, String model, String files) {
            return new Phase(name, files, row -> row.model().equals(model));
        }

        public static Phase firstPrompt(String model, String files) {
            return new Phase(
                    model,
                    files,
                    row -> row.model().equals(model) && row.promptVersion().equals("first"));
        }

        public static Phase files(String name, String files) {
            return new Phase(name, files, row -> true);
        }

        public List<Recorded> read(Path data, String dataset, String half) throws IOException {
            return new ArrayList<>(Recorded.read(data, dataset, half, files).stream()
                    .filter(holds)
                    .toList());
        }
    }

    public static List<Scenario> all() {
        return List.of(
                qa("no_drift", Phase.model("gpt-4", "*"), Phase.model("bing-chat", "*")),
                qa("model_swap_big", Phase.model("gpt-4", "*"), Phase.model("text-davinci-003", "*")),
                qa(
                        "topic_shift",
                        Phase.model("trivia", "gpt-4", "tq"),
                        Phase.model("natural questions", "gpt-4", "nq")),
                qa(
                        "long_stream",
                        Phase.model("bing-chat", "*"),
                        Phase.model("gpt-4", "*"),
                        Phase.model("gpt-3.5-turbo", "*"),
                        Phase.model("dpr+fid", "*"),
                        Phase.model("text-davinci-003", "*")),
                new Scenario(
                        "summary_domains",
                        "summedits",
                        SUMMARY,
                        "domain",
                        List.of(
                                Phase.files("sales_email", "sales_email"),
                                Phase.files("sales_call", "sales_call"),
                                Phase.files("qmsumm", "qmsumm"),
                                Phase.files("scitldr", "scitldr"))),
                new Scenario(
                        "confident_wrong",
                        "mcqa_conf",
                        CHOICE,
                        "",
                        List.of(Phase.firstPrompt("gpt-4-turbo", "mmlu"), Phase.firstPrompt("Mistral", "mmlu"))),
                new Scenario(
                        "calibrated_swap",
                        "mcqa_conf",
                        CHOICE,
                        "",
                        List.of(Phase.firstPrompt("gpt-3.5-turbo", "*"), Phase.firstPrompt("Yi-34b", "*"))),
                new Scenario(
                        "extract_rollout",
                        "extractgpt",
                        EXTRACT,
                        "",
                        List.of(
                                Phase.files("gpt4-schema", "*_gpt4_schema-10shot-train1.0"),
                                Phase.files("gpt35-list", "*_gpt35_list-10shot"))));
    }

    private static Scenario qa(String name, Phase... phases) {
        return new Scenario(name, "evouna", QA, "source", List.of(phases));
    }
}
