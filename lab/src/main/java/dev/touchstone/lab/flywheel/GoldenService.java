package dev.touchstone.lab.flywheel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.client.GoldenClient;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.golden.DatasetRule;
import dev.touchstone.api.golden.ExportFormat;
import dev.touchstone.api.golden.GoldenSplit;
import dev.touchstone.api.golden.NewVersion;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.Backend;
import dev.touchstone.backend.BackendConfig;
import dev.touchstone.backend.keys.ServerSecret;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Touchstone as a pipeline and its people see it: a server of its own, over HTTP.
final class GoldenService implements AutoCloseable {
    private static final String PIPELINE = "intents";
    private static final String AUDITS = "intents-audits";
    private static final int BATCH = 250;
    private static final Reviewer PERSON = new Reviewer(new ReviewerId("flywheel"), "Who knows the intents");

    private final Backend backend;
    private final TouchstoneClient client;

    /// @param database file of a database of its own
    /// @param seed another one draws other audits and other splits
    GoldenService(Path database, int seed) {
        BackendConfig config = BackendConfig.load(
                Path.of("no-such-file.yaml"),
                Map.of(
                        "TOUCHSTONE_DATABASE_URL",
                        "sqlite:" + database,
                        "TOUCHSTONE_PORT",
                        "0",
                        "TOUCHSTONE_SERVER__REQUESTS_PER_SECOND",
                        "1000000"));
        ServerSecret secret =
                ServerSecret.of(String.format(Locale.ROOT, "flywheel-evidence-needs-no-secret-%08d", seed));
        backend = new Backend(config, secret, InstantSource.system()).start(Map.of());
        client = new TouchstoneClient(backend.url(), backend.keyInProcess("flywheel", Set.of(Scope.ADMIN)));
    }

    /// Puts the policy of the coming week into force.
    ///
    /// @param threshold from which on outputs are approved by the machine
    /// @param test share of the items that is kept from training
    void rule(double threshold, double auditRate, double test) {
        client.putPipeline(
                PIPELINE,
                Json.read(
                        String.format(
                                Locale.ROOT,
                                "{\"confidence_threshold\": %s, \"audit_rate\": %s, \"golden\": {\"approvals\": \"all\","
                                        + " \"splits\": {\"train\": %s, \"dev\": 0, \"test\": %s}}}",
                                threshold,
                                auditRate,
                                1 - test,
                                test),
                        Policy.class));
    }

    /// @param answers to the requests, in their order
    List<Handled> post(List<IntentRequest> requests, List<IntentModel.Answer> answers, String version) {
        List<Handled> handled = new ArrayList<>();
        for (int from = 0; from < requests.size(); from += BATCH) {
            int to = Math.min(requests.size(), from + BATCH);
            List<NewOutput> outputs = new ArrayList<>();
            for (int i = from; i < to; i++) {
                outputs.add(NewOutput.text(
                                PIPELINE, requests.get(i).id(), answers.get(i).intent())
                        .query(requests.get(i).text())
                        .confidence(answers.get(i).confidence())
                        .model("linear")
                        .promptVersion(version)
                        .build());
            }
            int first = from;
            client.postBatch(outputs).forEach(line -> {
                OutputReceipt receipt =
                        Objects.requireNonNull(line.receipt(), () -> "an output was refused: " + line.problem());
                int i = first + line.line() - 1;
                handled.add(new Handled(requests.get(i), answers.get(i), receipt));
            });
        }
        return handled;
    }

    /// Somebody says what is right.
    void decide(Handled output) {
        ReviewId review = Objects.requireNonNull(output.receipt().reviewId(), "an output without a review");
        client.decide(
                review,
                output.right()
                        ? NewDecision.approve(PERSON, 0, null)
                        : NewDecision.edit(
                                PERSON, 0, TextNode.valueOf(output.request().intent()), null, null));
    }

    /// What the model may learn from: the train side of everything golden, as a fine-tuning file says it.
    List<IntentModel.Example> trainingFile() {
        return exported(PIPELINE, DatasetRule.of(PIPELINE), ExportFormat.OPENAI_SFT, GoldenSplit.TRAIN).stream()
                .map(row -> new IntentModel.Example(content(row, "user"), content(row, "assistant")))
                .toList();
    }

    /// What certifies it: the test side of what the random audit drew, which no model was ever trained on.
    List<IntentModel.Example> testItems() {
        DatasetRule rule = new DatasetRule(
                List.of(PIPELINE), List.of(), List.of(), List.of(), List.of(), List.of(), true, null, null, Map.of());
        return exported(AUDITS, rule, ExportFormat.FEEDBACK, GoldenSplit.TEST).stream()
                .map(row -> new IntentModel.Example(
                        row.path("input").asText(),
                        row.path("correction").isTextual()
                                ? row.path("correction").textValue()
                                : row.path("output").asText()))
                .toList();
    }

    private static String content(JsonNode row, String role) {
        for (JsonNode message : row.path("messages")) {
            if (message.path("role").asText().equals(role)) {
                return message.path("content").asText();
            }
        }
        throw new IllegalStateException("a row without a message of the " + role);
    }

    private List<JsonNode> exported(String dataset, DatasetRule rule, ExportFormat format, GoldenSplit split) {
        GoldenClient golden = client.goldenSet();
        golden.putDataset(dataset, rule);
        int version = golden.freeze(dataset, NewVersion.PLAIN).number();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        @Nullable Integer cursor = null;
        do {
            GoldenClient.ExportPart part = golden.exportPart(dataset, version, format, split, cursor);
            file.writeBytes(part.bytes());
            cursor = part.next();
        } while (cursor != null);
        return file.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> Json.read(line, JsonNode.class))
                .toList();
    }

    @Override
    public void close() {
        client.close();
        backend.close();
    }
}
