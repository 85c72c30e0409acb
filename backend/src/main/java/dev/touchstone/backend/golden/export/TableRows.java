package dev.touchstone.backend.golden.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.api.golden.GoldenContent;
import dev.touchstone.api.golden.GoldenLineage;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.golden.dataset.Versions;
import org.jspecify.annotations.Nullable;

/// Rows whose columns have one type each, whatever the item: texts, and JSON as text. Pure.
final class TableRows {
    private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;

    private TableRows() {}

    /// What people said of outputs, for prompt optimisers.
    static RowsOf feedback(GoldenContent content) {
        if (content.output() == null) {
            return new RowsOf.Unsaid("no_output");
        }
        ObjectNode row = MAKE.objectNode();
        row.put("input", asked(content));
        row.put("output", Chat.text(content.output()));
        row.put("verdict", verdict(content));
        row.put("reason", content.judgement().reason());
        row.put("comment", content.judgement().note());
        JsonNode target = content.target();
        row.put("correction", target == null || target.equals(content.output()) ? null : Chat.text(target));
        return RowsOf.one(row);
    }

    private static String verdict(GoldenContent content) {
        return switch (content.kind()) {
            case APPROVAL -> "approve";
            case REJECTION -> "reject";
            case CORRECTION -> corrected(content);
            case IMPORTED -> content.target() == null ? "reject" : "edit";
        };
    }

    /// An edit may say why it was needed, too. An item without its decision is a rejection when it has a reason.
    private static String corrected(GoldenContent content) {
        GoldenLineage.Decided decided = content.lineage().decided();
        if (decided != null) {
            return decided.action() == DecisionAction.EDIT ? "edit" : "reject";
        }
        return content.judgement().reason() == null ? "edit" : "reject";
    }

    private static String asked(GoldenContent content) {
        StringBuilder text = new StringBuilder();
        for (JsonNode message : Chat.prompt(content.input())) {
            JsonNode said = message.path("content");
            text.append(text.isEmpty() ? "" : "\n\n").append(said.isTextual() ? said.textValue() : message.toString());
        }
        return text.toString();
    }

    /// A row of a data set on a hub.
    static RowsOf hub(Versions.Member member, GoldenContent content) {
        ArrayNode prompt = MAKE.arrayNode();
        for (JsonNode message : Chat.prompt(content.input())) {
            ObjectNode flat = MAKE.objectNode();
            flat.put("role", message.path("role").asText(""));
            flat.put("content", Chat.text(message.path("content")));
            flat.put("tool_calls", jsonOrNull(message.get("tool_calls")));
            flat.put("tool_call_id", message.path("tool_call_id").textValue());
            flat.put("name", message.path("name").textValue());
            prompt.add(flat);
        }
        ObjectNode row = MAKE.objectNode();
        row.put("id", member.id());
        row.put("pipeline", content.pipeline().value());
        row.put("kind", content.kind().wire());
        row.set("prompt", prompt);
        row.put("completion", content.target() == null ? null : Chat.text(content.target()));
        row.put("output", content.output() == null ? null : Chat.text(content.output()));
        row.put("reason", content.judgement().reason());
        row.put("weight", member.weight());
        return RowsOf.one(row);
    }

    private static @Nullable String jsonOrNull(@Nullable JsonNode value) {
        return value == null ? null : value.toString();
    }

    /// A whole item.
    static RowsOf whole(Versions.Member member) {
        ObjectNode row = MAKE.objectNode();
        row.put("id", member.id());
        row.put("hash", member.hash());
        row.put("split", member.split().wire());
        row.put("weight", member.weight());
        row.set("content", member.json());
        return RowsOf.one(row);
    }

    /// The cells of a table, as an object of texts.
    static RowsOf cells(Versions.Member member, GoldenContent content) {
        GoldenLineage.Source source = content.lineage().source();
        ObjectNode row = MAKE.objectNode();
        row.put("id", member.id());
        row.put("hash", member.hash());
        row.put("split", member.split().wire());
        row.put("pipeline", content.pipeline().value());
        row.put("kind", content.kind().wire());
        row.put("query", text(content.input().query()));
        row.put("system_prompt", content.input().systemPrompt());
        row.put("context", content.input().context() == null ? null : context(content));
        row.put("output", text(content.output()));
        row.put("target", text(content.target()));
        row.put("reason", content.judgement().reason());
        row.put("note", content.judgement().note());
        row.put("model", source == null ? null : source.model());
        row.put("prompt_version", source == null ? null : source.promptVersion());
        row.put("chosen_by", content.lineage().chosen().by().wire());
        return RowsOf.one(row);
    }

    private static String context(GoldenContent content) {
        JsonNode json = Json.mapper().valueToTree(content.input().context());
        return Chat.text(json);
    }

    private static @Nullable String text(@Nullable JsonNode value) {
        return value == null ? null : Chat.text(value);
    }
}
