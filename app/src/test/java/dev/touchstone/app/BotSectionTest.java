package dev.touchstone.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.backend.BackendConfig;
import dev.touchstone.backend.config.ConfigException;
import dev.touchstone.bot.BotConfig;
import dev.touchstone.bot.SlackAccess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The bot's section of the one configuration file.
class BotSectionTest {
    @TempDir
    private Path folder;

    private Path file;
    private final Map<String, String> environment =
            new HashMap<>(Map.of("SLACK_BOT_TOKEN", "xoxb-1", "SLACK_APP_TOKEN", "xapp-1"));

    @BeforeEach
    void file() {
        file = folder.resolve("touchstone.yaml");
    }

    @Test
    void withoutAFileEveryDefaultApplies() {
        BotConfig config = BotSection.load(file, environment);

        assertThat(config.slack().mode()).isEqualTo(SlackAccess.Mode.SOCKET);
        assertThat(config.slack().port()).isEqualTo(8401);
        assertThat(config.posting().maxPerSecond()).isEqualTo(1);
        assertThat(config.posting().lease()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.posting().name()).startsWith("bot");
        assertThat(config.folder()).isEqualTo(Path.of("data/bot"));
        assertThat(config.health().port()).isEqualTo(8402);
    }

    @Test
    void oneFileServesBothPrograms() throws Exception {
        Files.writeString(file, """
                server: {port: 9000}
                bot:
                  slack: {mode: http, port: 9001}
                  posting: {default_channel: '#all', lease: 20s}
                  folder: /var/lib/bot
                  console_url: https://touchstone.example/console
                """);
        environment.put("SLACK_SIGNING_SECRET", "a signing secret");

        BotConfig bot = BotSection.load(file, environment);

        assertThat(BackendConfig.load(file, environment).server().port()).isEqualTo(9000);
        assertThat(bot.slack().mode()).isEqualTo(SlackAccess.Mode.HTTP);
        assertThat(bot.slack().port()).isEqualTo(9001);
        assertThat(bot.posting().defaultChannel()).isEqualTo("#all");
        assertThat(bot.posting().lease()).isEqualTo(Duration.ofSeconds(20));
        assertThat(bot.folder()).isEqualTo(Path.of("/var/lib/bot"));
        assertThat(bot.consoleUrl()).isEqualTo("https://touchstone.example/console");
    }

    @Test
    void theEnvironmentNamesEverythingAndWins() throws Exception {
        Files.writeString(file, "bot: {folder: from-the-file, health: {port: 1}}\n");
        environment.put("SLACK_API_URL", "http://127.0.0.1:8090/api");
        environment.put("TOUCHSTONE_BOT_FOLDER", "/var/lib/bot");
        environment.put("TOUCHSTONE_BOT_CHANNEL", "#all");
        environment.put("TOUCHSTONE_BOT_HEALTH_HOST", "0.0.0.0");
        environment.put("TOUCHSTONE_BOT_HEALTH_PORT", "9002");
        environment.put("TOUCHSTONE_BOT__POSTING__LEASE", "30s");

        BotConfig config = BotSection.load(file, environment);

        assertThat(config.slack().apiUrl()).isEqualTo("http://127.0.0.1:8090/api/");
        assertThat(config.folder()).isEqualTo(Path.of("/var/lib/bot"));
        assertThat(config.posting().defaultChannel()).isEqualTo("#all");
        assertThat(config.posting().lease()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.health().host()).isEqualTo("0.0.0.0");
        assertThat(config.health().port()).isEqualTo(9002);
        assertThat(BackendConfig.load(file, environment)).isNotNull();
    }

    @Test
    void mistakesAreNamedWithTheirPlace() throws Exception {
        Files.writeString(file, "bot: {posting: {leese: 20s}, health: {port: many}}\n");

        assertThatThrownBy(() -> BotSection.load(file, environment))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("bot.posting.leese: unknown key; did you mean 'lease'?")
                .hasMessageContaining("bot.health.port");
    }

    @Test
    void aTokenThatIsMissingIsSaidToBeMissing() {
        assertThatThrownBy(() -> BotSection.load(file, Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("SLACK_BOT_TOKEN is not set")
                .hasMessageContaining("SLACK_APP_TOKEN is not set");
    }

    @Test
    void aTokenThatIsEmptyAsksForNoBot() {
        assertThat(BotSection.wanted(environment)).isTrue();
        assertThat(BotSection.wanted(Map.of())).isFalse();
        assertThat(BotSection.wanted(Map.of("SLACK_BOT_TOKEN", "", "SLACK_APP_TOKEN", "")))
                .isFalse();
    }

    @Test
    void tokensDoNotStandInAFile() throws Exception {
        Files.writeString(file, "bot: {slack: {bot_token: xoxb-1}}\n");

        assertThatThrownBy(() -> BotSection.load(file, Map.of()))
                .hasMessageContaining(
                        "bot.slack.bot_token: is a secret and must not stand in a file; set SLACK_BOT_TOKEN");
    }
}
