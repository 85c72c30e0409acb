package dev.touchstone.backend.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.judge.CommitteeCase;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.BackendConfig;
import dev.touchstone.backend.config.ConfigException;
import dev.touchstone.backend.testing.Eventually;
import dev.touchstone.backend.testing.ServedBackend;
import dev.touchstone.backend.testing.TestDatabases;
import dev.touchstone.sandbox.judge.MockAnswer;
import dev.touchstone.sandbox.judge.MockJudge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The committee through the whole backend, over HTTP, and its settings.
class CommitteeJourneyTest {
    private static final String POLICY = "{\"audit_rate\": 0, \"committee\": {\"models\": [\"large\"], \"share\": 0}}";

    private static OutputReceipt post(ServedBackend backend) {
        backend.client.putPipeline(ServedBackend.PIPELINE, Json.read(POLICY, Policy.class));
        return backend.client.post(NewOutput.text(ServedBackend.PIPELINE, "e-1", "Yes.")
                .query("May I return a kettle?")
                .confidence(0.99)
                .build());
    }

    @Test
    void anOutputIsPutToTheCommitteeOnRequest() {
        try (MockJudge mock = MockJudge.scripted(question -> MockAnswer.of("No."));
                ServedBackend backend = new ServedBackend(
                        TestDatabases.newSqlite(),
                        Map.of(
                                "TOUCHSTONE_COMMITTEE__MODELS__LARGE__BASE_URL",
                                mock.url(),
                                "TOUCHSTONE_COMMITTEE__MODELS__LARGE__MODEL",
                                "m-large",
                                "TOUCHSTONE_COMMITTEE_KEY_LARGE",
                                "sk-large"))) {
            OutputReceipt receipt = post(backend);
            assertThatThrownBy(() -> backend.client.judge().committee(receipt.id()))
                    .isInstanceOfSatisfying(
                            ApiException.class, e -> assertThat(e.code()).isEqualTo("no-committee-case"));

            assertThat(backend.client.judge().requestCommittee(receipt.id()).pi())
                    .isZero();
            Eventually.within(
                    Duration.ofSeconds(60),
                    "settled",
                    () -> backend.client.judge().committee(receipt.id()).times().settledAt() != null);

            assertThat(backend.client.judge().requestCommittee(receipt.id()).state())
                    .isEqualTo(CommitteeCase.State.DISAGREES);
            assertThat(mock.heard()).hasSize(1);
            assertThat(mock.heard().getFirst().headers()).containsEntry("authorization", "Bearer sk-large");
            assertThat(backend.client.output(receipt.id()).reviewId()).isNotNull();
        }
    }

    @Test
    void withoutModelsAskingSaysWhatToDo() {
        try (ServedBackend backend = new ServedBackend(TestDatabases.newSqlite())) {
            OutputReceipt receipt = post(backend);

            assertThatThrownBy(() -> backend.client.judge().requestCommittee(receipt.id()))
                    .isInstanceOfSatisfying(
                            ApiException.class, e -> assertThat(e.code()).isEqualTo("no-committee"));
        }
    }

    private static void refused(Path folder, String yaml, Map<String, String> environment, String... words)
            throws IOException {
        Path file = Files.writeString(folder.resolve("touchstone.yaml"), yaml);
        assertThatThrownBy(() -> BackendConfig.load(file, environment))
                .isInstanceOf(ConfigException.class)
                .message()
                .contains(words);
    }

    @Test
    void badSettingsAreRefusedAtStart(@TempDir Path folder) throws IOException {
        refused(
                folder,
                "committee: {models: {large: {model: m, api_key: sk-1}}}",
                Map.of(),
                "committee.models.large.api_key",
                "secret");
        refused(folder, "committee: {models: {large: {modle: m}}}", Map.of(), "committee.models.large.modle", "model");
        refused(folder, "committee: {models: {Large: {model: m}}}", Map.of(), "Large", "hyphens");
        refused(folder, "{}", Map.of("TOUCHSTONE_COMMITTEE_KEY_LARGE", "sk-1"), "large", "a key alone is no model");
        refused(
                folder,
                "judge: {model: j, prices: {j: {input: 1, output: 1}}, weekly_spend_cap: 1}\n"
                        + "committee: {models: {large: {model: m}}}",
                Map.of(),
                "every model needs a price");
    }
}
