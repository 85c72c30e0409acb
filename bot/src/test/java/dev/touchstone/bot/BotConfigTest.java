package dev.touchstone.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.bot.SlackAccess.Mode;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
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
        assertThatThrownBy(() -> access(Mode.SOCKET, "xoxp-1", null))
                .hasMessage("SLACK_BOT_TOKEN must be a bot token, which starts with xoxb-; "
                        + "SLACK_APP_TOKEN is not set; Socket Mode needs it");
        assertThatThrownBy(() -> access(Mode.HTTP, "xoxb-1", null))
                .hasMessage("SLACK_SIGNING_SECRET is not set; HTTP mode checks every request with it");
    }

    @Test
    void aTokenThatIsMissingIsNotCalledMalformed() {
        assertThatThrownBy(() -> access(Mode.SOCKET, "", "xapp-1"))
                .hasMessage("SLACK_BOT_TOKEN is not set; the bot posts with it");
        assertThatThrownBy(() -> access(Mode.SOCKET, "xoxb-1", "xoxb-in-the-wrong-place"))
                .hasMessage("SLACK_APP_TOKEN must be an app-level token, which starts with xapp-");
    }

    private static SlackAccess access(Mode mode, String botToken, @Nullable String appToken) {
        return new SlackAccess(mode, botToken, appToken, null, null, "127.0.0.1", 0);
    }
}
