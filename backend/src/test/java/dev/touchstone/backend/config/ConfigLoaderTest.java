package dev.touchstone.backend.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.touchstone.backend.BackendConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {
    @TempDir
    private Path folder;

    @Test
    void withoutAFileEveryDefaultApplies() {
        BackendConfig config = BackendConfig.load(folder.resolve("none.yaml"), Map.of());

        assertThat(config.server().port()).isEqualTo(8400);
        assertThat(config.server().host()).isEqualTo("127.0.0.1");
        assertThat(config.database().url()).isEqualTo("sqlite:data/touchstone.db");
        assertThat(config.intake().maxAtOnce()).isEqualTo(256);
    }

    @Test
    void theDocumentedFileSaysTheDefaults() {
        Path documented = Path.of("..", "config", "touchstone.yaml");

        assertThat(BackendConfig.load(documented, Map.of()))
                .isEqualTo(BackendConfig.load(folder.resolve("none.yaml"), Map.of()));
    }

    @Test
    void theEnvironmentWinsUnderItsLongAndItsShortNames() throws IOException {
        Path file = write("server: {port: 1111, stop_deadline: 3s}\nintake: {max_waiting: 7}\n");

        BackendConfig config = BackendConfig.load(
                file,
                Map.of(
                        "TOUCHSTONE_PORT", "2222",
                        "TOUCHSTONE_INTAKE__MAX_WAITING", "9",
                        "TOUCHSTONE_DATABASE_PASSWORD", "12345",
                        "TOUCHSTONE_SECRET", "is not part of the tree"));

        assertThat(config.server().port()).isEqualTo(2222);
        assertThat(config.server().stopDeadline()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.intake().maxWaiting()).isEqualTo(9);
        assertThat(config.database().password()).isEqualTo("12345");
    }

    @Test
    void listsAndMapsCanBeSetFromTheEnvironment() {
        for (String written : List.of("10.0.0.0/8, fd00::/8", "[10.0.0.0/8, 'fd00::/8']")) {
            BackendConfig config = BackendConfig.load(
                    folder.resolve("none.yaml"),
                    Map.of(
                            "TOUCHSTONE_WEBHOOKS__ALLOW_CIDRS",
                            written,
                            "TOUCHSTONE_JUDGE__HEADERS",
                            "{X-Team: reviews}"));

            assertThat(config.webhooks().allowCidrs()).containsExactly("10.0.0.0/8", "fd00::/8");
            assertThat(config.judge().headers()).containsEntry("X-Team", "reviews");
        }
        assertThat(BackendConfig.load(folder.resolve("none.yaml"), Map.of("TOUCHSTONE_WEBHOOKS__ALLOW_CIDRS", ""))
                        .webhooks()
                        .allowCidrs())
                .isEmpty();
    }

    @Test
    void everyErrorIsListedWithAHint() throws IOException {
        Path file = write("""
            server: {prot: 8400, max_body_bytes: 12, stop_deadline: soon}
            database: {url: "mysql://here"}
            intake: {max_at_once: many}
            webhoks: {workers: 2}
            nonsense: 1
            """);

        List<String> errors = errors(file, Map.of("TOUCHSTONE_DATABASE__READERS", "900"));

        assertThat(errors)
                .anySatisfy(error -> assertThat(error).contains("server.prot", "did you mean 'port'?"))
                .anySatisfy(error -> assertThat(error).contains("server", "stop_deadline"))
                .anySatisfy(error -> assertThat(error).contains("database", "url must be sqlite:PATH"))
                .anySatisfy(error -> assertThat(error).contains("intake.max_at_once"))
                .anySatisfy(error -> assertThat(error).contains("webhoks", "did you mean 'webhooks'?"))
                .anySatisfy(error -> assertThat(error).contains("nonsense", "known here: ", "server"));
    }

    @Test
    void aValueOutOfRangeNamesItselfAndTheRange() throws IOException {
        Path file = write("server: {port: 70000}\n");

        assertThat(errors(file, Map.of("TOUCHSTONE_DATABASE__READERS", "900")))
                .anySatisfy(error -> assertThat(error).contains("port must be from 0 to 65535, was 70000"))
                .anySatisfy(error -> assertThat(error).contains("readers must be from 1 to 64, was 900"))
                .hasSize(2);
    }

    @Test
    void whatIsNotYamlIsSaidWithItsLine() throws IOException {
        assertThat(errors(write("server:\n  port: [8400\n"), Map.of()))
                .singleElement()
                .asString()
                .contains("touchstone.yaml", "line ");
        assertThat(errors(write("just words\n"), Map.of()))
                .singleElement()
                .asString()
                .contains("must be a map of sections");
    }

    @Test
    void aSectionThatIsNoSectionIsAnErrorOfItsOwn() throws IOException {
        assertThat(errors(write("server: 8400\nintake: {max_waiting: 0}\n"), Map.of()))
                .anySatisfy(error -> assertThat(error).contains("server"))
                .anySatisfy(error -> assertThat(error).contains("max_waiting must be at least 1, was 0"));
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(folder.resolve("touchstone.yaml"), yaml);
    }

    private static List<String> errors(Path file, Map<String, String> environment) {
        ConfigException refused =
                catchThrowableOfType(ConfigException.class, () -> BackendConfig.load(file, environment));
        assertThat(refused)
                .hasMessageContaining("configuration has " + refused.errors().size() + " error");
        return refused.errors();
    }
}
