package dev.touchstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that cannot start says why in a sentence: what, which setting, what to do. It ends with code 2.
class StartFailureTest {
    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @Test
    void aPortThatIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            environment.put("TOUCHSTONE_SERVER__PORT", String.valueOf(other.getLocalPort()));

            assertThat(said())
                    .contains("cannot listen on 127.0.0.1:" + other.getLocalPort(), "TOUCHSTONE_SERVER__PORT");
        }
    }

    @Test
    void settingsThatCannotBe() throws Exception {
        environment.put("TOUCHSTONE_SERVER__PORT", "99999");
        assertThat(said()).contains("server: port must be from 0 to 65535, was 99999");

        environment.put("TOUCHSTONE_SERVER__PORT", "eight");
        assertThat(said()).contains("server.port: must be a whole number").doesNotContain("oerce");

        Files.writeString(folder.resolve("touchstone.yaml"), "server: {port: 1,\njudge: [");
        environment.remove("TOUCHSTONE_SERVER__PORT");
        assertThat(said())
                .contains("touchstone.yaml: is not well-formed YAML at line ")
                .doesNotContain("flow");
    }

    @Test
    void aFileThatIsNoDatabase() throws Exception {
        Files.writeString(folder.resolve("touchstone.db"), "these are my notes, and nothing else\n".repeat(100));

        assertThat(said()).contains("is no SQLite database", "TOUCHSTONE_DATABASE_URL");
    }

    @Test
    void aFolderWhereNothingCanBe() throws Exception {
        environment.put("TOUCHSTONE_DATABASE_URL", "sqlite:/proc/nowhere/touchstone.db");

        assertThat(said()).contains("/proc/nowhere/touchstone.db", "TOUCHSTONE_DATABASE_URL");
    }

    @Test
    void aPostgresThatDoesNotAnswer() throws Exception {
        int nobody;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = free.getLocalPort();
        }
        environment.put("TOUCHSTONE_DATABASE_URL", "postgresql://somebody@127.0.0.1:" + nobody + "/touchstone");

        assertThat(said()).contains("no PostgreSQL answers", "TOUCHSTONE_DATABASE_URL", "host and port");
    }

    /// What `backend` says before it ends with code 2, without a stack trace.
    private String said() throws Exception {
        Path log = Files.createTempFile(folder, "server", ".log");
        environment.putIfAbsent("TOUCHSTONE_DATABASE_URL", "sqlite:" + folder.resolve("touchstone.db"));
        environment.putIfAbsent("TOUCHSTONE_SECRET", "f3a1c05be2774d908c61bd2ef04a9915d27b06e83f5c4a1e");
        environment.put("TOUCHSTONE_LOG_LEVEL", "WARN");
        environment.put("JAVA_TOOL_OPTIONS", "-Dlogback.configurationFile=logback.xml");
        Process server =
                MainProcess.start(log.toFile(), environment, List.of("backend", "--config", folder.toString()));
        try {
            assertThat(server.waitFor(90, TimeUnit.SECONDS)).isTrue();
            String text = Files.readString(log);
            assertThat(server.exitValue()).as(text).isEqualTo(2);
            assertThat(text).doesNotContain("\tat ");
            return text;
        } finally {
            server.destroyForcibly();
        }
    }
}
