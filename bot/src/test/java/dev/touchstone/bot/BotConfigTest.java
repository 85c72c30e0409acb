package dev.touchstone.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BotConfigTest {
    @Test
    void secretsAreNeverPrinted() {
        BotConfig config = BotConfig.socket("xoxb-secret", "xapp-secret", null, Path.of("data"));

        assertThat(config.toString()).doesNotContain("secret");
        assertThat(BotConfig.http("xoxb-secret", "signing-secret", null, 0, Path.of("data"))
                        .toString())
                .doesNotContain("secret");
    }

    @Test
    void everyMistakeIsNamedAtOnce() {
        assertThatThrownBy(() -> BotConfig.fromEnvironment(Map.of("SLACK_BOT_TOKEN", "xoxp-1")))
                .hasMessageContaining("SLACK_BOT_TOKEN")
                .hasMessageContaining("SLACK_APP_TOKEN");
        assertThatThrownBy(() ->
                        BotConfig.fromEnvironment(Map.of("SLACK_BOT_TOKEN", "xoxb-1", "TOUCHSTONE_BOT_MODE", "http")))
                .hasMessage("SLACK_SIGNING_SECRET must be set; HTTP mode checks every request with it");
    }

    @Test
    void theEnvironmentNamesEverything() {
        BotConfig config = BotConfig.fromEnvironment(Map.of(
                "SLACK_BOT_TOKEN", "xoxb-1",
                "SLACK_APP_TOKEN", "xapp-1",
                "SLACK_API_URL", "http://127.0.0.1:8090/api",
                "TOUCHSTONE_BOT_FOLDER", "/var/lib/bot"));

        assertThat(config.mode()).isEqualTo(BotConfig.Mode.SOCKET);
        assertThat(config.apiUrl()).isEqualTo("http://127.0.0.1:8090/api/");
        assertThat(config.folder()).isEqualTo(Path.of("/var/lib/bot"));
        assertThat(config.postsPerSecond()).isEqualTo(1);
    }
}
