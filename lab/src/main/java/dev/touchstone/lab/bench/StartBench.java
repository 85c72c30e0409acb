package dev.touchstone.lab.bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A fresh process from its start to the first answer, and the memory it then holds when idle.
final class StartBench {
    private static final int ROUNDS = 5;

    private final Path dir;

    StartBench(Path dir) {
        this.dir = dir;
    }

    void run() throws IOException, InterruptedException {
        List<Double> starts = new ArrayList<>();
        List<Double> memory = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            int port = freePort();
            Process process = serve(port);
            try {
                long start = System.nanoTime();
                awaitReady(port, process);
                starts.add((System.nanoTime() - start) / 1e9);
                Thread.sleep(2000);
                memory.add(residentMegabytes(process.pid()));
            } finally {
                process.destroy();
                process.waitFor();
            }
        }
        System.out.printf(
                "  start to the first 200            %.2f s   (aim at most 2)%n", BenchCommand.median(starts));
        System.out.printf(
                "  idle resident memory              %.0f MB  (aim at most 200)%n", BenchCommand.median(memory));
    }

    /// The jar of the product, which is built beside ours.
    private static Path product() {
        Path own = Path.of(StartBench.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        Path jar =
                own.resolve("../../../../app/target/touchstone/touchstone.jar").normalize();
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException("there is no " + jar + "; run './touchstone --version' once");
        }
        return jar;
    }

    /// As the launcher starts it.
    private Process serve(int port) throws IOException {
        String java = ProcessHandle.current().info().command().orElse("java");
        String jar = product().toString();
        ProcessBuilder builder = new ProcessBuilder(
                java,
                "-XX:+UseSerialGC",
                "-Xms32m",
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                jar,
                "serve",
                "--config",
                dir.toString());
        builder.environment()
                .putAll(Map.of(
                        "TOUCHSTONE_SECRET",
                        "6e0d94c7b15f4a2d83977c10be5a46f2",
                        "TOUCHSTONE_DATABASE_URL",
                        "sqlite:" + dir.resolve("start.db"),
                        "TOUCHSTONE_PORT",
                        String.valueOf(port)));
        builder.redirectErrorStream(true)
                .redirectOutput(dir.resolve("start.log").toFile());
        return builder.start();
    }

    private void awaitReady(int port, Process process) throws IOException, InterruptedException {
        for (int i = 0; i < 3000; i++) {
            if (!process.isAlive()) {
                throw new IllegalStateException("the server ended: " + Files.readString(dir.resolve("start.log")));
            }
            if (answers(port)) {
                return;
            }
            Thread.sleep(10);
        }
        throw new IllegalStateException("the server did not answer within 30 s");
    }

    private static boolean answers(int port) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port + "/readyz").toURL().openConnection();
            connection.setConnectTimeout(200);
            connection.setReadTimeout(2000);
            return connection.getResponseCode() == 200;
        } catch (IOException e) {
            // Not listening yet.
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /// From /proc; 0 where there is none.
    private static double residentMegabytes(long pid) throws IOException {
        Path status = Path.of("/proc/" + pid + "/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElse(0);
    }
}
