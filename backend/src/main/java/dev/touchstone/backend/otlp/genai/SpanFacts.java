package dev.touchstone.backend.otlp.genai;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.output.Context;
import dev.touchstone.backend.otlp.span.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a span says of an output, as it is kept until its trace is whole.
///
/// @param query a text or messages; null when it says nothing of what was asked
/// @param systemPrompt null without instructions
/// @param output a text, a message or any JSON; null when it says nothing
/// @param labels model, prompt version and what it belongs together with
/// @param confidence 0 to 1; null without one
/// @param sources what was looked up
/// @param own what the sender wants kept: `touchstone.stratum.*` and `touchstone.metadata.*`
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SpanFacts(
        @Nullable JsonNode query,
        @Nullable String systemPrompt,
        @Nullable JsonNode output,
        Labels labels,
        @Nullable Double confidence,
        List<Context.Source> sources,
        Own own) {
    private static final String STRATUM = "touchstone.stratum.";
    private static final String METADATA = "touchstone.metadata.";

    /// @param model null when unknown
    /// @param promptVersion null when unknown
    /// @param cluster null when unknown
    /// @param responseId by which the model's provider knows the answer; null when unknown
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Labels(
            @Nullable String model,
            @Nullable String promptVersion,
            @Nullable String cluster,
            @Nullable String responseId) {}

    /// @param strata by key
    /// @param metadata by key
    /// @param traceUrl where the trace can be read; null when unknown
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Own(
            Map<String, String> strata,
            Map<String, JsonNode> metadata,
            @Nullable String traceUrl) {
        public Own {
            strata = strata == null ? Map.of() : strata;
            metadata = metadata == null ? Map.of() : metadata;
        }
    }

    @SuppressWarnings({"NullAway", "ConstantValue"}) // What is empty is not written.
    public SpanFacts {
        sources = sources == null ? List.of() : List.copyOf(sources);
        labels = labels == null ? new Labels(null, null, null, null) : labels;
        own = own == null ? new Own(Map.of(), Map.of(), null) : own;
    }

    public static SpanFacts of(Span span) {
        Asked asked = asked(span);
        return new SpanFacts(
                asked.query(),
                asked.instructions(),
                output(span),
                new Labels(
                        Fields.MODEL.text(span).map(SpanFacts::label).orElse(null),
                        Fields.PROMPT_VERSION.text(span).map(SpanFacts::label).orElse(null),
                        Fields.CLUSTER.text(span).map(SpanFacts::label).orElse(null),
                        Fields.RESPONSE_ID.text(span).map(SpanFacts::label).orElse(null)),
                confidence(span),
                SpanKind.of(span) == SpanKind.RETRIEVAL ? Sources.of(span) : List.of(),
                own(span));
    }

    /// The pipeline that a span names itself; empty when it names none.
    public static Optional<String> pipeline(Span span) {
        return Fields.PIPELINE
                .text(span)
                .or(() -> span.resourceText(Fields.PIPELINE.names().getFirst()));
    }

    private record Asked(@Nullable JsonNode query, @Nullable String instructions) {}

    private static Asked asked(Span span) {
        String instructions = Fields.SYSTEM_PROMPT
                .value(span)
                .map(value -> Turns.of(Turns.message("system", "").set("content", Turns.read(value)))
                        .flatMap(Turns::instructions)
                        .orElse(""))
                .filter(text -> !text.isBlank())
                .orElse(null);
        for (String name : Fields.QUERY.names()) {
            JsonNode said = Said.of(span, Fields.QUERY, name);
            if (said.isMissingNode() || said.isNull()) {
                continue;
            }
            var turns = Turns.of(said);
            if (turns.isPresent()) {
                JsonNode query = Turns.query(turns.get());
                String own = Turns.instructions(turns.get()).orElse(instructions);
                if (query != null) {
                    return new Asked(query, own);
                }
            } else if (!text(said).isBlank()) {
                return new Asked(TextNode.valueOf(text(said)), instructions);
            }
        }
        return new Asked(null, instructions);
    }

    private static @Nullable JsonNode output(Span span) {
        for (String name : Fields.OUTPUT.names()) {
            JsonNode said = Said.of(span, Fields.OUTPUT, name);
            if (said.isMissingNode() || said.isNull()) {
                continue;
            }
            var turns = Turns.of(said);
            JsonNode output = turns.isPresent()
                    ? Turns.output(turns.get())
                    : text(said).isBlank() ? null : name.endsWith("object") ? Turns.read(said) : said;
            if (output != null) {
                return output;
            }
        }
        return null;
    }

    /// Blank for what holds nothing, such as `{}`.
    private static String text(JsonNode value) {
        JsonNode read = Turns.read(value);
        if (read.isContainerNode() && read.isEmpty()) {
            return "";
        }
        return value.isTextual() ? value.textValue() : value.toString();
    }

    private static @Nullable Double confidence(Span span) {
        return Fields.CONFIDENCE
                .value(span)
                .filter(JsonNode::isNumber)
                .map(JsonNode::doubleValue)
                .filter(value -> value >= 0 && value <= 1)
                .orElse(null);
    }

    private static Own own(Span span) {
        Map<String, String> strata = new TreeMap<>();
        Map<String, JsonNode> metadata = new TreeMap<>();
        span.attributes().forEach((name, value) -> {
            if (name.startsWith(STRATUM) && says(name.substring(STRATUM.length()), value) && strata.size() < 20) {
                strata.put(cut(line(name.substring(STRATUM.length())), 60), cut(line(value.asText()), 120));
            } else if (name.startsWith(METADATA)) {
                metadata.put(name.substring(METADATA.length()), value);
            }
        });
        String url = span.text("touchstone.trace_url")
                .filter(text -> text.startsWith("https://") || text.startsWith("http://"))
                .orElse(null);
        return new Own(strata, metadata, url);
    }

    /// What stands as a name in figures: at most 200 characters, none of them for control.
    private static String label(String text) {
        return cut(line(text), 200);
    }

    private static String line(String text) {
        return text.replaceAll("\\p{Cntrl}", " ").strip();
    }

    /// An empty key or value tells nothing apart.
    private static boolean says(String key, JsonNode value) {
        return !line(key).isEmpty()
                && value.isValueNode()
                && !line(value.asText("")).isEmpty();
    }

    private static String cut(String text, int most) {
        return text.length() > most ? text.substring(0, most) : text;
    }
}
