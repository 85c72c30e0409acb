package dev.touchstone.backend.review.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.chat.Query;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.intake.Intake;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.util.Objects;

/// Conversations and messages with calls of tools, from the door to the verdict.
class ChatReviewTest {
    private static final Reviewer ANN = new Reviewer(new ReviewerId("ann"), "Ann");
    private static final JsonNode CHAT = json("""
            [{"role": "system", "content": "Be brief."},
             {"role": "user", "content": "Hello"},
             {"role": "assistant", "content": "What can I do for you?"},
             {"role": "user", "content": "Where is order 5?"}]
            """);
    private static final JsonNode CALL = json("""
            {"role": "assistant", "content": null, "refusal": null, "tool_calls": [
              {"id": "c1", "type": "function", "function": {"name": "get_order", "arguments": "{\\"id\\": 6}"}}]}
            """);

    private static JsonNode json(String text) {
        return Json.read(text, JsonNode.class);
    }

    private static NewOutput.Builder asked(String id, JsonNode output) {
        return NewOutput.json("p", id, output).query(new Query(CHAT)).confidence(0.3);
    }

    private static ReviewDetail detail(Workbench bench, OutputReceipt receipt) {
        return bench.views.detail(Objects.requireNonNull(receipt.reviewId())).orElseThrow();
    }

    @EveryDatabase
    void aReviewCarriesTheConversationAndTheCallAsTheyWereSent(Workbench bench) {
        bench.pipeline("p", "{\"audit_rate\": 0}");

        OutputReceipt receipt = bench.post(asked("a", CALL).build());

        NewOutput body = Objects.requireNonNull(detail(bench, receipt).output().body());
        assertThat(Objects.requireNonNull(body.query()).value()).isEqualTo(CHAT);
        assertThat(body.output()).isEqualTo(CALL);
    }

    @EveryDatabase
    void listsShowWhatTheUserSaidLastAndWhatIsCalled(Workbench bench) {
        bench.pipeline("p", "{\"audit_rate\": 0}");
        bench.post(asked("a", CALL).build());

        assertThat(bench.reviews
                        .list(new ReviewFilter(
                                new PipelineName("p"), ReviewState.OPEN, null, null, null, false, null, 10))
                        .items())
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.query()).isEqualTo("Where is order 5?");
                    assertThat(item.output()).isEqualTo("assistant calls get_order: {\"id\": 6}");
                });
    }

    @EveryDatabase
    void theSameChatInAnotherOrderOfMembersIsTheSame(Workbench bench) {
        bench.pipeline("p", "{}");
        bench.post(asked("a", CALL).build());
        JsonNode turned = json(Json.write(CHAT)
                .replaceAll("\\{\"role\":(\"[a-z]+\"),\"content\":(\"[^\"]*\")}", "{\"content\":$2,\"role\":$1}"));

        assertThat(Json.write(turned)).isNotEqualTo(Json.write(CHAT));
        assertThat(bench.intake
                        .accept(asked("a", CALL).query(new Query(turned)).build())
                        .join())
                .isInstanceOf(Intake.Answer.Known.class);
        assertThat(bench.intake
                        .accept(asked("a", CALL).query("Where is order 5?").build())
                        .join())
                .isInstanceOf(Intake.Answer.Different.class);
    }

    @EveryDatabase
    void aMessageThatIsNoneIsRefusedAndWhatWasStoredBeforeStaysReadable(Workbench bench) {
        bench.pipeline("p", "{\"audit_rate\": 0}");
        JsonNode broken = json("{\"role\": \"assistant\", \"tool_calls\": [{\"function\": {\"name\": \"f\"}}]}");

        assertThatThrownBy(() -> bench.intake.accept(asked("a", broken).build()))
                .isInstanceOfSatisfying(
                        InvalidField.class,
                        fault -> assertThat(fault.field()).isEqualTo("output/tool_calls/0/function/arguments"));
        OutputReceipt receipt = bench.post(asked("b", TextNode.valueOf("x")).build());
        bench.database
                .writer()
                .useHandle(handle -> handle.createUpdate("UPDATE output SET body = REPLACE(body, :text, :broken)")
                        .bind("text", "\"output\":\"x\"")
                        .bind("broken", "\"output\":" + Json.write(broken))
                        .execute());
        assertThat(bench.outputs
                        .find(new OutputId(receipt.id().value()))
                        .orElseThrow()
                        .parsedBody())
                .extracting(body -> Objects.requireNonNull(body).output())
                .isEqualTo(broken);
    }

    @EveryDatabase
    void aCorrectedCallIsPartOfTheVerdictAndTheSameCallIsNoCorrection(Workbench bench) {
        bench.pipeline("p", "{\"audit_rate\": 0}");
        OutputReceipt receipt = bench.post(asked("a", CALL).build());
        JsonNode sameCall = json(Json.write(CALL).replace("\"c1\"", "\"c2\"").replace(": 6", ":6"));
        JsonNode corrected = json(Json.write(CALL).replace(": 6", ": 5"));

        assertThatThrownBy(() -> bench.decisions.decide(
                        Objects.requireNonNull(receipt.reviewId()),
                        NewDecision.edit(ANN, 0, sameCall, null, null),
                        null))
                .isInstanceOf(InvalidField.class)
                .hasMessageContaining("equals the output");
        bench.decisions.decide(
                Objects.requireNonNull(receipt.reviewId()), NewDecision.edit(ANN, 0, corrected, null, null), null);

        assertThat(Objects.requireNonNull(detail(bench, receipt).review().decision())
                        .correction()
                        .correctedOutput())
                .isEqualTo(corrected);
    }
}
