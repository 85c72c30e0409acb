package dev.touchstone.sandbox;

import static dev.touchstone.sandbox.StandardWorkspace.ALICE;
import static dev.touchstone.sandbox.StandardWorkspace.REVIEWS;
import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.Slack;
import com.slack.api.bolt.App;
import com.slack.api.bolt.request.RequestHeaders;
import com.slack.api.bolt.response.Response;
import com.slack.api.bolt.util.SlackRequestParser;
import com.slack.api.model.event.AppHomeOpenedEvent;
import dev.touchstone.sandbox.hand.SeenMessage;
import dev.touchstone.sandbox.hand.SlackHand;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The same payloads as signed requests, checked by Bolt's own signature verifier.
class HttpModeTest {
    private final AtomicInteger homes = new AtomicInteger();
    private Javalin endpoint;
    private SlackSandbox slack;
    private Slack sdk;
    private App app;

    @BeforeEach
    void start() throws Exception {
        endpoint = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.startupWatcherEnabled = false;
            config.jetty.host = "127.0.0.1";
            config.routes.post("/slack/events", this::bolt);
        });
        endpoint.start(0);
        slack = new SlackSandbox(SandboxConfig.standard()
                .withRequestUrl(URI.create("http://127.0.0.1:" + endpoint.port() + "/slack/events")));
        slack.start();
        sdk = BoltApp.slack(slack);
        app = BoltApp.app(slack, sdk);
        app.command("/review", (request, context) -> context.ack("over HTTP"));
        app.event(AppHomeOpenedEvent.class, (request, context) -> {
            homes.incrementAndGet();
            return context.ack();
        });
        app.blockAction("edit", (request, context) -> {
            context.client()
                    .viewsOpen(open ->
                            open.triggerId(request.getPayload().getTriggerId()).viewAsString(Samples.modal("Edit")));
            return context.ack();
        });
        app.viewSubmission("edit", (request, context) -> context.ackWithErrors(Map.of("why", "Over HTTP too.")));
        app.start();
    }

    @AfterEach
    void stop() throws Exception {
        slack.close();
        sdk.close();
        endpoint.stop();
    }

    @Test
    void commandsEventsAndInteractionsArriveSigned() throws Exception {
        SlackHand alice = slack.hand(ALICE);

        assertThat(alice.command(REVIEWS, "/review").acked()).isTrue();
        assertThat(alice.ephemerals(REVIEWS)).extracting(SeenMessage::text).containsExactly("over HTTP");

        alice.openHome();
        BoltApp.await(() -> homes.get() == 1);

        sdk.methods(slack.credentials().botToken())
                .chatPostMessage(post -> post.channel(REVIEWS).text("x").blocksAsString(Samples.button("edit")));
        alice.click(alice.awaitMessage(REVIEWS, message -> message.offers("edit")), "edit");
        var result = alice.submit(alice.modal().orElseThrow(), Map.of("reason", "wrong"));
        assertThat(result.errors()).containsEntry("why", "Over HTTP too.");
    }

    @Test
    void anAppThatIsDownIsSilent() {
        endpoint.stop();

        assertThat(slack.hand(ALICE).command(REVIEWS, "/review").acked()).isFalse();
    }

    private void bolt(Context ctx) throws Exception {
        Map<String, List<String>> headers = ctx.headerMap().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue())));
        var request = new SlackRequestParser(app.config())
                .parse(SlackRequestParser.HttpRequest.builder()
                        .requestUri(ctx.path())
                        .remoteAddress(ctx.ip())
                        .queryString(Map.of())
                        .requestBody(ctx.body())
                        .headers(new RequestHeaders(headers))
                        .build());
        Response response = app.run(request);
        ctx.status(response.getStatusCode());
        if (response.getBody() != null) {
            ctx.contentType(response.getContentType()).result(response.getBody());
        }
    }
}
