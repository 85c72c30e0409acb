package dev.touchstone.backend.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.backend.BackendConfig;
import dev.touchstone.backend.config.ConfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationConfigTest {
    private static BackendConfig load(String headers) {
        return BackendConfig.load(
                Path.of("no-such-file.yaml"),
                Map.of(
                        "TOUCHSTONE_EVALUATIONS__URL",
                        "https://otlp.example/v1/logs?token=t0p",
                        "TOUCHSTONE_EVALUATIONS_HEADERS",
                        headers));
    }

    @Test
    void headersAreWrittenAsExportersOfOpenTelemetryTakeThem() {
        EvaluationConfig config =
                load("Authorization=Basic%20a+b==, x-team = 7%2C8").evaluations();

        assertThat(config.headerMap())
                .containsEntry("Authorization", "Basic a+b==")
                .containsEntry("x-team", "7,8");
        assertThat(config.toString()).doesNotContain("a+b", "t0p").contains("https://otlp.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer abc", "=x", "a b=c", "a=%zz", "a=%0D%0Ab"})
    void headersThatNoneCanBeAreRefused(String headers) {
        assertThatThrownBy(() -> load(headers))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("evaluations")
                .hasMessageContaining("percent-encoded");
    }

    @Test
    void headersStandInNoFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("touchstone.yaml"), "evaluations: {headers: \"a=b\"}");

        assertThatThrownBy(() -> BackendConfig.load(file, Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("set TOUCHSTONE_EVALUATIONS_HEADERS");
    }
}
