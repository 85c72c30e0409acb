package dev.touchstone.sandbox;

import static dev.touchstone.sandbox.StandardWorkspace.ALICE;
import static dev.touchstone.sandbox.StandardWorkspace.BOB;
import static dev.touchstone.sandbox.StandardWorkspace.REVIEWS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.app_backend.views.response.ViewSubmissionResponse;
import com.slack.api.bolt.context.builtin.ViewSubmissionContext;
import com.slack.api.bolt.response.Response;
import dev.touchstone.sandbox.hand.SeenMessage;
import dev.touchstone.sandbox.hand.SeenView;
import dev.touchstone.sandbox.hand.SlackHand;
import dev.touchstone.sandbox.hand.Submitted;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Modals: opening, submitting with each response action, stacking, closing.
class ModalTest {
    private final SlackSandbox slack = new SlackSandbox(SandboxConfig.standard());
    private volatile Function<ViewSubmissionContext, Response> answer = context -> context.ack();
    private BoltApp bolt;
    private SlackHand alice;
    private SeenMessage card;

    @BeforeEach
    void start() throws Exception {
        slack.start();
        bolt = BoltApp.connect(slack, app -> {
            app.blockAction("edit", (request, context) -> {
                context.client()
                        .viewsOpen(open -> open.triggerId(request.getPayload().getTriggerId())
                                .viewAsString(Samples.modal("Edit")));
                return context.ack();
            });
            app.blockAction("deeper", (request, context) -> {
                var pushed = context.client()
                        .viewsPush(push -> push.triggerId(request.getPayload().getTriggerId())
                                .viewAsString(Samples.modal("Deeper")));
                context.logger.info("pushed {}", pushed.getError());
                return context.ack();
            });
            app.viewSubmission("edit", (request, context) -> answer.apply(context));
            app.viewClosed("edit", (request, context) -> context.ack());
        });
        alice = slack.hand(ALICE);
        bolt.api().chatPostMessage(post -> post.channel(REVIEWS).text("x").blocksAsString(Samples.button("edit")));
        card = alice.awaitMessage(REVIEWS, message -> message.offers("edit"));
    }

    @AfterEach
    void stop() throws Exception {
        bolt.close();
        slack.close();
    }

    @Test
    void submissionCarriesTheStateAndClosesTheModal() {
        SeenView view = open();

        Submitted result = alice.submit(view, Map.of("reason", "wrong", "note", "see §3"));

        assertThat(result.taken()).isTrue();
        assertThat(alice.modals()).isEmpty();
        JsonNode payload = last("view_submission");
        assertThat(payload.at("/view/state/values/text/output/value").asText()).isEqualTo("as it was");
        assertThat(payload.at("/view/state/values/why/reason/selected_option/text/text")
                        .asText())
                .isEqualTo("Wrong");
        assertThat(payload.at("/view/state/values/more/note/value").asText()).isEqualTo("see §3");
        assertThat(payload.at("/view/private_metadata").asText()).isEqualTo("r1:3");
        assertThat(payload.at("/view/hash").asText()).isEqualTo(view.hash());
        assertThat(payload.at("/user/id").asText()).isEqualTo(ALICE);
    }

    @Test
    void requiredInputsAreRefusedBeforeTheAppHears() {
        SeenView view = open();

        Submitted result = alice.submit(view, Map.of("output", "much too long for twenty"));

        assertThat(result.taken()).isFalse();
        assertThat(result.byApp()).isFalse();
        assertThat(result.errors())
                .containsEntry("why", "Please complete this required field.")
                .containsEntry("text", "Enter at most 20 characters.");
        assertThat(slack.traffic().count("view_submission")).isZero();
    }

    @Test
    void theAppsErrorsComeBackAtTheField() {
        answer = context -> context.ackWithErrors(Map.of("why", "Say more."));
        SeenView view = open();

        Submitted result = alice.submit(view, Map.of("reason", "wrong"));

        assertThat(result.byApp()).isTrue();
        assertThat(result.errors()).containsEntry("why", "Say more.");
        assertThat(alice.modal()
                        .orElseThrow()
                        .value("reason")
                        .at("/selected_option/value")
                        .asText())
                .isEqualTo("wrong");
    }

    @Test
    void errorsForAnUnknownBlockAreTrouble() {
        answer = context -> context.ackWithErrors(Map.of("nowhere", "Lost."));

        Submitted result = alice.submit(open(), Map.of("reason", "wrong"));

        assertThat(result.trouble()).contains("nowhere");
        assertThat(alice.modals()).hasSize(1);
    }

    @Test
    void updateKeepsTheIdAndChangesTheHash() {
        answer = context -> context.ackWithUpdate(Samples.view(Samples.modal("Next")));
        SeenView view = open();

        alice.submit(view, Map.of("reason", "rude", "output", "typed"));

        SeenView next = alice.awaitModal(modal -> modal.title().equals("Next"));
        assertThat(next.id()).isEqualTo(view.id());
        assertThat(next.hash()).isNotEqualTo(view.hash());
        // The same block and action ids: what was typed sticks, as in Slack.
        assertThat(next.value("output").path("value").asText()).isEqualTo("typed");
    }

    @Test
    void pushStacksAndClosingShowsTheOneBelow() {
        answer = context -> context.ackWithPush(Samples.view(Samples.modal("Above")));
        SeenView below = open();

        alice.submit(below, Map.of("reason", "rude"));

        assertThat(alice.modals()).extracting(SeenView::title).containsExactly("Edit", "Above");
        alice.close(alice.modal().orElseThrow());
        assertThat(alice.modals()).extracting(SeenView::title).containsExactly("Edit");
        assertThat(last("view_closed").path("is_cleared").asBoolean()).isFalse();
    }

    @Test
    void clearClosesTheWholeStack() {
        SeenView view = open();
        alice.click(view, "deeper");
        answer = context -> {
            var clear = ViewSubmissionResponse.builder().responseAction("clear").build();
            return context.ack(clear);
        };

        alice.submit(alice.modal().orElseThrow(), Map.of("reason", "rude"));

        assertThat(alice.modals()).isEmpty();
    }

    @Test
    void threeModalsAreTheMost() {
        SeenView view = open();
        alice.click(view, "deeper");
        alice.click(alice.modal().orElseThrow(), "deeper");
        alice.click(alice.modal().orElseThrow(), "deeper");

        assertThat(alice.modals()).hasSize(3);
        assertThat(slack.traffic().of("views.push").getLast().error()).isEqualTo("push_limit_reached");
    }

    @Test
    void closingAllTellsOfEach() {
        SeenView view = open();
        alice.click(view, "deeper");

        alice.closeAll(alice.modal().orElseThrow());

        assertThat(alice.modals()).isEmpty();
        assertThat(slack.traffic().of("view_closed"))
                .extracting(
                        exchange -> exchange.request().at("/payload/is_cleared").asBoolean())
                .containsExactly(true, true);
    }

    @Test
    void anInvalidViewInTheAnswerIsTrouble() {
        answer = context -> context.ackWithUpdate(Samples.view(Samples.modal("A title of far too many letters")));

        Submitted result = alice.submit(open(), Map.of("reason", "rude"));

        assertThat(result.trouble()).contains("must be less than 25 characters [json-pointer:/view/title/text]");
    }

    @Test
    void aChoiceThatIsNoLongerOfferedIsGone() throws Exception {
        SeenView view = open();
        alice.click(view, "deeper", Map.of("reason", "rude"));
        alice.close(alice.modal().orElseThrow());
        assertThat(alice.modal()
                        .orElseThrow()
                        .value("reason")
                        .at("/selected_option/value")
                        .asText())
                .isEqualTo("rude");

        bolt.api()
                .viewsUpdate(update -> update.viewId(view.id())
                        .viewAsString(Samples.modal("Edit").replace("\"rude\"", "\"unkind\"")));

        SeenView updated = alice.modal().orElseThrow();
        assertThat(updated.value("reason").path("selected_option").isNull()).isTrue();
        assertThat(alice.submit(updated, Map.of()).errors()).containsKey("why");
    }

    @Test
    void whatIsNotOfferedCannotBeChosen() {
        SeenView view = open();

        assertThatThrownBy(() -> alice.submit(view, Map.of("reason", "invented")))
                .hasMessageContaining("offers [wrong, rude], not invented");
        assertThatThrownBy(() -> alice.submit(view, Map.of("nothing", "x"))).hasMessageContaining("nothing");
        assertThat(alice.submit(view, Map.of("reason", "rude")).taken()).isTrue();
    }

    @Test
    void everybodyHasTheirOwnStack() {
        open();
        SlackHand bob = slack.hand(BOB);
        bob.click(card, "edit");

        alice.close(alice.modal().orElseThrow());

        assertThat(alice.modals()).isEmpty();
        assertThat(bob.modals()).hasSize(1);
    }

    @Test
    void untouchedInitialValuesCanComeBackAsNull() {
        slack.faults().hideUntouchedValues(true);

        alice.submit(open(), Map.of("reason", "wrong"));

        assertThat(last("view_submission")
                        .at("/view/state/values/text/output/value")
                        .isNull())
                .isTrue();
    }

    @Test
    void updatesCanAskForTheHash() throws Exception {
        SeenView view = open();

        var first = bolt.api()
                .viewsUpdate(
                        update -> update.viewId(view.id()).hash(view.hash()).viewAsString(Samples.modal("One")));
        var second = bolt.api()
                .viewsUpdate(
                        update -> update.viewId(view.id()).hash(view.hash()).viewAsString(Samples.modal("Two")));

        assertThat(first.isOk()).isTrue();
        assertThat(second.getError()).isEqualTo("hash_conflict");
        assertThat(alice.modal().orElseThrow().title()).isEqualTo("One");
    }

    @Test
    void statesOfClosedViewsAreGone() throws Exception {
        SeenView view = open();
        alice.close(view);

        var updated = bolt.api().viewsUpdate(update -> update.viewId(view.id()).viewAsString(Samples.modal("Late")));

        assertThat(updated.getError()).isEqualTo("not_found");
        assertThat(alice.modals()).isEqualTo(List.of());
    }

    private SeenView open() {
        assertThat(alice.click(card, "edit").acked()).isTrue();
        return alice.awaitModal(view -> view.title().equals("Edit"));
    }

    private JsonNode last(String type) {
        return slack.traffic().of(type).getLast().request().path("payload");
    }
}
