package dev.touchstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What README says to paste, pasted: into two shells, in an empty folder, with nothing set. The launcher there runs
/// this build's classes, and curl is played by Java.
class ReadmeRunTest {
    private static final Path ROOT = Path.of(System.getProperty("touchstone.root", ".."));
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CURL = Pattern.compile("curl -s (\\S+).*?-d '(.*?)'", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @Test
    void bothBlocksWorkAsTheyArePasted() throws Exception {
        String readme = Files.readString(ROOT.resolve("README.md"));
        List<String> blocks = BLOCK.matcher(readme.substring(readme.indexOf("## Run it")))
                .results()
                .map(block -> block.group(1))
                .toList();
        String port = String.valueOf(freePort());
        launcher();
        Files.createDirectory(folder.resolve("config"));
        Files.copy(ROOT.resolve("config/pipelines.yaml"), folder.resolve("config/pipelines.yaml"));

        Process server = shell(blocks.get(0), port, "server.log");
        try {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(3))
                    .until(() -> Files.readString(folder.resolve("server.log")).contains("Touchstone listens on"));
            Matcher curl = CURL.matcher(blocks.get(1));
            assertThat(curl.find()).isTrue();
            Process keys =
                    shell(blocks.get(1).substring(0, curl.start()) + "echo \"key=$TOUCHSTONE_KEY\"", port, "keys.log");
            assertThat(keys.waitFor(3, TimeUnit.MINUTES)).isTrue();
            String said = Files.readString(folder.resolve("keys.log"));
            Matcher key = Pattern.compile("key=(\\S+)").matcher(said);
            assertThat(key.find()).as(said).isTrue();

            HttpResponse<String> answer = post(curl.group(1).replace("8400", port), key.group(1), curl.group(2));

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
            assertThat(answer.body()).contains("to_review", "low_confidence");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("touchstone.env"))))
                    .isEqualTo("rw-------");
        } finally {
            server.descendants().forEach(ProcessHandle::destroy);
            server.destroy();
        }
    }

    private void launcher() throws IOException {
        Path script = folder.resolve("touchstone");
        Files.writeString(script, """
                #!/bin/sh
                exec "%s" -XX:+UseSerialGC -Xmx512m --enable-native-access=ALL-UNNAMED -cp "%s" %s "$@"
                """.formatted(
                        ProcessHandle.current().info().command().orElse("java"), productPath(), Main.class.getName()));
        assertThat(script.toFile().setExecutable(true)).isTrue();
    }

    /// What is shipped, without what only tests bring: two of those say how to log, and the logger would tell on its
    /// standard output, where the key is expected.
    private static String productPath() {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(all.split(File.pathSeparator))
                .filter(entry -> !entry.contains("test-classes") && !entry.endsWith("-tests.jar"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Process shell(String text, String port, String log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", text).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("TOUCHSTONE_") || name.startsWith("SLACK_"));
        // Only so that two builds on one machine do not meet.
        builder.environment().put("TOUCHSTONE_PORT", port);
        return builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve(log).toFile())
                .start();
    }

    private static HttpResponse<String> post(String url, String key, String body) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(url))
                            .header("Authorization", "Bearer " + key)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
