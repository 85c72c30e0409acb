package dev.touchstone.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.touchstone.backend.config.ConfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever the log's format is called, there is a log.
class LogFormatTest {
    private static final String INSTANT = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

    @TempDir
    private Path folder;

    @Test
    void theFormatIsNamedInAnyCase() throws Exception {
        assertThat(started("text")).containsPattern("(?m)^" + INSTANT + " INFO .*schema migrated");
    }

    @Test
    void aLineOfJsonSaysWhenInUtc() throws Exception {
        assertThat(started("JSON"))
                .containsPattern(
                        "(?m)^\\{\"time\":\"" + INSTANT + "\",\"message\":\"schema migrated.*\"level\":\"INFO\"}$");
    }

    @Test
    void itIsJsonUnlessItIsSaidToBeText() {
        assertThat(LogFormat.of(null)).isEqualTo(LogFormat.JSON);
        assertThat(LogFormat.of("Json")).isEqualTo(LogFormat.JSON);
        assertThat(LogFormat.of(" TEXT ")).isEqualTo(LogFormat.TEXT);
        assertThatThrownBy(() -> LogFormat.of("xml"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("TOUCHSTONE_LOG_FORMAT must be json or text, was 'xml'");
    }

    /// What a server writes until it listens.
    private String started(String format) throws Exception {
        Files.createDirectories(folder.resolve("config"));
        Path log = folder.resolve("server.log");
        Process server = MainProcess.start(
                log.toFile(),
                Map.of(
                        // Past the settings of the tests, which are on the class path too.
                        "JAVA_TOOL_OPTIONS", "-Dlogback.configurationFile=logback.xml",
                        "TOUCHSTONE_LOG_FORMAT", format,
                        "TOUCHSTONE_SECRET", "f3a1c05be2774d908c61bd2ef04a9915d27b06e83f5c4a1e",
                        "TOUCHSTONE_DATABASE_URL", "sqlite:" + folder.resolve("touchstone.db"),
                        "TOUCHSTONE_SERVER__PORT", "0"),
                List.of("backend", "--config", folder.resolve("config").toString()));
        try {
            await().atMost(Duration.ofSeconds(90))
                    .failFast(() -> !server.isAlive())
                    .until(() -> Files.readString(log).contains("Touchstone listens on"));
            return Files.readString(log);
        } finally {
            server.destroy();
            server.waitFor();
        }
    }
}
