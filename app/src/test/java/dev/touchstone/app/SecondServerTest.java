package dev.touchstone.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two servers on one SQLite file, as processes.
class SecondServerTest {
    private static final String SECRET = "f3a1c05be2774d908c61bd2ef04a9915d27b06e83f5c4a1e";

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void theSecondOneIsToldWhoHasTheDatabaseAndEnds() throws Exception {
        Process first = backend("first.log");
        listens("first.log", first);

        Process second = backend("second.log");
        assertThat(second.waitFor(120, TimeUnit.SECONDS)).as("it ends").isTrue();

        assertThat(second.exitValue()).isEqualTo(2);
        assertThat(said("second.log"))
                .contains("another server has", "process " + first.pid() + " on ", " since ", "stop that one first")
                .doesNotContain("Exception");
        assertThat(first.isAlive()).isTrue();
    }

    @Test
    void commandsWorkBesideItAndAKillLeavesNoLockBehind() throws Exception {
        Process first = backend("first.log");
        listens("first.log", first);
        Process keys = run("keys.log", "keys", "list");
        assertThat(keys.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(keys.exitValue()).as(said("keys.log")).isZero();

        first.destroyForcibly().waitFor();

        listens("second.log", backend("second.log"));
    }

    private Process backend(String log) throws Exception {
        return run(log, "backend");
    }

    private Process run(String log, String... command) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(1, List.of("--config", folder.toString()));
        Process process = MainProcess.start(
                folder.resolve(log).toFile(),
                Map.of(
                        "TOUCHSTONE_SECRET",
                        SECRET,
                        "TOUCHSTONE_DATABASE_URL",
                        "sqlite:" + folder.resolve("touchstone.db"),
                        "TOUCHSTONE_PORT",
                        "0"),
                arguments);
        started.add(process);
        return process;
    }

    private void listens(String log, Process server) {
        await().atMost(Duration.ofMinutes(2))
                .failFast(() -> !server.isAlive())
                .until(() -> said(log).contains("Touchstone listens on"));
    }

    private String said(String log) throws Exception {
        return Files.readString(folder.resolve(log));
    }
}
