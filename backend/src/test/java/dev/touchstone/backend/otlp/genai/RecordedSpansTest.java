package dev.touchstone.backend.otlp.genai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.chat.ChatMessage;
import dev.touchstone.backend.otlp.span.ReadTraces;
import dev.touchstone.backend.otlp.span.Span;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Reads spans as the instrumentations' own packages exported them, of the same calls of the same model: openai 6.49
/// under
/// Traceloop 0.14.6 and 0.27.0, OpenInference 4.2.7, Langfuse 5.11.1, LangSmith 0.3 and OpenTelemetry 0.21.0, and ai
/// 6.0.326.
class RecordedSpansTest {
    static List<Span> recorded(String name) throws Exception {
        try (InputStream in = RecordedSpansTest.class.getResourceAsStream("/otlp/" + name + ".json")) {
            ReadTraces read = ReadTraces.ofJson(Objects.requireNonNull(in, name).readAllBytes());
            assertThat(read.broken()).isZero();
            return read.spans();
        }
    }

    private static List<SpanFacts> answers(String name) throws Exception {
        return recorded(name).stream()
                .filter(span -> SpanKind.of(span) == SpanKind.MODEL)
                .map(SpanFacts::of)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"traceloop", "traceloop-indexed", "openinference", "langfuse", "langsmith", "vercel"})
    void eachSaysTheSameOfTheSameCall(String instrumentation) throws Exception {
        SpanFacts facts = answers(instrumentation).getFirst();

        assertThat(Objects.requireNonNull(facts.query()).textValue()).isEqualTo("How long may I return a kettle?");
        assertThat(facts.systemPrompt()).isEqualTo("You answer for a shop.");
        assertThat(Objects.requireNonNull(facts.output()).textValue()).isEqualTo("Within 30 days, with the receipt.");
        assertThat(facts.labels().model()).isEqualTo("gpt-4o-mini-2024-07-18");
    }

    @ParameterizedTest
    @ValueSource(strings = {"traceloop", "traceloop-indexed", "openinference", "langfuse"})
    void aCallOfAToolIsAMessageWithThatCall(String instrumentation) throws Exception {
        SpanFacts facts = answers(instrumentation).getLast();

        assertThat(Objects.requireNonNull(facts.query()).size())
                .as("two turns of the user")
                .isEqualTo(2);
        ChatMessage message =
                ChatMessage.ofOutput(Objects.requireNonNull(facts.output())).orElseThrow();
        assertThat(message.calls()).hasSize(1);
        assertThat(message.calls().getFirst().name()).isEqualTo("find_order");
        assertThat(message.calls().getFirst().parsed().path("order").textValue())
                .isEqualTo("4711");
    }

    @Test
    void aSessionIsWhatOutputsBelongTogetherBy() throws Exception {
        assertThat(answers("langfuse").getFirst().labels().cluster()).isEqualTo("s-1");
        assertThat(answers("vercel").getFirst().labels().cluster()).isEqualTo("s-1");
    }

    @Test
    void aRetrieverSaysWhatItFound() throws Exception {
        SpanFacts facts = recorded("langsmith").stream()
                .filter(span -> SpanKind.of(span) == SpanKind.RETRIEVAL)
                .map(SpanFacts::of)
                .findFirst()
                .orElseThrow();

        assertThat(facts.sources()).hasSize(1);
        assertThat(facts.sources().getFirst().title()).isEqualTo("Returns");
        assertThat(facts.sources().getFirst().url()).isEqualTo("https://shop.example/returns");
        assertThat(facts.sources().getFirst().text()).isEqualTo("Kettles may be returned within 30 days.");
    }

    @Test
    void withoutContentThereIsNoOutput() throws Exception {
        List<SpanFacts> answers = answers("opentelemetry-without-content");

        assertThat(answers)
                .hasSize(2)
                .allSatisfy(facts -> assertThat(facts.output()).isNull());
    }
}
