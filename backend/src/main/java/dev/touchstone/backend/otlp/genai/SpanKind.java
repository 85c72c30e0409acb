package dev.touchstone.backend.otlp.genai;

import dev.touchstone.backend.otlp.span.Span;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// What a span did, as far as outputs are concerned.
public enum SpanKind {
    /// A model answered.
    MODEL,
    /// Sources were looked up.
    RETRIEVAL,
    OTHER;

    private static final Set<String> MODELS = Set.of(
            "chat",
            "text_completion",
            "generate_content",
            "completion",
            "llm",
            "generation",
            "ai.generatetext",
            "ai.streamtext",
            "ai.generateobject",
            "ai.streamobject",
            "ai.generatetext.dogenerate",
            "ai.streamtext.dostream",
            "ai.generateobject.dogenerate",
            "ai.streamobject.dostream");
    private static final Set<String> RETRIEVALS = Set.of("retrieval", "retriever", "reranker");

    /// The attributes that instrumentations say it by, OpenTelemetry's first.
    private static final String[] SAID_BY = {
        "gen_ai.operation.name",
        "openinference.span.kind",
        "langfuse.observation.type",
        "langsmith.span.kind",
        "ai.operationId",
        "llm.request.type"
    };

    /// The name for the database.
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static SpanKind of(Span span) {
        for (String attribute : SAID_BY) {
            String said = span.text(attribute).orElse("").toLowerCase(Locale.ROOT);
            if (MODELS.contains(said)) {
                return MODEL;
            }
            if (RETRIEVALS.contains(said)) {
                return RETRIEVAL;
            }
        }
        boolean found = !span.get("retrieval.documents.0.document.content").isMissingNode()
                || span.events().stream().anyMatch(event -> event.name().equals("db.query.result"));
        if (found) {
            return RETRIEVAL;
        }
        // Older instrumentations name the model and nothing else.
        boolean model = Stream.of("gen_ai.request.model", "llm.model_name", "ai.model.id")
                .anyMatch(name -> span.text(name).isPresent());
        boolean otherWork = span.text("gen_ai.operation.name").isPresent()
                || span.text("openinference.span.kind").isPresent();
        return model && !otherWork ? MODEL : OTHER;
    }
}
