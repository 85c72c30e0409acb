package dev.touchstone.sandbox;

import static dev.touchstone.sandbox.StandardWorkspace.ALICE;
import static dev.touchstone.sandbox.StandardWorkspace.REVIEWS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.slack.api.bolt.App;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.event.AppHomeOpenedEvent;
import dev.touchstone.sandbox.delivery.Deliveries.Patience;
import dev.touchstone.sandbox.hand.SeenMessage;
import dev.touchstone.sandbox.hand.SlackHand;
import dev.touchstone.sandbox.traffic.Exchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Socket Mode under faults: lost sockets, repeated envelopes, missing acknowledgements.
class SocketTest {
    private final SlackSandbox slack = new SlackSandbox(SandboxConfig.standard()
            .withPatience(new Patience(
                    Duration.ofMillis(1500), List.of(Duration.ZERO, Duration.ofMillis(50), Duration.ofMillis(50)))));
    private final AtomicInteger clicks = new AtomicInteger();
    private final AtomicInteger homes = new AtomicInteger();
    private volatile int ignoredHomes;
    private BoltApp bolt;
    private SlackHand alice;

    @BeforeEach
    void start() throws Exception {
        slack.start();
        bolt = BoltApp.connect(slack, this::handle);
        alice = slack.hand(ALICE);
    }

    @AfterEach
    void stop() throws Exception {
        bolt.close();
        slack.close();
    }

    @Test
    void anEnvelopeCanComeTwice() throws Exception {
        SeenMessage card = card();
        slack.faults().sendTwice(1);

        alice.click(card, "go");

        BoltApp.await(() -> clicks.get() == 2);
        alice.click(card, "go");
        assertThat(clicks).hasValue(3);
    }

    @Test
    void anEnvelopeCanReachTwoSockets() throws Exception {
        BoltApp second = BoltApp.connect(slack, this::handle);
        SeenMessage card = card();
        slack.faults().sendToTwoSockets(1);

        assertThat(alice.click(card, "go").acked()).isTrue();

        BoltApp.await(() -> clicks.get() == 2);
        assertThat(slack.faults().sockets()).isEqualTo(2);
        second.close();
    }

    @Test
    void eachEnvelopeGoesToOneOfTwoSockets() throws Exception {
        BoltApp second = BoltApp.connect(slack, this::handle);
        SeenMessage card = card();

        for (int click = 0; click < 6; click++) {
            alice.click(card, "go");
        }

        assertThat(clicks).hasValue(6);
        second.close();
    }

    @Test
    void anEventIsRetriedUntilAcknowledged() {
        ignoredHomes = 2;

        alice.openHome();

        BoltApp.await(() -> homes.get() == 3);
        BoltApp.await(() -> slack.traffic().count("app_home_opened") == 3);
        List<Exchange> tries = slack.traffic().of("app_home_opened");
        assertThat(tries).extracting(Exchange::error).containsExactly("timeout", "timeout", null);
        assertThat(tries.getLast().request().path("retry_attempt").asInt()).isEqualTo(2);
        assertThat(tries.getLast().request().path("retry_reason").asText()).isEqualTo("timeout");
        assertThat(tries.getLast().request().at("/payload/event_id"))
                .isEqualTo(tries.getFirst().request().at("/payload/event_id"));
    }

    @Test
    void aDisconnectMovesTheAppToANewSocket() throws Exception {
        SeenMessage card = card();
        int opened = slack.traffic().count("apps.connections.open");

        slack.faults().disconnectSockets();

        BoltApp.await(() -> slack.traffic().count("apps.connections.open") > opened);
        BoltApp.await(() -> alice.click(card, "go").acked());
    }

    @Test
    void withoutSocketsNobodyAnswers() throws Exception {
        SeenMessage card = card();
        slack.faults().dropSockets();
        BoltApp.await(() -> slack.faults().sockets() == 0);

        assertThat(alice.click(card, "go").why()).isEqualTo("no_connection");
    }

    @Test
    void awayMeansResetsAndNoSockets() throws Exception {
        SeenMessage card = card();

        slack.faults().goAway();

        assertThat(catchThrowable(() -> bolt.api().authTest(it -> it))).isInstanceOf(IOException.class);
        BoltApp.await(() -> slack.faults().sockets() == 0);
        assertThat(alice.click(card, "go").why()).isEqualTo("away");
        slack.faults().comeBack();
        assertThat(bolt.api().authTest(it -> it).isOk()).isTrue();
        bolt.client().connectToNewEndpoint();
        BoltApp.await(() -> slack.faults().sockets() == 1);
        assertThat(alice.click(card, "go").acked()).isTrue();
    }

    @Test
    void aSocketAddressWorksOnce() throws Exception {
        String used = bolt.client().getWssUri().toString();
        int before = slack.faults().sockets();

        var again = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(used), new WebSocket.Listener() {})
                .handle((socket, refused) -> refused)
                .join();

        assertThat(again).isNotNull();
        assertThat(slack.faults().sockets()).isEqualTo(before);
    }

    private void handle(App app) {
        app.blockAction("go", (request, context) -> {
            clicks.incrementAndGet();
            return context.ack();
        });
        app.event(AppHomeOpenedEvent.class, (request, context) -> {
            boolean ignored = homes.incrementAndGet() <= ignoredHomes;
            return ignored ? Response.builder().statusCode(500).build() : context.ack();
        });
    }

    private SeenMessage card() throws Exception {
        bolt.api().chatPostMessage(post -> post.channel(REVIEWS).text("x").blocksAsString(Samples.button("go")));
        return alice.awaitMessage(REVIEWS, message -> message.offers("go"));
    }
}
