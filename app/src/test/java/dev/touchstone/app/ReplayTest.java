package dev.touchstone.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.Backend;
import dev.touchstone.backend.BackendConfig;
import dev.touchstone.backend.keys.ServerSecret;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.testing.TestDatabases;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `touchstone replay` in a process of its own, against a backend in this one.
class ReplayTest {
    private static final int LINES = 400;

    @TempDir
    private Path folder;

    private Backend backend;
    private Path file;
    private Path log;
    private BackendConfig config;

    @BeforeEach
    void start() throws IOException {
        config = BackendConfig.withDatabase(
                TestDatabases.newSqlite(folder.resolve("touchstone.db")).url());
        backend = new Backend(config, ServerSecret.of("a-secret-of-tests-0123456789-abcdefgh"), InstantSource.system())
                .start(Map.of("support", Json.read("{\"audit_rate\": 0}", Policy.class)));
        log = folder.resolve("replay.log");
        file = folder.resolve("outputs.jsonl");
        List<String> lines = new ArrayList<>();
        for (int i = 1; i <= LINES; i++) {
            lines.add(Json.write(NewOutput.text("support", "e-" + i, "answer " + i)
                    .confidence(i % 4 == 0 ? 0.3 : 0.9)
                    .build()));
        }
        Files.write(file, lines);
    }

    @AfterEach
    void stop() {
        backend.close();
    }

    @Test
    void aReplayThatWasKilledGoesOnAndItsSummaryCountsEachLineOnce() throws Exception {
        Process killed = replay("--rate", "100");
        awaitProgress(killed);
        killed.destroyForcibly();
        killed.waitFor();
        assertThat(count("SELECT COUNT(*) FROM output")).isBetween(1L, LINES - 1L);

        assertThat(run("--rate", "5000")).isZero();

        assertThat(Files.readString(log))
                .contains("going on after line ")
                .containsPattern("outputs in +400 ")
                .containsPattern("auto-approved +300\\R")
                .containsPattern("to review +100 +\\(25.0 %\\)");
        assertThat(count("SELECT COUNT(*) FROM output")).isEqualTo(LINES);
        assertThat(count("SELECT SUM(outputs) FROM rollup")).isEqualTo(LINES);
        assertThat(count("SELECT COUNT(*) FROM review")).isEqualTo(LINES / 4);
    }

    @Test
    void aReplayThatIsDoneBeginsAgainAndStoresNothingTwice() throws Exception {
        assertThat(run("--rate", "5000")).isZero();
        assertThat(run("--rate", "5000")).isZero();

        assertThat(Files.readString(log)).contains("(400 new, 0 known already)", "(0 new, 400 known already)");
        assertThat(count("SELECT COUNT(*) FROM output")).isEqualTo(LINES);
    }

    @Test
    void whatIsOddAboutTheFileIsNoErrorAndABadLineDoesNotEndTheRun() throws Exception {
        List<String> lines = Files.readAllLines(file).subList(0, 6);
        ByteArrayOutputStream odd = new ByteArrayOutputStream();
        odd.write(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
        odd.write((lines.get(0) + "\r\n\r\n" + lines.get(1) + "\r\n{\"pipeline\": \r\n").getBytes(UTF_8));
        odd.write((lines.get(2).replace("answer", "réponse") + "\n").getBytes(ISO_8859_1));
        odd.write((lines.get(3).replace("0.3", "7") + "\n" + lines.get(4) + "\n[]\n\n\n").getBytes(UTF_8));
        file = folder.resolve("odd.jsonl.gz");
        try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(file))) {
            odd.writeTo(packed);
        }

        assertThat(run("--rate", "5000")).isEqualTo(1);

        assertThat(Files.readString(log))
                .contains("line 4 is not well-formed JSON")
                .contains("line 5 is not UTF-8, perhaps Latin-1; save the file as UTF-8")
                .contains("line 6 has a bad field confidence: it must be a number from 0 to 1")
                .contains("line 8 is not a JSON object")
                .containsPattern("outputs in +3 ")
                .containsPattern("refused +4\\R")
                .doesNotContain("\tat ");
        assertThat(count("SELECT COUNT(*) FROM output")).isEqualTo(3);
    }

    @Test
    void aFileInUtf16IsRefusedInASentence() throws Exception {
        Files.write(file, Files.readString(file).getBytes(StandardCharsets.UTF_16));

        assertThat(run("--rate", "5000")).isNotZero();

        assertThat(Files.readString(log))
                .contains("is UTF-16; save it as UTF-8")
                .doesNotContain("\tat ");
        assertThat(count("SELECT COUNT(*) FROM output")).isZero();
    }

    private int run(String... options) throws IOException, InterruptedException {
        Process process = replay(options);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("the replay ends").isTrue();
        return process.exitValue();
    }

    private Process replay(String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("replay", file.toString(), "--url", backend.url()));
        arguments.addAll(List.of(options));
        String key = backend.keyInProcess("replay", Set.of(Scope.OUTPUTS_WRITE));
        return MainProcess.start(log.toFile(), Map.of("TOUCHSTONE_KEY", key), arguments);
    }

    private void awaitProgress(Process process) {
        await().atMost(Duration.ofSeconds(90))
                .failFast("it ended before its first progress", () -> !process.isAlive())
                .until(() -> Files.exists(folder.resolve(".outputs.jsonl.progress")));
    }

    private long count(String sql) {
        try (Database database = Database.open(config.database())) {
            return database.reader()
                    .withHandle(
                            handle -> handle.createQuery(sql).mapTo(Long.class).one());
        }
    }
}
