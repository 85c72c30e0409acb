package dev.touchstone.backend.golden.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.chat.Query;
import dev.touchstone.api.golden.ExportFormat;
import dev.touchstone.api.golden.GoldenItem;
import dev.touchstone.api.golden.GoldenSplit;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.golden.dataset.GoldenBench;
import dev.touchstone.backend.golden.item.ItemFilter;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// Conversations with calls of tools, from the verdict to the files that models are trained with.
class ChatExportTest {
    private static final String RULES = "{\"splits\": {\"train\": 1, \"dev\": 0, \"test\": 0}, \"approvals\": \"all\"}";
    private static final JsonNode CHAT = json("""
            [{"role": "user", "content": "Where is my order?"},
             {"role": "assistant", "content": null, "tool_calls": [
               {"id": "c1", "type": "function", "function": {"name": "list_orders", "arguments": "{}"}}]},
             {"role": "tool", "tool_call_id": "c1", "content": "[5, 6]"},
             {"role": "assistant", "content": "Which one, 5 or 6?"},
             {"role": "user", "content": "The first"}]
            """);
    private static final JsonNode TOOLS = json("""
            [{"type": "function", "function": {"name": "get_order", "parameters": {"type": "object"}}},
             {"type": "function", "function": {"name": "list_orders", "parameters": {"type": "object"}}}]
            """);

    private static JsonNode json(String text) {
        return Json.read(text, JsonNode.class);
    }

    private static JsonNode call(String id, int order) {
        return json("""
                {"role": "assistant", "content": null, "tool_calls": [{"id": "%s", "type": "function",
                  "function": {"name": "get_order", "arguments": "{\\"id\\": %d}"}}]}
                """.formatted(id, order));
    }

    private static ReviewId posted(Workbench bench, String id, JsonNode output) {
        return Objects.requireNonNull(bench.post(NewOutput.json("p", id, output)
                        .query(new Query(CHAT))
                        .metadata("tools", TOOLS)
                        .confidence(0.3)
                        .build())
                .reviewId());
    }

    private static List<GoldenItem> items(Workbench bench) {
        bench.admission.catchUp();
        return bench.items
                .page(new ItemFilter(new PipelineName("p"), null, null, false, false, ""), 10)
                .items();
    }

    private static List<JsonNode> rows(GoldenBench golden, ExportFormat format) {
        Exports exports = new Exports(golden.versions);
        Exports.Part part = exports.part(new Exports.Asked("d", 1, format, GoldenSplit.TRAIN), -1);
        return new String(part.bytes(), StandardCharsets.UTF_8)
                .lines()
                .map(ChatExportTest::json)
                .toList();
    }

    private static GoldenBench corrected(Workbench bench) {
        GoldenBench golden = new GoldenBench(bench, RULES);
        bench.decisions.decide(
                posted(bench, "a", call("x", 6)), NewDecision.edit(GoldenBench.ANN, 0, call("x", 5), null, null), null);
        golden.freeze();
        return golden;
    }

    @EveryDatabase
    void callsKeepTheirStructureInEveryTrainingFile(Workbench bench) {
        GoldenBench golden = corrected(bench);

        JsonNode sft = rows(golden, ExportFormat.OPENAI_SFT).getFirst();
        assertThat(sft.get("messages")).hasSize(6);
        assertThat(sft.at("/messages/1")).isEqualTo(CHAT.get(1));
        assertThat(sft.at("/messages/2")).isEqualTo(CHAT.get(2));
        assertThat(sft.at("/messages/5")).isEqualTo(call("x", 5));
        assertThat(sft.get("tools")).isEqualTo(TOOLS);
        JsonNode dpo = rows(golden, ExportFormat.OPENAI_DPO).getFirst();
        assertThat(dpo.at("/input/messages")).isEqualTo(CHAT);
        assertThat(dpo.at("/preferred_output/0")).isEqualTo(call("x", 5));
        assertThat(dpo.at("/non_preferred_output/0")).isEqualTo(call("x", 6));
        JsonNode trl = rows(golden, ExportFormat.TRL_DPO).getFirst();
        assertThat(trl.at("/prompt")).isEqualTo(CHAT);
        assertThat(trl.at("/chosen/0")).isEqualTo(call("x", 5));
        assertThat(rows(golden, ExportFormat.TRL_SFT).getFirst().at("/messages/5"))
                .isEqualTo(call("x", 5));
        assertThat(rows(golden, ExportFormat.TRL_KTO))
                .extracting(
                        row -> row.at("/completion/0"), row -> row.get("label").booleanValue())
                .containsExactly(tuple(call("x", 5), true), tuple(call("x", 6), false));
        JsonNode whole = rows(golden, ExportFormat.JSONL).getFirst();
        assertThat(whole.at("/content/input/query")).isEqualTo(CHAT);
        assertThat(whole.at("/content/target")).isEqualTo(call("x", 5));
    }

    /// Its columns have one type each, so that a call is JSON as text there; which call a tool answers is kept.
    @EveryDatabase
    void aHubsTableSaysWhichCallAToolAnswers(Workbench bench) {
        JsonNode row = rows(corrected(bench), ExportFormat.HUGGING_FACE).getFirst();

        assertThat(json(row.at("/prompt/1/tool_calls").textValue())).isEqualTo(CHAT.at("/1/tool_calls"));
        assertThat(row.at("/prompt/2/tool_call_id").textValue()).isEqualTo("c1");
        assertThat(row.at("/prompt/0/tool_call_id").isNull()).isTrue();
        assertThat(json(row.at("/completion").textValue())).isEqualTo(call("x", 5));
    }

    @EveryDatabase
    void theSameCallUnderAnotherIdIsTheSameAnswerAndAnotherCallContradictsIt(Workbench bench) {
        GoldenBench golden = new GoldenBench(bench, RULES);
        bench.decisions.decide(posted(bench, "a", call("x", 5)), NewDecision.approve(GoldenBench.ANN, 0, null), null);
        bench.decisions.decide(posted(bench, "b", call("y", 5)), NewDecision.approve(GoldenBench.ANN, 0, null), null);

        assertThat(items(bench)).hasSize(2).noneMatch(item -> item.standing().conflict());
        assertThat(golden.freeze().counts().leftOut().duplicates()).isEqualTo(1);

        bench.decisions.decide(posted(bench, "c", call("z", 6)), NewDecision.approve(GoldenBench.ANN, 0, null), null);
        assertThat(items(bench)).allMatch(item -> item.standing().conflict());
    }

    @EveryDatabase
    void aTextAndAMessageThatSaysItAreOneAnswer(Workbench bench) {
        GoldenBench golden = new GoldenBench(bench, RULES);
        JsonNode said = json("{\"role\": \"assistant\", \"content\": \"Order 5 is on its way.\", \"refusal\": null}");
        bench.decisions.decide(posted(bench, "a", said), NewDecision.approve(GoldenBench.ANN, 0, null), null);
        bench.decisions.decide(
                posted(bench, "b", call("x", 6)),
                NewDecision.edit(GoldenBench.ANN, 0, TextNode.valueOf("Order 5 is on its way."), null, null),
                null);

        assertThat(items(bench)).hasSize(2).noneMatch(item -> item.standing().conflict());
        assertThat(golden.freeze().counts().leftOut().conflicts()).isZero();
    }
}
