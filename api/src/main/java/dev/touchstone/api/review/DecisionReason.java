package dev.touchstone.api.review;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.rubric.RetrievalCause;
import dev.touchstone.api.wire.InvalidField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Why an output is not right, as it is posted: the id of one of the policy's reject reasons or, where the output has
/// sources, of a [RetrievalCause]. On the wire that id, or `{"id": "wrong_source", "source": 2, "right_source": 1}`,
/// which says which of the output's sources it is about.
///
/// @param id of the reason
/// @param source the number of the source that it is about, as the card numbers them, from 1; null for none. With
///     `right_source_misread` it is the right one
/// @param rightSource the number of the source that holds the answer; null when none was marked
public record DecisionReason(
        String id, @Nullable Integer source, @Nullable Integer rightSource) {
    private static final List<String> MEMBERS = List.of("id", "source", "right_source");
    private static final String FORMS = "must be a reason's id, or {id, source, right_source}";

    public DecisionReason {
        if (source != null || rightSource != null) {
            RetrievalCause cause = RetrievalCause.of(id)
                    .orElseThrow(() -> new InvalidField(
                            source != null ? "source" : "right_source",
                            "goes with a reason about sources: "
                                    + List.of(RetrievalCause.values()).stream()
                                            .map(RetrievalCause::wire)
                                            .toList()));
            check(cause, source, rightSource);
        }
    }

    /// One that names no source.
    public static DecisionReason of(String id) {
        return new DecisionReason(id, null, null);
    }

    private static void check(RetrievalCause cause, @Nullable Integer source, @Nullable Integer rightSource) {
        if (rightSource != null && cause == RetrievalCause.MISSING_SOURCE) {
            throw new InvalidField("right_source", "must be absent: the right source is missing");
        }
        if (rightSource != null && cause == RetrievalCause.RIGHT_SOURCE_MISREAD) {
            throw new InvalidField("right_source", "must be absent: source already names the right one");
        }
        if (rightSource != null && rightSource.equals(source)) {
            throw new InvalidField("right_source", "must be another source than the one at fault");
        }
    }

    @JsonCreator
    static DecisionReason read(JsonNode node) {
        if (node.isTextual()) {
            return of(node.textValue());
        }
        if (!node.isObject() || !node.path("id").isTextual()) {
            throw new InvalidField("", FORMS);
        }
        node.fieldNames().forEachRemaining(name -> {
            if (!MEMBERS.contains(name)) {
                throw new InvalidField(name, "is not known here; a reason is {id, source, right_source}");
            }
        });
        return new DecisionReason(node.path("id").textValue(), number(node, "source"), number(node, "right_source"));
    }

    private static @Nullable Integer number(JsonNode node, String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isInt() || value.intValue() < 1) {
            throw new InvalidField(name, "must be the number of a source, from 1");
        }
        return value.intValue();
    }

    @JsonValue
    Object write() {
        if (source == null && rightSource == null) {
            return id;
        }
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("id", id);
        if (source != null) {
            members.put("source", source);
        }
        if (rightSource != null) {
            members.put("right_source", rightSource);
        }
        return members;
    }
}
