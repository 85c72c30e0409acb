package dev.touchstone.backend.otlp.genai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.backend.otlp.span.Span;
import java.util.List;
import java.util.Optional;

/// Which attributes say what, in the order in which they are asked: the conventions of OpenTelemetry first,
/// then those of instrumentations. `docs/otlp.md` shows the same table, and a test holds the two together.
enum Fields {
    OUTPUT(
            "gen_ai.output.messages",
            "gen_ai.client.inference.operation.details",
            "gen_ai.choice",
            "gen_ai.content.completion",
            "gen_ai.completion.N",
            "llm.output_messages.N.message",
            "ai.response.object",
            "ai.response.text",
            "ai.response.toolCalls",
            "ai.result.object",
            "ai.result.text",
            "langfuse.observation.output",
            "gen_ai.completion",
            "output.value",
            "traceloop.entity.output",
            "langfuse.trace.output"),
    QUERY(
            "gen_ai.input.messages",
            "gen_ai.client.inference.operation.details",
            "gen_ai.system.message",
            "gen_ai.content.prompt",
            "gen_ai.prompt.N",
            "llm.input_messages.N.message",
            "ai.prompt.messages",
            "ai.prompt",
            "langfuse.observation.input",
            "gen_ai.prompt",
            "input.value",
            "traceloop.entity.input",
            "langfuse.trace.input"),
    SYSTEM_PROMPT("gen_ai.system_instructions"),
    MODEL(
            "gen_ai.response.model",
            "gen_ai.request.model",
            "llm.model_name",
            "ai.response.model",
            "ai.model.id",
            "langfuse.observation.model.name",
            "llm.response.model",
            "llm.request.model"),
    PROMPT_VERSION(
            "touchstone.prompt_version",
            "langfuse.observation.prompt.version",
            "traceloop.prompt.version",
            "llm.prompt_template.version",
            "langsmith.metadata.prompt_version"),
    CLUSTER(
            "gen_ai.conversation.id",
            "session.id",
            "langfuse.session.id",
            "langsmith.metadata.session_id",
            "langsmith.metadata.thread_id",
            "traceloop.association.properties.session_id",
            "traceloop.association.properties.conversation_id",
            "ai.telemetry.metadata.sessionId"),
    RESPONSE_ID("gen_ai.response.id", "ai.response.id"),
    CONFIDENCE("touchstone.confidence"),
    PIPELINE("touchstone.pipeline");

    /// With a blank between each and the next.
    private final String names;

    Fields(String... names) {
        this.names = String.join(" ", names);
    }

    /// In the order in which they are asked. `N` stands for 0, 1, 2 …
    List<String> names() {
        return List.of(names.split(" "));
    }

    /// The first of them that says something.
    Optional<String> text(Span span) {
        return names().stream().map(span::text).flatMap(Optional::stream).findFirst();
    }

    /// The first of them that is there.
    Optional<JsonNode> value(Span span) {
        return names().stream()
                .map(span::get)
                .filter(value -> !value.isMissingNode() && !value.isNull())
                .findFirst();
    }
}
