package dev.touchstone.sandbox;

import static dev.touchstone.sandbox.StandardWorkspace.ALICE;
import static dev.touchstone.sandbox.StandardWorkspace.REVIEWS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.Slack;
import dev.touchstone.sandbox.hand.Ack;
import dev.touchstone.sandbox.workspace.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Socket Mode's frames, seen by a bare WebSocket.
class RedeliveryTest {
    /// A socket and the frame it received.
    private record Received(WebSocket socket, JsonNode frame) {}

    private final SlackSandbox slack = new SlackSandbox(SandboxConfig.standard());
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private Slack sdk;

    @BeforeEach
    void start() {
        slack.start();
        sdk = BoltApp.slack(slack);
    }

    @AfterEach
    void stop() throws Exception {
        sdk.close();
        slack.close();
    }

    @Test
    void helloSaysHowManyAreConnected() throws Exception {
        open();
        JsonNode first = take().frame();
        open();
        JsonNode second = take().frame();

        assertThat(first.path("type").asText()).isEqualTo("hello");
        assertThat(first.path("num_connections").asInt()).isEqualTo(1);
        assertThat(second.path("num_connections").asInt()).isEqualTo(2);
        assertThat(second.at("/connection_info/app_id").asText())
                .isEqualTo(slack.seed().app().id());
    }

    @Test
    void anEnvelopeWhoseSocketBreaksGoesToAnother() throws Exception {
        open();
        open();
        take();
        take();

        var ack = CompletableFuture.supplyAsync(() -> slack.hand(ALICE).command(REVIEWS, "/review"));
        Received lost = take();
        lost.socket().abort();
        Received again = take();
        again.socket().sendText(answer(again), true).join();

        assertThat(again.frame().path("envelope_id")).isEqualTo(lost.frame().path("envelope_id"));
        assertThat(again.frame().path("retry_attempt").asInt()).isEqualTo(1);
        assertThat(again.frame().path("retry_reason").asText()).isEqualTo("connection_closed");
        assertThat(ack.get(10, TimeUnit.SECONDS)).extracting(Ack::acked).isEqualTo(true);
    }

    @Test
    void disconnectIsAnnouncedBeforeTheSocketCloses() throws Exception {
        open();
        take();

        slack.faults().disconnectSockets();

        JsonNode frame = take().frame();
        assertThat(frame.path("type").asText()).isEqualTo("disconnect");
        assertThat(frame.path("reason").asText()).isEqualTo("refresh_requested");
        BoltApp.await(() -> slack.faults().sockets() == 0);
    }

    @Test
    void elevenSocketsAreTooMany() throws Exception {
        for (int socket = 0; socket < 10; socket++) {
            open();
        }

        assertThat(sdk.methods(slack.credentials().appToken())
                        .appsConnectionsOpen(it -> it)
                        .getError())
                .isEqualTo("too_many_websockets");
    }

    private void open() throws Exception {
        int before = slack.faults().sockets();
        String address = sdk.methods(slack.credentials().appToken())
                .appsConnectionsOpen(it -> it)
                .getUrl();
        HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(address), new Listener())
                .join();
        BoltApp.await(() -> slack.faults().sockets() == before + 1);
    }

    private Received take() throws InterruptedException {
        Received next = received.poll(10, TimeUnit.SECONDS);
        assertThat(next).as("a frame within ten seconds").isNotNull();
        return Objects.requireNonNull(next);
    }

    private static String answer(Received received) {
        return Json.write(Json.object()
                .put("envelope_id", received.frame().path("envelope_id").asText()));
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                received.add(new Received(socket, Json.read(text.toString()).orElseThrow()));
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }
}
