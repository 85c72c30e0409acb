package dev.touchstone.bot.card.review;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.output.Attribute;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.review.Decision;
import dev.touchstone.bot.card.text.AttributeText;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An output and its correction in one line each.
public final class Outcome {
    private static final int SOME = 8;

    private Outcome() {}

    public static String original(NewOutput body) {
        if (body.output().isTextual() || body.attributes().isEmpty()) {
            return AttributeText.of(body.output());
        }
        return body.attributes().entrySet().stream()
                .limit(SOME)
                .map(e -> line(e.getKey(), e.getValue().value()))
                .collect(Collectors.joining(", "));
    }

    /// Null when the decision carries no correction.
    static @Nullable String corrected(NewOutput body, Decision decision) {
        if (decision.correction().correctedOutput() != null
                && !decision.correction().correctedOutput().isNull()) {
            return AttributeText.of(decision.correction().correctedOutput());
        }
        return decision.correction().correctedAttributes().isEmpty()
                ? null
                : changes(body, decision.correction().correctedAttributes()).stream()
                        .limit(SOME)
                        .map(change -> line(change.name(), change.after()))
                        .collect(Collectors.joining(", "));
    }

    public static List<Change> changes(NewOutput body, Map<String, JsonNode> corrected) {
        return corrected.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(e -> new Change(e.getKey(), before(body, e.getKey()), e.getValue()))
                .toList();
    }

    private static @Nullable JsonNode before(NewOutput body, String name) {
        @Nullable Attribute attribute = body.attributes().get(name);
        return attribute == null ? null : attribute.value();
    }

    private static String line(String name, @Nullable JsonNode value) {
        return name + ": " + AttributeText.of(value);
    }

    /// One attribute as it was and as it should be.
    public record Change(
            String name,
            @Nullable JsonNode before,
            @Nullable JsonNode after) {}
}
