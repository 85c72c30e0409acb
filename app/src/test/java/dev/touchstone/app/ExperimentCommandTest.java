package dev.touchstone.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchstone.api.client.ReviewQuery;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.experiment.ExperimentState;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.Backend;
import dev.touchstone.backend.BackendConfig;
import dev.touchstone.backend.keys.ServerSecret;
import dev.touchstone.backend.testing.TestDatabases;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `touchstone experiment` against a backend that runs.
class ExperimentCommandTest {
    private static final Path EXAMPLE =
            Path.of(System.getProperty("touchstone.root", ".."), "config/experiment-example.jsonl");

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
                .start(Map.of("support-bot", Policy.DEFAULT));
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
        List<String> all = new ArrayList<>(List.of("experiment"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--url", backend.url(), "--key", key));
        StringWriter said = new StringWriter();
        PrintWriter to = new PrintWriter(said);
        int exit = Main.commandLine().setOut(to).setErr(to).execute(all.toArray(String[]::new));
        return new Ended(exit, said.toString());
    }

    @Test
    void theExampleIsUploadedReviewedAndCompared() throws Exception {
        CompletableFuture<Ended> running = CompletableFuture.supplyAsync(
                () -> run("run", EXAMPLE.toString(), "--name", "Shorter", "--wait", "--poll-ms", "20"));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> client.experiments().list(null, null, 1).items().stream()
                        .anyMatch(one -> one.state() == ExperimentState.OPEN));
        String id = client.experiments().list(null, null, 1).items().getFirst().id();
        client.reviews(ReviewQuery.OPEN)
                .items()
                .forEach(one -> client.decide(
                        one.review().id(), NewDecision.approve(Reviewer.of(new ReviewerId("ann")), 0, null)));

        Ended ended = running.get(60, TimeUnit.SECONDS);

        assertThat(ended.exit()).as(ended.said()).isZero();
        assertThat(ended.said())
                .contains("12 lines, 12 taken", "6 cases, 12 outputs, 11 reviews", "people: 12 decided, 0 not")
                .containsPattern("v12 +6/6 +100.0 % \\(")
                .contains("no difference is shown: 0 points (", "on 6 cases; fewer than 20 say little")
                .contains("1 output equals that of another version");
        assertThat(run("result", id).said()).contains("Shorter (support-bot, open)", "people: 12 decided");
    }

    @Test
    void aFileOfAnotherEncodingIsRefusedInASentenceAndAPackedOneIsTaken() throws Exception {
        Path latin = folder.resolve("latin.jsonl");
        Files.write(
                latin,
                "{\"case\": \"c\", \"version\": \"a\", \"output\": \"Café\"}\n".getBytes(StandardCharsets.ISO_8859_1));
        Path packed = folder.resolve("items.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(Files.readAllBytes(EXAMPLE));
        }

        Ended refused = run("run", latin.toString());
        Ended taken = run("run", packed.toString());

        assertThat(refused.exit()).isNotZero();
        assertThat(refused.said())
                .contains("line 1 is not UTF-8, perhaps Latin-1")
                .doesNotContain("\tat ");
        assertThat(taken.said()).contains("12 lines, 12 taken");
    }

    @Test
    void badLinesAreListedAndTheMendedFileIsTakenUp() throws Exception {
        Path file = folder.resolve("items.csv");
        Files.writeString(file, "case,version,output\nc1,a,x\nc1,b\nc2,,y\n");

        Ended bad = run("run", file.toString());

        assertThat(bad.exit()).isEqualTo(1);
        assertThat(bad.said())
                .contains("3 lines, 1 taken", "line 3: The record has 2 fields", "line 4: ", "Nothing was started");
        String id = client.experiments().list(null, null, 1).items().getFirst().id();
        assertThat(bad.said()).contains("--experiment " + id);
        Files.writeString(file, "case,version,output\nc1,a,x\nc1,b,z\n");
        Ended good = run("run", file.toString(), "--experiment", id);
        assertThat(good.exit()).isZero();
        assertThat(good.said())
                .contains("started " + id + ": 1 cases, 2 outputs, 2 reviews", "experiment result " + id);
    }

    @Test
    void whatIsMissingIsSaidInASentence() {
        client.putPipeline("another", Policy.DEFAULT);

        assertThat(run("run", EXAMPLE.toString()).said()).contains("--pipeline", "another, support-bot");
        assertThat(run("run", folder.resolve("nothing.jsonl").toString()).said())
                .contains("cannot be read");
        assertThat(run("result", "no-such-id").said()).contains("There is no experiment no-such-id");
        assertThat(run("result", "no-such-id").exit()).isNotZero();
    }
}
