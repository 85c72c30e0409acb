package dev.touchstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.golden.DatasetRule;
import dev.touchstone.api.golden.NewVersion;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.Backend;
import dev.touchstone.backend.BackendConfig;
import dev.touchstone.backend.keys.ServerSecret;
import dev.touchstone.backend.testing.TestDatabases;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `touchstone golden` against a backend that runs.
class GoldenCommandTest {
    @TempDir
    private Path folder;

    private Backend backend;
    private TouchstoneClient client;
    private String key;

    @BeforeEach
    void start() {
        backend = new Backend(
                        BackendConfig.withDatabase(TestDatabases.newSqlite(folder.resolve("touchstone.db"))
                                .url()),
                        ServerSecret.of("a-secret-of-tests-0123456789-abcdefgh"),
                        InstantSource.system())
                .start(Map.of(
                        "bot",
                        Json.read(
                                "{\"golden\": {\"splits\": {\"train\": 1, \"dev\": 0, \"test\": 0}}}", Policy.class)));
        key = backend.keyInProcess("cli", Set.of(Scope.ADMIN));
        client = new TouchstoneClient(backend.url(), key);
    }

    @AfterEach
    void stop() {
        client.close();
        backend.close();
    }

    private record Ended(int exit, String said) {}

    private Ended run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("golden"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--url", backend.url(), "--key", key));
        StringWriter said = new StringWriter();
        PrintWriter to = new PrintWriter(said);
        int exit = Main.commandLine().setOut(to).setErr(to).execute(all.toArray(String[]::new));
        return new Ended(exit, said.toString());
    }

    private void freeze(int items, String target) {
        for (int i = 0; i < items; i++) {
            ReviewId review = Objects.requireNonNull(client.post(NewOutput.text("bot", "o" + i, "an answer")
                            .query("Question about " + Integer.toString(i * 7919 + 104_729, 36) + "?")
                            .confidence(0.1)
                            .build())
                    .reviewId());
            Reviewer ann = Reviewer.of(new ReviewerId("ann"));
            client.decide(review, NewDecision.edit(ann, 0, TextNode.valueOf(target + i), null, null));
        }
        client.goldenSet().putDataset("d", DatasetRule.of("bot"));
        client.goldenSet().freeze("d", NewVersion.PLAIN);
    }

    @Test
    void anExportThatWasCutOffGoesOnAndComesOutTheSame() throws IOException {
        freeze(6, "x".repeat(700_000));
        Path whole = folder.resolve("whole.jsonl");
        Path cut = folder.resolve("cut.jsonl");
        assertThat(run("export", "d", whole.toString(), "--format", "trl_sft").exit())
                .isZero();
        assertThat(run("export", "d", cut.toString(), "--format", "trl_sft").exit())
                .isZero();
        byte[] bytes = Files.readAllBytes(whole);
        assertThat(Files.readAllBytes(cut)).isEqualTo(bytes);

        // As a killed process leaves it: the manifest tells of two items, and half of a third stands behind them.
        int two = line(bytes, line(bytes, 0));
        Path beside = folder.resolve("cut.jsonl.manifest.json");
        ObjectNode manifest = Json.read(Files.readString(beside), ObjectNode.class);
        manifest.put("cursor", 1).put("bytes", two).put("items", 2).put("done", false);
        Files.writeString(beside, Json.write(manifest));
        Files.write(cut, Arrays.copyOf(bytes, two + 1000));
        Ended again = run("export", "d", cut.toString(), "--format", "trl_sft");

        assertThat(again.exit()).as(again.said()).isZero();
        assertThat(Files.readAllBytes(cut)).isEqualTo(bytes);
        assertThat(Json.read(Files.readString(beside), JsonNode.class)
                        .get("items")
                        .intValue())
                .isEqualTo(6);
        assertThat(run("export", "d", cut.toString(), "--format", "openai_sft").exit())
                .isEqualTo(2);
        Files.write(folder.resolve("mine.txt"), new byte[] {1}, StandardOpenOption.CREATE);
        assertThat(run("export", "d", folder.resolve("mine.txt").toString()).exit())
                .isEqualTo(2);
    }

    private static int line(byte[] bytes, int from) {
        int at = from;
        while (bytes[at] != '\n') {
            at++;
        }
        return at + 1;
    }

    @Test
    void aHubFolderHasItsFilesItsCardAndMetadataThatFits() throws Exception {
        freeze(3, "right ");
        Path hub = folder.resolve("hub");

        Ended ended = run("export", "d", hub.toString(), "--format", "hugging_face", "--licence", "cc-by-4.0");

        assertThat(ended.exit()).as(ended.said()).isZero();
        Path train = hub.resolve("data/train-00000-of-00001.jsonl");
        assertThat(Files.readAllLines(train)).hasSize(3);
        assertThat(hub.resolve("data/validation-00000-of-00001.jsonl")).isEmptyFile();
        assertThat(Files.readString(hub.resolve("README.md")))
                .contains("license: cc-by-4.0", "path: data/train-*.jsonl", "| train | 3 |", "3 corrections");
        JsonNode croissant = Json.read(Files.readString(hub.resolve("croissant.json")), JsonNode.class);
        assertThat(croissant.get("conformsTo").textValue()).isEqualTo("http://mlcommons.org/croissant/1.0");
        assertThat(croissant.at("/distribution/0/sha256").textValue())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(train))));
    }

    @Test
    void aSetFromElsewhereIsTakenInOnce() throws IOException {
        Path file = folder.resolve("set.jsonl");
        Files.writeString(
                file, "{\"query\": \"How?\", \"target\": \"So.\"}\n{\"query\": \"Why?\"}\n", StandardCharsets.UTF_8);

        Ended first = run("import", file.toString(), "--pipeline", "bot");
        Ended second = run("import", file.toString(), "--pipeline", "bot");

        assertThat(first.exit()).isEqualTo(1);
        assertThat(first.said()).contains("1 added, 0 there already, 1 refused", "line 2:");
        assertThat(second.said()).contains("0 added, 1 there already, 1 refused");
        assertThat(run("export", "nothing", folder.resolve("x").toString()).exit())
                .isEqualTo(2);
    }
}
