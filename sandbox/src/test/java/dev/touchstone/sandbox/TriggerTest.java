package dev.touchstone.sandbox;

import static dev.touchstone.sandbox.StandardWorkspace.ALICE;
import static dev.touchstone.sandbox.StandardWorkspace.REVIEWS;
import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.Slack;
import com.slack.api.methods.MethodsClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What expires: triggers after 3 s or one use, response URLs after 30 min or five.
class TriggerTest {
    private final TestClock clock = new TestClock();
    private final SlackSandbox slack = new SlackSandbox(SandboxConfig.standard().withClock(clock));
    private Slack sdk;
    private MethodsClient api;
    private BoltApp bolt;

    @BeforeEach
    void start() throws Exception {
        slack.start();
        bolt = BoltApp.connect(slack, app -> app.command("/review", (request, context) -> context.ack()));
        sdk = BoltApp.slack(slack);
        api = sdk.methods(slack.credentials().botToken());
    }

    @AfterEach
    void stop() throws Exception {
        bolt.close();
        sdk.close();
        slack.close();
    }

    @Test
    void aTriggerWorksOnce() throws Exception {
        String trigger = payload("trigger_id");

        assertThat(open(trigger)).isNull();
        assertThat(open(trigger)).isEqualTo("exchanged_trigger_id");
    }

    @Test
    void aTriggerLivesThreeSeconds() throws Exception {
        String trigger = payload("trigger_id");

        clock.advance(Duration.ofMillis(3001));

        assertThat(open(trigger)).isEqualTo("expired_trigger_id");
    }

    @Test
    void anInventedTriggerIsRefused() throws Exception {
        assertThat(open("123.456.abc")).isEqualTo("invalid_trigger_id");
    }

    @Test
    void aResponseUrlWorksFiveTimes() throws Exception {
        String url = payload("response_url");

        for (int use = 0; use < 5; use++) {
            assertThat(respond(url, "{'text':'again'}").statusCode()).isEqualTo(200);
        }

        assertThat(respond(url, "{'text':'once too often'}").body()).contains("used_url");
        assertThat(slack.hand(ALICE).ephemerals(REVIEWS)).hasSize(5);
    }

    @Test
    void aResponseUrlLivesThirtyMinutes() throws Exception {
        String url = payload("response_url");

        clock.advance(Duration.ofMinutes(30).plusSeconds(1));

        HttpResponse<String> response = respond(url, "{'text':'late'}");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("expired_url");
    }

    @Test
    void aResponseMayBeForEverybody() throws Exception {
        String url = payload("response_url");

        respond(url, "{'text':'hear, hear','response_type':'in_channel'}");

        assertThat(slack.hand(StandardWorkspace.BOB).messages(REVIEWS))
                .extracting(message -> message.text())
                .containsExactly("hear, hear");
    }

    @Test
    void aRefusedResponseCostsNoUse() throws Exception {
        String url = payload("response_url");

        assertThat(respond(url, "{}").body()).contains("no_text");

        assertThat(respond(url, "{'text':'better'}").statusCode()).isEqualTo(200);
    }

    private String payload(String member) {
        slack.hand(ALICE).command(REVIEWS, "/review next");
        return slack.traffic()
                .of("/review")
                .getLast()
                .request()
                .path("payload")
                .path(member)
                .asText();
    }

    private String open(String trigger) throws Exception {
        return api.viewsOpen(open -> open.triggerId(trigger).viewAsString(Samples.modal("Edit")))
                .getError();
    }

    private static HttpResponse<String> respond(String url, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .POST(HttpRequest.BodyPublishers.ofString(Samples.json(body)))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
