package dev.touchstone.backend.otlp.genai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.api.output.Context;
import dev.touchstone.backend.otlp.span.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The sources that a retrieval found: OpenInference's numbered documents, Traceloop's events of vector databases, or
/// whatever list of documents the span put out.
final class Sources {
    private static final int MOST = 200;

    private Sources() {}

    static List<Context.Source> of(Span span) {
        List<Context.Source> sources = new ArrayList<>();
        for (JsonNode document : documents(span)) {
            if (sources.size() < MOST) {
                Context.Source source = source(document);
                if (source.text() != null || source.title() != null) {
                    sources.add(source);
                }
            }
        }
        return sources;
    }

    private static JsonNode documents(Span span) {
        for (String prefix : List.of("reranker.output_documents", "retrieval.documents")) {
            ArrayNode documents = Indexed.list(span, prefix, "document");
            if (!documents.isEmpty()) {
                return documents;
            }
        }
        ArrayNode found = JsonNodeFactory.instance.arrayNode();
        for (Span.Event event : span.events()) {
            if (event.name().equals("db.query.result")) {
                ObjectNode document = found.addObject();
                event.attributes().forEach((name, value) -> document.set(name.replace("db.query.result.", ""), value));
            }
        }
        if (!found.isEmpty()) {
            return found;
        }
        return Stream.of(
                        "gen_ai.retrieval.documents",
                        "langfuse.observation.output",
                        "output.value",
                        "traceloop.entity.output",
                        "gen_ai.completion")
                .map(span::get)
                .map(Turns::read)
                .map(Sources::held)
                .filter(JsonNode::isArray)
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private static JsonNode held(JsonNode value) {
        for (String holder : List.of("documents", "outputs")) {
            if (value.path(holder).isArray()) {
                return value.path(holder);
            }
        }
        return value;
    }

    private static Context.Source source(JsonNode document) {
        if (document.isTextual()) {
            return new Context.Source(null, null, document.textValue(), null);
        }
        JsonNode metadata = Turns.read(document.path("metadata"));
        String text = first(document, "content", "page_content", "pageContent", "text", "document");
        String title = Objects.requireNonNullElseGet(
                first(metadata, "title", "source", "file_name"),
                () -> Objects.requireNonNullElse(first(document, "title", "id"), ""));
        String url = first(metadata, "url", "source");
        boolean link = url != null && url.length() <= 2000 && url.matches("https?://[^\\s]+");
        JsonNode score = document.path("score");
        return new Context.Source(
                title.isBlank() ? null : cut(title.replaceAll("\\p{Cntrl}", " ")),
                link ? url : null,
                text,
                score.isNumber() && Double.isFinite(score.doubleValue()) ? score.doubleValue() : null);
    }

    private static @Nullable String first(JsonNode object, String... names) {
        for (String name : names) {
            JsonNode value = object.path(name);
            if (value.isTextual() && !value.textValue().isBlank()) {
                return value.textValue();
            }
        }
        return null;
    }

    private static String cut(String text) {
        return text.length() > 1000 ? text.substring(0, 1000) : text;
    }
}
