package dev.touchstone.backend.golden.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.core.ObjectMappers;
import com.openai.errors.OpenAIInvalidDataException;
import com.openai.models.chat.completions.ChatCompletionMessageParam;
import com.openai.models.chat.completions.ChatCompletionTool;
import dev.touchstone.api.golden.GoldenContent;
import dev.touchstone.api.golden.GoldenInput;
import dev.touchstone.api.golden.GoldenJudgement;
import dev.touchstone.api.golden.GoldenKind;
import dev.touchstone.api.golden.GoldenLineage;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.Context;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.table.JsonRows;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every message and tool of a fine-tuning row is one for the official library of OpenAI, which shares no
/// code with ours.
class OpenAiReaderTest {
    private static final String TOOLS = """
            [{"type": "function", "function": {"name": "get_order", "description": "Finds an order",
              "parameters": {"type": "object", "properties": {"id": {"type": "integer"}}}}}]
            """;

    private static JsonNode json(String text) {
        return Json.read(text, JsonNode.class);
    }

    private static GoldenContent content(
            String query, @Nullable String systemPrompt, @Nullable Context context, String output, String target) {
        return new GoldenContent(
                new PipelineName("p"),
                GoldenKind.CORRECTION,
                new GoldenInput(json(query), systemPrompt, context),
                json(output),
                json(target),
                new GoldenJudgement(null, null, Map.of(), Map.of(), null),
                Map.of(),
                Map.of("tools", json(TOOLS)),
                new GoldenLineage(
                        null, null, new GoldenLineage.Chosen(GoldenLineage.By.IMPORT, List.of(), null, null)));
    }

    private static void assertRead(JsonNode messages) throws Exception {
        assertThat(messages).isNotEmpty();
        for (JsonNode message : messages) {
            ChatCompletionMessageParam read =
                    ObjectMappers.jsonMapper().readValue(message.toString(), ChatCompletionMessageParam.class);
            read.validate();
            assertThat(read.isSystem() || read.isUser() || read.isAssistant() || read.isTool() || read.isDeveloper())
                    .isTrue();
        }
    }

    private static JsonNode row(RowsOf made) {
        assertThat(made).isInstanceOf(RowsOf.Item.class);
        return json(new String(JsonRows.line(((RowsOf.Item) made).rows().getFirst()), StandardCharsets.UTF_8));
    }

    private static final String CHAT = """
            [{"role": "developer", "content": "Be brief."},
             {"role": "user", "name": "kim", "content": [{"type": "text", "text": "Where is my order?"}]},
             {"role": "assistant", "content": null, "tool_calls": [
               {"id": "c1", "type": "function", "function": {"name": "get_order", "arguments": "{\\"id\\": 5}"}}]},
             {"role": "tool", "tool_call_id": "c1", "content": "on its way \\u2028 😀"}]
            """;
    private static final String CALL = """
            {"role": "assistant", "content": null, "tool_calls": [
              {"id": "c2", "type": "function", "function": {"name": "get_order", "arguments": "{\\"id\\": 6}"}}]}
            """;

    @ParameterizedTest
    @ValueSource(strings = {"\"How do I pay?\"", CHAT})
    void messagesAndToolsOfBothFormatsAreThoseOfTheOfficialLibrary(String query) throws Exception {
        GoldenContent item =
                content(query, "You help.", new Context("The shop's terms.", List.of()), "\"By cheque.\"", CALL);

        JsonNode sft = row(TrainingRows.chat(item, true));
        assertRead(sft.get("messages"));
        for (JsonNode tool : sft.get("tools")) {
            ObjectMappers.jsonMapper()
                    .readValue(tool.toString(), ChatCompletionTool.class)
                    .validate();
        }
        JsonNode dpo = row(TrainingRows.pair(item, true));
        assertRead(dpo.at("/input/messages"));
        assertRead(dpo.get("preferred_output"));
        assertRead(dpo.get("non_preferred_output"));
    }

    @Test
    void theOfficialLibraryRefusesWhatIsNoMessage() {
        assertThatThrownBy(() -> assertRead(json("[{\"role\": \"assistant\", \"tool_calls\": [{\"id\": \"x\"}]}]")))
                .isInstanceOf(OpenAIInvalidDataException.class);
    }
}
