package dev.touchstone.lab.kill;

import dev.touchstone.api.client.ClientOptions;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.BackendConfig;
import dev.touchstone.backend.keys.ApiKeys;
import dev.touchstone.backend.keys.ServerSecret;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.ledger.LedgerKeys;
import dev.touchstone.backend.store.Database;
import dev.touchstone.lab.MainProcess;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// `touchstone serve` in a process of its own, on a folder with its configuration, its database and its log.
public final class ServedProcess implements AutoCloseable {
    private static final String SECRET = "f3a1c05be2774d908c61bd2ef04a9915d27b06e83f5c4a1e";

    private final Path folder;
    private final int port;
    private final String key;
    private final Process process;

    private ServedProcess(Path folder, int port, String key, Process process) {
        this.folder = folder;
        this.port = port;
        this.key = key;
        this.process = process;
    }

    /// Writes the configuration and makes a key; nothing runs yet.
    ///
    /// @return the key
    public static String prepare(Path folder, String pipelinesYaml) throws IOException {
        Files.writeString(
                folder.resolve("touchstone.yaml"), """
                server: {port: %d, requests_per_second: 1000000}
                database: {url: "sqlite:%s"}
                """.formatted(freePort(), folder.resolve("touchstone.db")));
        Files.writeString(folder.resolve("pipelines.yaml"), pipelinesYaml);
        InstantSource clock = InstantSource.system();
        try (Database database = Database.openAndMigrate(config(folder).database())) {
            ServerSecret secret = ServerSecret.of(SECRET);
            var keys = new ApiKeys(database, new Ledger(database, clock, secret.ledgerKeys()), clock, secret);
            return keys.create("kill-loop", null, Set.of(Scope.ADMIN), null).token();
        }
    }

    static LedgerKeys ledgerKeys() {
        return ServerSecret.of(SECRET).ledgerKeys();
    }

    /// Starts the server and returns once it is ready.
    public static ServedProcess start(Path folder, String key) throws IOException, InterruptedException {
        Process process = MainProcess.start(
                folder.resolve("server.log").toFile(),
                Map.of("TOUCHSTONE_SECRET", SECRET),
                List.of("serve", "--config", folder.toString()));
        int port = config(folder).server().port();
        ServedProcess served = new ServedProcess(folder, port, key, process);
        served.awaitReady();
        return served;
    }

    static BackendConfig config(Path folder) {
        return BackendConfig.load(folder.resolve("touchstone.yaml"), Map.of());
    }

    private void awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        try (TouchstoneClient client = client(new ClientOptions(Duration.ofSeconds(2), 1, Duration.ofMillis(10)))) {
            while (!client.ready()) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    close();
                    throw new IllegalStateException(
                            "the server did not start: " + Files.readString(folder.resolve("server.log")));
                }
                Thread.sleep(20);
            }
        }
    }

    public TouchstoneClient client(ClientOptions options) {
        return new TouchstoneClient(url(), key, options);
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /// `kill -9`: no hook runs, nothing is flushed.
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /// Asks the server to stop, as an operator does.
    public void terminate() {
        process.destroy();
    }

    /// @return false when the process still runs at the end of the time
    public boolean awaitEnd(Duration atMost) throws InterruptedException {
        return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
