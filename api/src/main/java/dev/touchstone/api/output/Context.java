package dev.touchstone.api.output;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Limits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the model was given to answer from: one text, or a list of retrieved sources. On the wire a JSON string or a
/// JSON array of [Source].
///
/// @param text the whole context as one text; null when sources are given
/// @param sources the retrieved sources, best first; empty when a text is given
public record Context(@Nullable String text, List<Source> sources) {
    public Context {
        sources = List.copyOf(sources);
    }

    /// What it retrieved, best first; empty for a text or none.
    public static List<Source> sourcesOf(@Nullable Context context) {
        return context == null ? List.of() : context.sources();
    }

    public static Context ofText(String text) {
        return new Context(text, List.of());
    }

    public static Context ofSources(List<Source> sources) {
        return new Context(null, sources);
    }

    @JsonCreator
    static Context read(JsonNode node) {
        if (node.isTextual()) {
            return ofText(node.textValue());
        }
        if (!node.isArray()) {
            throw new InvalidField("", "must be a text or a list of sources {title, url, text, score}");
        }
        List<Source> sources = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            sources.add(source(i, node.get(i)));
        }
        return ofSources(sources);
    }

    private static Source source(int index, JsonNode element) {
        if (!element.isObject()) {
            throw new InvalidField(String.valueOf(index), "must be a source {title, url, text, score}");
        }
        try {
            return Json.mapper().treeToValue(element, Source.class);
        } catch (JsonProcessingException e) {
            if (e.getCause() instanceof InvalidField invalid) {
                throw new InvalidField(index + "/" + invalid.field(), String.valueOf(invalid.getMessage()));
            }
            throw new InvalidField(
                    String.valueOf(index), "must be a source {title, url, text, score}: three texts and a number");
        }
    }

    @JsonValue
    Object write() {
        return text != null ? text : sources;
    }

    /// One retrieved source.
    ///
    /// @param title what a reviewer sees first; may be null
    /// @param url where it can be read; http or https; may be null
    /// @param text the excerpt the model was given
    /// @param score the retriever's own score, in whatever unit it uses; may be null
    public record Source(
            @Limits(minSize = 1, maxSize = 1000) @Nullable String title,

            @Limits(maxSize = 2000, pattern = Check.URL_PATTERN) @Nullable
            String url,

            @Nullable String text,
            @Nullable Double score) {
        public Source {
            Check.optionalLabel("title", title, 1000);
            Check.url("url", url);
            if (score != null && !Double.isFinite(score)) {
                throw new InvalidField("score", "must be a finite number");
            }
        }
    }
}
