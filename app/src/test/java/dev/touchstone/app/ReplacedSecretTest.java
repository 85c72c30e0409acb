package dev.touchstone.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.DatabaseConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The secret is replaced with the commands of docs/security.md, as processes.
class ReplacedSecretTest {
    private static final String OLD = "f3a1c05be2774d908c61bd2ef04a9915d27b06e83f5c4a1e";
    private static final String NEW = "8b40d6e19a7f4c25b3e08d71f6a92c5e04b7d31860fa4e9c";

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @Test
    void theServerTakesTheNewOneAndCommandsFollow() throws Exception {
        environment.put("TOUCHSTONE_DATABASE_URL", "sqlite:" + folder.resolve("touchstone.db"));
        environment.put("TOUCHSTONE_PORT", "0");
        environment.put("TOUCHSTONE_SECRET", OLD);
        Database.openAndMigrate(DatabaseConfig.sqlite(folder.resolve("touchstone.db")))
                .close();
        assertThat(run(0, "keys", "create", "--scope", "bot", "--name", "bot")).contains("ts_");

        environment.put("TOUCHSTONE_SECRET", NEW);
        assertThat(run(2, "keys", "list")).contains("TOUCHSTONE_SECRET_PREVIOUS");
        environment.put("TOUCHSTONE_SECRET_PREVIOUS", OLD);
        assertThat(run(2, "keys", "list")).contains("start the server with both secrets");

        serveOnce();
        environment.remove("TOUCHSTONE_SECRET_PREVIOUS");

        assertThat(run(0, "keys", "list")).contains("bot", "under an earlier secret");
        environment.put("TOUCHSTONE_SECRET", OLD);
        assertThat(run(2, "keys", "list")).contains("is not the one this database was made under");
    }

    private void serveOnce() throws Exception {
        Path log = folder.resolve("server.log");
        Process server = start(log, "backend");
        try {
            await().atMost(Duration.ofMinutes(2))
                    .failFast(() -> !server.isAlive())
                    .until(() -> Files.readString(log).contains("Touchstone listens on"));
        } finally {
            server.destroy();
            server.waitFor();
        }
    }

    private String run(int exit, String... command) throws Exception {
        Path log = Files.createTempFile(folder, command[0], ".log");
        Process process = start(log, command);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("it ends").isTrue();
        String said = Files.readString(log);
        assertThat(process.exitValue()).as(said).isEqualTo(exit);
        return said;
    }

    private Process start(Path log, String... command) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(1, List.of("--config", folder.toString()));
        return MainProcess.start(log.toFile(), environment, arguments);
    }
}
