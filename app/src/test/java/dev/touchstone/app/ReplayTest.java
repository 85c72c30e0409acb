package dev.touchstone.app;

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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
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
