package dev.touchstone.backend.golden.group;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.touchstone.api.golden.GoldenContent;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.GoldenRules;
import dev.touchstone.backend.golden.item.ItemHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The values by which a policy says that items belong together, such as a conversation or a user. A list of values
/// stands for each of them. Kept as hashes: nobody needs to read them again. Pure.
public final class GroupFields {
    private GroupFields() {}

    static List<String> keys(GoldenContent content, GoldenRules rules) {
        return keys(content.pipeline(), content.metadata(), rules);
    }

    /// Hashes of pipeline, field and value.
    public static List<String> keys(PipelineName pipeline, Map<String, JsonNode> metadata, GoldenRules rules) {
        List<String> keys = new ArrayList<>();
        for (String field : rules.groups()) {
            JsonNode value = metadata.get(field);
            if (value != null && value.isArray()) {
                value.forEach(each -> add(keys, pipeline, field, each));
            } else if (value != null) {
                add(keys, pipeline, field, value);
            }
        }
        return keys;
    }

    private static void add(List<String> keys, PipelineName pipeline, String field, JsonNode value) {
        boolean empty = value.isNull() || value.isTextual() && value.textValue().isBlank();
        if (!empty) {
            keys.add(ItemHash.of(JsonNodeFactory.instance
                    .arrayNode()
                    .add(pipeline.value())
                    .add(field)
                    .add(value)));
        }
    }
}
