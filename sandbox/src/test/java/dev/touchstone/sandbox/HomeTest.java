package dev.touchstone.sandbox;

import static dev.touchstone.sandbox.StandardWorkspace.ALICE;
import static dev.touchstone.sandbox.StandardWorkspace.BOB;
import static dev.touchstone.sandbox.StandardWorkspace.REVIEWS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.bolt.App;
import com.slack.api.model.event.AppHomeOpenedEvent;
import dev.touchstone.sandbox.hand.Ack;
import dev.touchstone.sandbox.hand.SeenMessage;
import dev.touchstone.sandbox.hand.SeenView;
import dev.touchstone.sandbox.hand.SlackHand;
import dev.touchstone.sandbox.traffic.Exchange;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The Home tab, slash commands and answers over `response_url`.
class HomeTest {
    private final SlackSandbox slack = new SlackSandbox(SandboxConfig.standard());
    private BoltApp bolt;
    private SlackHand alice;

    @BeforeEach
    void start() throws Exception {
        slack.start();
        bolt = BoltApp.connect(slack, HomeTest::handle);
        alice = slack.hand(ALICE);
    }

    private static void handle(App app) {
        app.event(AppHomeOpenedEvent.class, (request, context) -> {
            context.client()
                    .viewsPublish(publish ->
                            publish.userId(request.getEvent().getUser()).viewAsString(home("start")));
            return context.ack();
        });
        app.blockAction("start", (request, context) -> {
            context.client()
                    .viewsPublish(publish -> publish.userId(
                                    request.getPayload().getUser().getId())
                            .viewAsString(home("stop")));
            return context.ack();
        });
        app.blockAction("replace", (request, context) -> {
            context.respond(it -> it.replaceOriginal(true).text("replaced"));
            return context.ack();
        });
        app.blockAction("vanish", (request, context) -> {
            context.respond(it -> it.deleteOriginal(true));
            return context.ack();
        });
        app.command("/review", (request, context) -> {
            String text = request.getPayload().getText();
            return text.equals("loud")
                    ? context.ack(it -> it.responseType("in_channel").text("for all"))
                    : context.ack("you said " + text);
        });
    }

    private static String home(String actionId) {
        return Samples.json("{'type':'home','blocks':%s}").formatted(Samples.button(actionId));
    }

    @AfterEach
    void stop() throws Exception {
        bolt.close();
        slack.close();
    }

    @Test
    void openingHomeTellsTheAppWhichPublishes() throws Exception {
        CompletableFuture<Exchange> opened = new CompletableFuture<>();
        slack.traffic().listen(exchange -> {
            if (exchange.name().equals("app_home_opened")) {
                opened.complete(exchange);
            }
        });
        alice.openHome();

        SeenView home = alice.awaitHome(view -> view.offers("start"));

        assertThat(home.json().path("type").asText()).isEqualTo("home");
        assertThat(slack.hand(BOB).home()).isEmpty();
        // Home may be there before the event is acknowledged and logged.
        JsonNode event = opened.get(20, TimeUnit.SECONDS).request().at("/payload/event");
        assertThat(event.path("tab").asText()).isEqualTo("home");
        assertThat(event.path("channel").asText()).isEqualTo(alice.directChannel());
    }

    @Test
    void aClickOnHomeHasNoMessageAndNoChannel() {
        alice.openHome();

        alice.click(alice.awaitHome(view -> view.offers("start")), "start");

        alice.awaitHome(view -> view.offers("stop"));
        JsonNode payload =
                slack.traffic().of("block_actions").getFirst().request().path("payload");
        assertThat(payload.at("/container/type").asText()).isEqualTo("view");
        assertThat(payload.has("message")).isFalse();
        assertThat(payload.has("channel")).isFalse();
        assertThat(payload.has("response_url")).isFalse();
    }

    @Test
    void aCommandIsAnsweredToThePersonAlone() {
        Ack ack = alice.command(REVIEWS, "/review next please");

        assertThat(ack.acked()).isTrue();
        assertThat(alice.ephemerals(REVIEWS)).extracting(SeenMessage::text).containsExactly("you said next please");
        assertThat(slack.hand(BOB).messages(REVIEWS)).isEmpty();
    }

    @Test
    void aCommandMayAnswerEverybody() {
        alice.command(REVIEWS, "/review loud");

        assertThat(slack.hand(BOB).messages(REVIEWS))
                .extracting(SeenMessage::text)
                .containsExactly("for all");
    }

    @Test
    void unknownCommandsAreRefused() {
        assertThatThrownBy(() -> alice.command(REVIEWS, "/nonsense")).hasMessageContaining("unknown_command");
    }

    @Test
    void theOriginalCanBeReplacedAndDeleted() throws Exception {
        post("replace");
        SeenMessage message = alice.awaitMessage(REVIEWS, it -> it.offers("replace"));
        alice.click(message, "replace");
        assertThat(alice.awaitMessage(REVIEWS, it -> it.text().equals("replaced"))
                        .ts())
                .isEqualTo(message.ts());

        post("vanish");
        SeenMessage doomed = alice.awaitMessage(REVIEWS, it -> it.offers("vanish"));
        alice.click(doomed, "vanish");
        assertThat(alice.message(REVIEWS, doomed.ts())).isEmpty();
    }

    @Test
    void anEphemeralCanBeReplacedByItsResponseUrl() throws Exception {
        bolt.api()
                .chatPostEphemeral(
                        post -> post.channel(REVIEWS).user(ALICE).text("x").blocksAsString(Samples.button("replace")));
        SeenMessage message = alice.awaitMessage(REVIEWS, it -> it.offers("replace"));

        alice.click(message, "replace");

        assertThat(alice.ephemerals(REVIEWS)).extracting(SeenMessage::text).containsExactly("replaced");
        JsonNode payload =
                slack.traffic().of("block_actions").getFirst().request().path("payload");
        assertThat(payload.at("/container/is_ephemeral").asBoolean()).isTrue();
        assertThat(payload.has("message")).isFalse();
    }

    private void post(String actionId) throws Exception {
        bolt.api().chatPostMessage(post -> post.channel(REVIEWS).text("x").blocksAsString(Samples.button(actionId)));
    }
}
