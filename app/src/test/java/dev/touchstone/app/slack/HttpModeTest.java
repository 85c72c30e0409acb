package dev.touchstone.app.slack;

import static dev.touchstone.app.slack.Stage.changed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.bot.Bot;
import dev.touchstone.bot.BotConfig;
import dev.touchstone.sandbox.SandboxConfig;
import dev.touchstone.sandbox.hand.SeenMessage;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The bot hears Slack over signed requests instead of a socket.
class HttpModeTest {
    private static final String HELP = "command=%2Freview&text=help&user_id=U0ALICE&channel_id=C0REVIEWS&team_id=T0"
            + "&trigger_id=1.2&response_url=http%3A%2F%2F127.0.0.1%3A9%2F";

    @TempDir
    private Path folder;

    private Stage stage;
    private URI address;

    @BeforeEach
    void start() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        address = URI.create("http://127.0.0.1:" + port + "/slack/events");
        stage = new Stage(folder, SandboxConfig.standard().withRequestUrl(address));
        Bot bot = stage.unconnectedBot(config -> BotConfig.http(
                        config.slack().botToken(),
                        stage.slack.credentials().signingSecret(),
                        config.slack().apiUrl(),
                        port,
                        config.folder())
                .withPostsPerSecond(100));
        Stage.until(bot::ready);
        assertThat(bot.port()).isEqualTo(port);
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void clicksArriveSigned() {
        SeenMessage card = stage.card("o-1");

        assertThat(stage.alice().click(card, "review.approve").acked()).isTrue();

        changed(stage.alice(), card, "Approved");
    }

    @Test
    void whatIsNotSlacksIsRefused() throws Exception {
        long now = Instant.now().getEpochSecond();

        assertThat(post(now, "wrong secret", HELP)).isEqualTo(401);
        assertThat(post(now - 3600, secret(), HELP)).isEqualTo(401);
        assertThat(post(now + 3600, secret(), HELP)).isEqualTo(401);
        assertThat(post(now, secret(), HELP)).isEqualTo(200);
    }

    @Test
    void aRequestThatIsSentAgainActsOnce() throws Exception {
        long now = Instant.now().getEpochSecond();

        assertThat(post(now, secret(), HELP)).isEqualTo(200);
        assertThat(post(now, secret(), HELP)).isEqualTo(200);

        // The address to answer to is dead, so every answer that is tried is posted instead.
        stage.alice().awaitMessage(Stage.CHANNEL, SeenMessage::isEphemeral);
        assertThat(stage.alice().ephemerals(Stage.CHANNEL)).hasSize(1);
        assertThat(stage.calls("chat.postEphemeral")).hasSize(1);
    }

    private String secret() {
        return stage.slack.credentials().signingSecret();
    }

    private int post(long timestamp, String secret, String body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] signature = mac.doFinal(("v0:" + timestamp + ":" + body).getBytes(StandardCharsets.UTF_8));
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(address)
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .header("X-Slack-Request-Timestamp", Long.toString(timestamp))
                                    .header(
                                            "X-Slack-Signature",
                                            "v0=" + HexFormat.of().formatHex(signature))
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
