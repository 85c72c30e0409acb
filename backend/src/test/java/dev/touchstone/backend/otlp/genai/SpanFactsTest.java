package dev.touchstone.backend.otlp.genai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.chat.Query;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.otlp.span.Span;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What no package at hand writes, by the published conventions.
class SpanFactsTest {
    private static Span span(List<Span.Event> events, String... pairs) {
        Map<String, JsonNode> attributes = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            attributes.put(pairs[i], TextNode.valueOf(pairs[i + 1]));
        }
        return new Span(
                new Span.Ids("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", null),
                "chat",
                1_764_547_200_000_000_000L,
                attributes,
                events,
                Map.of());
    }

    private static Span.Event event(String name, String... pairs) {
        return new Span.Event(name, span(List.of(), pairs).attributes());
    }

    private static JsonNode json(String text) {
        return Json.read(text, JsonNode.class);
    }

    private static String text(@Nullable JsonNode value) {
        return Objects.requireNonNull(value).textValue();
    }

    /// OpenTelemetry up to 1.36: an event for each message.
    @Test
    void messagesInEventsAreReadInTheirOrder() {
        SpanFacts facts = SpanFacts.of(span(
                List.of(
                        event("gen_ai.system.message", "content", "Be short."),
                        event("gen_ai.user.message", "content", "May I return it?"),
                        event("gen_ai.choice", "index", "0", "message", "{\"content\": \"Yes.\"}")),
                "gen_ai.operation.name",
                "chat"));

        assertThat(facts.systemPrompt()).isEqualTo("Be short.");
        assertThat(text(facts.query())).isEqualTo("May I return it?");
        assertThat(text(facts.output())).isEqualTo("Yes.");
    }

    /// OpenTelemetry from 1.37 on: the messages as structured attributes of one event.
    @Test
    void theDetailsOfAnOperationAreRead() {
        Map<String, JsonNode> details = new LinkedHashMap<>();
        details.put(
                "gen_ai.input.messages",
                json("[{\"role\": \"user\", \"parts\": [{\"type\": \"text\", \"content\": \"Which?\"}]}]"));
        details.put(
                "gen_ai.output.messages",
                json("[{\"role\": \"assistant\", \"parts\": [{\"type\": \"reasoning\", \"content\": \"Hm\"},"
                        + " {\"type\": \"text\", \"content\": \"The small one.\"}]}]"));
        Span span = span(
                List.of(new Span.Event("gen_ai.client.inference.operation.details", details)),
                "gen_ai.system_instructions",
                "[{\"type\": \"text\", \"content\": \"You know kettles.\"}]");

        SpanFacts facts = SpanFacts.of(span);

        assertThat(text(facts.query())).isEqualTo("Which?");
        assertThat(text(facts.output())).as("without what it thought").isEqualTo("The small one.");
        assertThat(facts.systemPrompt()).isEqualTo("You know kettles.");
    }

    @Test
    void whatToolsAnsweredStaysInTheConversation() {
        SpanFacts facts = SpanFacts.of(span(
                List.of(),
                "gen_ai.input.messages",
                """
                [{"role": "user", "parts": [{"type": "text", "content": "Where is order 4711?"}]},
                 {"role": "assistant", "parts": [{"type": "tool_call", "id": "c1", "name": "find", "arguments": {"n": 1}}]},
                 {"role": "tool", "parts": [{"type": "tool_call_response", "id": "c1", "result": "on its way"}]}]""",
                "gen_ai.output.messages",
                "[{\"role\": \"assistant\", \"parts\": [{\"type\": \"text\", \"content\": \"On its way.\"}]}]"));

        Query query = new Query(Objects.requireNonNull(facts.query()));
        assertThat(query.messages()).extracting(turn -> turn.role()).containsExactly("user", "assistant", "tool");
        assertThat(query.messages().get(1).calls().getFirst().name()).isEqualTo("find");
        assertThat(query.messages().get(2).callId()).isEqualTo("c1");
        assertThat(query.messages().get(2).text()).isEqualTo("on its way");
    }

    @Test
    void structuredAnswersAreJsonAndPicturesAreNamed() {
        assertThat(SpanFacts.of(span(List.of(), "ai.response.object", "{\"total\": 12}"))
                        .output())
                .isEqualTo(json("{\"total\": 12}"));
        SpanFacts facts = SpanFacts.of(span(
                List.of(),
                "gen_ai.input.messages",
                "[{\"role\": \"user\", \"content\": [{\"type\": \"text\", \"text\": \"Read it\"},"
                        + " {\"type\": \"image_url\", \"image_url\": {\"url\": \"data:AAAA\"}}]}]"));
        assertThat(text(facts.query())).isEqualTo("Read it\n[image_url]");
    }

    @Test
    void documentsWithNumbersAreSources() {
        Span span = span(
                List.of(),
                "openinference.span.kind",
                "RETRIEVER",
                "retrieval.documents.1.document.content",
                "Second",
                "retrieval.documents.0.document.content",
                "First",
                "retrieval.documents.0.document.metadata",
                "{\"title\": \"A\", \"url\": \"https://shop.example/a\"}");
        span.attributes().put("retrieval.documents.0.document.score", DoubleNode.valueOf(0.8));

        SpanFacts facts = SpanFacts.of(span);

        assertThat(SpanKind.of(span)).isEqualTo(SpanKind.RETRIEVAL);
        assertThat(facts.sources()).extracting(source -> source.text()).containsExactly("First", "Second");
        assertThat(facts.sources().getFirst().score()).isEqualTo(0.8);
        assertThat(facts.sources().getFirst().url()).isEqualTo("https://shop.example/a");
    }

    @Test
    void whatIsKeptIsReadAgain() {
        Span span = span(
                List.of(), "gen_ai.prompt", "Why?", "gen_ai.completion", "So.", "touchstone.stratum.language", "en");
        SpanFacts facts = SpanFacts.of(span);

        assertThat(Json.read(Json.write(facts), SpanFacts.class)).isEqualTo(facts);
        assertThat(facts.own().strata()).containsEntry("language", "en");
    }

    /// The table that people read is the one that is in force.
    @Test
    void thePageNamesEveryAttributeInItsOrder() throws Exception {
        String page = Files.readString(Path.of("../docs/otlp.md"));
        for (Fields field : Fields.values()) {
            String row = page.lines()
                    .filter(line -> line.startsWith("| `" + field.name().toLowerCase(java.util.Locale.ROOT) + "` |"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no row for " + field));
            int at = 0;
            for (String name : field.names()) {
                int next = row.indexOf("`" + name + "`", at);
                assertThat(next).as(field + ": " + name).isGreaterThanOrEqualTo(at);
                at = next + 1;
            }
        }
    }
}
