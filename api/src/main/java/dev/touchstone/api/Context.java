package dev.touchstone.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
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
        for (JsonNode element : node) {
            sources.add(source(element));
        }
        return ofSources(sources);
    }

    private static Source source(JsonNode element) {
        try {
            return Json.mapper().treeToValue(element, Source.class);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new InvalidField("", "has a source that is not {title, url, text, score}: " + e.getOriginalMessage());
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
            @Nullable String title,
            @Nullable String url,
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
