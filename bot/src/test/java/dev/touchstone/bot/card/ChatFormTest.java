package dev.touchstone.bot.card;

import static dev.touchstone.bot.card.Details.ALICE;
import static dev.touchstone.bot.card.Details.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.chat.ChatMessage;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.bot.card.form.DecisionInput;
import dev.touchstone.bot.card.form.EditModal;
import dev.touchstone.bot.card.form.Reading;
import dev.touchstone.bot.card.form.RejectModal;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Messages and their calls of tools in the forms.
class ChatFormTest {
    private static final String SIX = "{\"id\": 6}";

    private static Details details() {
        return Details.of(Details.chat(Details.call(SIX)).build());
    }

    private static NewDecision edit(Details details, Filled filled) {
        Reading<DecisionInput> reading = EditModal.read(details.build(), details.modal(), filled.values);
        assertThat(reading).isInstanceOf(Reading.Valid.class);
        return ((Reading.Valid<DecisionInput>) reading).input().decision(ALICE, NOW);
    }

    private static Map<String, String> errors(Reading<DecisionInput> reading) {
        assertThat(reading).isInstanceOf(Reading.Invalid.class);
        return ((Reading.Invalid<DecisionInput>) reading).errors();
    }

    private static JsonNode corrected(NewDecision decision) {
        assertThat(decision.action()).isEqualTo(DecisionAction.EDIT);
        return Objects.requireNonNull(decision.correctedOutput());
    }

    @Test
    void anUntouchedOrReformattedCallApproves() {
        Details details = details();

        assertThat(edit(details, Filled.of(EditModal.of(details.build(), details.modal())))
                        .action())
                .isEqualTo(DecisionAction.APPROVE);
        assertThat(edit(details, new Filled().text("call.0", " {\"id\":6} ")).action())
                .isEqualTo(DecisionAction.APPROVE);
    }

    @Test
    void whateverAMessageHoldsSendingItBackUnchangedApproves() {
        Random random = new Random(5);
        for (int i = 0; i < 60; i++) {
            Details details = Details.of(Hostile.chat(Hostile.random(random, 1 + random.nextInt(200))));

            assertThat(edit(details, Filled.of(EditModal.of(details.build(), details.modal())))
                            .action())
                    .isEqualTo(DecisionAction.APPROVE);
        }
    }

    @Test
    void correctedArgumentsLeaveEverythingElseOfTheMessage() {
        JsonNode corrected = corrected(edit(details(), new Filled().text("call.0", "{\n  \"id\": 5\n}")));

        assertThat(corrected).isEqualTo(Details.call("{\"id\":5}"));
    }

    @Test
    void correctedTextLeavesTheCalls() {
        JsonNode corrected = corrected(edit(details(), new Filled().text("output.0", "One moment.")));

        ObjectNode expected = (ObjectNode) Details.call(SIX);
        assertThat(corrected).isEqualTo(expected.put("content", "One moment."));
    }

    @Test
    void aDashTakesTheCallAway() {
        JsonNode corrected =
                corrected(edit(details(), new Filled().text("call.0", "–").text("output.0", "Which order?")));

        assertThat(corrected).isEqualTo(Details.json("{\"role\": \"assistant\", \"content\": \"Which order?\"}"));
    }

    @Test
    void withoutTextAndCallsNothingIsLeft() {
        Details details = details();

        assertThat(errors(EditModal.read(
                        details.build(),
                        details.modal(),
                        new Filled().text("call.0", "–").text("output.0", "–").values)))
                .containsOnlyKeys(details.modal().block("output.0"));
    }

    @Test
    void argumentsThatAreNoObjectAreRefusedAtTheirField() {
        Details details = details();

        assertThat(errors(
                        EditModal.read(details.build(), details.modal(), new Filled().text("call.0", "{id: 5").values)))
                .hasEntrySatisfying(
                        details.modal().block("call.0"),
                        error -> assertThat(error).contains("Arguments are JSON, and this is not", "line 1"));
        assertThat(errors(EditModal.read(details.build(), details.modal(), new Filled().text("call.0", "5").values)))
                .hasEntrySatisfying(
                        details.modal().block("call.0"),
                        error -> assertThat(error).contains("one JSON object"));
    }

    @Test
    void brokenArgumentsOfAModelCanBeMended() {
        Details details = Details.of(Details.chat(Details.call("{oops")).build());

        assertThat(edit(details, Filled.of(EditModal.of(details.build(), details.modal())))
                        .action())
                .isEqualTo(DecisionAction.APPROVE);
        assertThat(corrected(edit(details, new Filled().text("call.0", "{\"id\": 5}"))))
                .isEqualTo(Details.call("{\"id\":5}"));
    }

    @Test
    void aRejectionMaySayATextOrAWholeMessage() {
        Details details = details();
        Filled filled = new Filled().selected("reason", "wrong");

        assertThat(right(details, filled.text("correct", "Order 5 is on its way.")))
                .isEqualTo(TextNode.valueOf("Order 5 is on its way."));
        JsonNode message =
                right(details, filled.text("correct", Details.call("{\"id\":5}").toString()));
        assertThat(ChatMessage.ofOutput(message)).isPresent();
        assertThat(message).isEqualTo(Details.call("{\"id\":5}"));
        for (String none :
                new String[] {"{\"id\": 5}", "{", "{\"role\": \"assistant\", \"tool_calls\": [{\"id\": \"a\"}]}"}) {
            assertThat(errors(RejectModal.read(details.build(), details.modal(), filled.text("correct", none).values)))
                    .as(none)
                    .containsOnlyKeys(details.modal().block("correct"));
        }
    }

    private static JsonNode right(Details details, Filled filled) {
        Reading<DecisionInput> reading = RejectModal.read(details.build(), details.modal(), filled.values);
        assertThat(reading).isInstanceOf(Reading.Valid.class);
        return Objects.requireNonNull(((Reading.Valid<DecisionInput>) reading)
                .input()
                .decision(ALICE, NOW)
                .correctedOutput());
    }
}
