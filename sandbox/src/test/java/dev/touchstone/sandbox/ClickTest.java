package dev.touchstone.sandbox;

import static com.slack.api.model.block.Blocks.actions;
import static com.slack.api.model.block.Blocks.asBlocks;
import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;
import static com.slack.api.model.block.composition.BlockCompositions.option;
import static com.slack.api.model.block.composition.BlockCompositions.plainText;
import static com.slack.api.model.block.element.BlockElements.asElements;
import static com.slack.api.model.block.element.BlockElements.button;
import static com.slack.api.model.block.element.BlockElements.overflowMenu;
import static com.slack.api.model.block.element.BlockElements.staticSelect;
import static dev.touchstone.sandbox.StandardWorkspace.ALICE;
import static dev.touchstone.sandbox.StandardWorkspace.BOB;
import static dev.touchstone.sandbox.StandardWorkspace.REVIEWS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.model.block.LayoutBlock;
import dev.touchstone.sandbox.hand.Ack;
import dev.touchstone.sandbox.hand.HandFault;
import dev.touchstone.sandbox.hand.SeenMessage;
import dev.touchstone.sandbox.hand.SlackHand;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Clicking in messages: a real Bolt app posts, hears the click and changes the message.
class ClickTest {
    private final SlackSandbox slack = new SlackSandbox(SandboxConfig.standard());
    private final BlockingQueue<BlockActionPayload> heard = new LinkedBlockingQueue<>();
    private BoltApp bolt;
    private SlackHand alice;

    @BeforeEach
    void start() throws Exception {
        slack.start();
        bolt = BoltApp.connect(slack, app -> {
            app.blockAction("approve", (request, context) -> {
                heard.add(request.getPayload());
                context.client()
                        .chatUpdate(update -> update.channel(
                                        request.getPayload().getChannel().getId())
                                .ts(request.getPayload().getMessage().getTs())
                                .text("Approved")
                                .blocks(asBlocks(section(it -> it.text(markdownText("✅ Approved by <@"
                                        + request.getPayload().getUser().getId() + ">"))))));
                return context.ack();
            });
            app.blockAction("more", (request, context) -> {
                heard.add(request.getPayload());
                return context.ack();
            });
            app.blockAction("rubric", (request, context) -> {
                heard.add(request.getPayload());
                return context.ack();
            });
        });
        alice = slack.hand(ALICE);
    }

    @AfterEach
    void stop() throws Exception {
        bolt.close();
        slack.close();
    }

    @Test
    void clickReachesTheAppAndTheMessageChanges() throws Exception {
        SeenMessage card = post();

        Ack ack = alice.click(card, "approve");

        assertThat(ack.acked()).isTrue();
        SeenMessage after = alice.message(REVIEWS, card.ts()).orElseThrow();
        assertThat(after.words()).contains("Approved by <@" + ALICE + ">");
        assertThat(after.isEdited()).isTrue();
        assertThat(after.offers("approve")).isFalse();
    }

    @Test
    void payloadHasSlacksShape() throws Exception {
        SeenMessage card = post();

        alice.click(card, "approve");

        BlockActionPayload payload = heard.take();
        assertThat(payload.getUser().getId()).isEqualTo(ALICE);
        assertThat(payload.getUser().getUsername()).isEqualTo("alice");
        assertThat(payload.getTeam().getId()).isEqualTo(slack.seed().team().id());
        assertThat(payload.getApiAppId()).isEqualTo(slack.seed().app().id());
        assertThat(payload.getToken()).isEqualTo(slack.credentials().verificationToken());
        assertThat(payload.getContainer().getType()).isEqualTo("message");
        assertThat(payload.getContainer().getMessageTs()).isEqualTo(card.ts());
        assertThat(payload.getContainer().getChannelId()).isEqualTo(REVIEWS);
        assertThat(payload.getContainer().isEphemeral()).isFalse();
        assertThat(payload.getChannel().getName()).isEqualTo("llm-reviews");
        assertThat(payload.getMessage().getText()).isEqualTo("Review needed");
        assertThat(payload.getTriggerId()).isNotBlank();
        assertThat(payload.getResponseUrl()).startsWith(slack.baseUrl());
        BlockActionPayload.Action action = payload.getActions().getFirst();
        assertThat(action.getActionId()).isEqualTo("approve");
        assertThat(action.getBlockId()).isEqualTo("buttons");
        assertThat(action.getValue()).isEqualTo("r1:3");
        assertThat(action.getText().getText()).isEqualTo("Approve");
        assertThat(action.getActionTs()).isNotBlank();
    }

    @Test
    void overflowChoiceCarriesTheOption() throws Exception {
        SeenMessage card = post();

        alice.choose(card, "more", "skip");

        BlockActionPayload.Action action = heard.take().getActions().getFirst();
        assertThat(action.getType()).isEqualTo("overflow");
        assertThat(action.getSelectedOption().getValue()).isEqualTo("skip");
    }

    @Test
    void stateHoldsInitialValuesAndChoices() throws Exception {
        SeenMessage card = post();

        alice.click(card, "approve");
        alice.choose(post(), "rubric", "no");

        String value = "/payload/state/values/rubrics/rubric/selected_option/value";
        assertThat(slack.traffic().of("block_actions"))
                .extracting(exchange -> exchange.request().at(value).asText())
                .containsExactly("yes", "no");
    }

    @Test
    void whatAPersonCannotDoTheHandCannotDo() throws Exception {
        SeenMessage card = post();

        assertThatThrownBy(() -> alice.click(card, "missing"))
                .isInstanceOfSatisfying(
                        HandFault.class, fault -> assertThat(fault.code()).isEqualTo("action_not_found"));
        assertThatThrownBy(() -> alice.choose(card, "more", "missing"))
                .isInstanceOfSatisfying(
                        HandFault.class, fault -> assertThat(fault.code()).isEqualTo("option_not_found"));
        slack.faults().leaveChannel(REVIEWS, BOB);
        assertThatThrownBy(() -> slack.hand(BOB).click(card, "approve"))
                .isInstanceOfSatisfying(
                        HandFault.class, fault -> assertThat(fault.code()).isEqualTo("not_in_channel"));
    }

    @Test
    void anActionTheAppIgnoresTimesOut() throws Exception {
        bolt.api()
                .chatPostMessage(post -> post.channel(REVIEWS)
                        .text("x")
                        .blocks(asBlocks(actions(
                                asElements(button(it -> it.actionId("nobody").text(plainText("Nobody"))))))));
        SeenMessage card = alice.awaitMessage(REVIEWS, message -> message.offers("nobody"));

        Ack ack = alice.click(card, "nobody");

        assertThat(ack.acked()).isFalse();
        assertThat(ack.why()).isEqualTo("timeout");
    }

    private SeenMessage post() throws Exception {
        var posted = bolt.api()
                .chatPostMessage(
                        post -> post.channel(REVIEWS).text("Review needed").blocks(card()));
        assertThat(posted.isOk()).as(posted.toString()).isTrue();
        return alice.awaitMessage(REVIEWS, message -> message.ts().equals(posted.getTs()));
    }

    private static List<LayoutBlock> card() {
        return asBlocks(
                section(it -> it.blockId("rubrics")
                        .text(markdownText("*Is it right?*"))
                        .accessory(staticSelect(menu -> menu.actionId("rubric")
                                .options(List.of(option(plainText("Yes"), "yes"), option(plainText("No"), "no")))
                                .initialOption(option(plainText("Yes"), "yes"))))),
                actions(it -> it.blockId("buttons")
                        .elements(asElements(
                                button(b -> b.actionId("approve")
                                        .text(plainText("Approve"))
                                        .value("r1:3")
                                        .style("primary")),
                                overflowMenu(menu -> menu.actionId("more")
                                        .options(List.of(
                                                option(plainText("Skip"), "skip"),
                                                option(plainText("Assign"), "assign"))))))));
    }
}
