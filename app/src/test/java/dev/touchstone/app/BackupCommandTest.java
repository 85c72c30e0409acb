package dev.touchstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.client.ClientOptions;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.wire.LedgerHead;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Backup and restore as an operator runs them, beside a server that is a process of its own.
class BackupCommandTest {
    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private int runs;

    @BeforeEach
    void settings() throws Exception {
        environment.put("TOUCHSTONE_SECRET", "9c41d07be2a84f3386e5501fbd72c9ae63f1087d5b2e94c0");
        environment.put("TOUCHSTONE_DATABASE_URL", "sqlite:" + folder.resolve("data/touchstone.db"));
        environment.put("TOUCHSTONE_PORT", String.valueOf(freePort()));
        Files.writeString(folder.resolve("pipelines.yaml"), "pipelines: {support-bot: {}}\n");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void aBackupBesideARunningServerComesBackWhenItHasStopped() throws Exception {
        Path file = folder.resolve("backup.zip");
        LedgerHead head;
        Process server = MainProcess.start(
                folder.resolve("server.log").toFile(), environment, List.of("serve", "--config", folder.toString()));
        try {
            awaitStart(server);
            String key = run(0, "keys", "create", "--scopes", "outputs:write,exports:read")
                    .lines()
                    .filter(line -> line.startsWith("ts_"))
                    .findFirst()
                    .orElseThrow();
            try (TouchstoneClient client = new TouchstoneClient(
                    "http://127.0.0.1:" + environment.get("TOUCHSTONE_PORT"), key, ClientOptions.ONCE)) {
                client.post(NewOutput.text("support-bot", "answer-1", "Yes.").build());
                head = client.ledgerHead();
                assertThat(run(0, "backup", file.toString()))
                        .contains(file.toString(), "1 outputs", head.seq() + " ledger entries");
                client.post(NewOutput.text("support-bot", "answer-2", "No.").build());
            }
            assertThat(run(2, "backup", file.toString())).contains("is there already", "--overwrite");
            assertThat(run(2, "restore", file.toString())).contains("another server has", "stop that one first");
            assertThat(run(2, "restore", "--force", file.toString()))
                    .contains("another server has", "stop that one first");
        } finally {
            server.destroy();
            assertThat(server.waitFor(60, TimeUnit.SECONDS)).as("it stops").isTrue();
        }
        assertThat(folder.resolve("data/touchstone.db-wal")).doesNotExist();

        assertThat(run(2, "restore", file.toString())).contains("there is a database at", "--force");
        assertThat(run(0, "restore", "--force", file.toString()))
                .contains("restored the backup of", "1 outputs", "what it replaced is kept as");
        assertThat(run(0, "verify-ledger", "--expect", head.anchor())).contains("intact", "head " + head.anchor());
        assertThat(run(1, "verify-ledger", "--expect", "1:" + "0".repeat(64))).contains("BROKEN", "expected head");
        assertThat(run(2, "verify-ledger", "--expect", "1204:5f0c")).contains("no head of a ledger");
    }

    private void awaitStart(Process server) throws Exception {
        Path log = folder.resolve("server.log");
        for (int i = 0; i < 600 && !Files.readString(log).contains("Touchstone listens on"); i++) {
            assertThat(server.isAlive()).as(Files.readString(log)).isTrue();
            Thread.sleep(100);
        }
        assertThat(Files.readString(log)).contains("Touchstone listens on");
    }

    private String run(int exit, String... command) throws Exception {
        runs++;
        Path log = folder.resolve("run-" + runs + ".log");
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(1, List.of("--config", folder.toString()));
        Process process = MainProcess.start(log.toFile(), environment, arguments);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("it ends").isTrue();
        String said = Files.readString(log);
        assertThat(process.exitValue()).as(said).isEqualTo(exit);
        return said;
    }
}
