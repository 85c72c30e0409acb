package dev.touchstone.backend.golden.group;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.touchstone.api.golden.GoldenContent;
import dev.touchstone.api.policy.GoldenRules;
import dev.touchstone.backend.golden.item.ItemHash;
import java.util.ArrayList;
import java.util.List;

/// The values by which a policy says that items belong together, such as a conversation or a user. A list of values
/// stands for each of them. Kept as hashes: nobody needs to read them again. Pure.
final class GroupFields {
    private GroupFields() {}

    static List<String> keys(GoldenContent content, GoldenRules rules) {
        List<String> keys = new ArrayList<>();
        for (String field : rules.groups()) {
            JsonNode value = content.metadata().get(field);
            if (value != null && value.isArray()) {
                value.forEach(each -> add(keys, content, field, each));
            } else if (value != null) {
                add(keys, content, field, value);
            }
        }
        return keys;
    }

    private static void add(List<String> keys, GoldenContent content, String field, JsonNode value) {
        boolean empty = value.isNull() || value.isTextual() && value.textValue().isBlank();
        if (!empty) {
            keys.add(ItemHash.of(JsonNodeFactory.instance
                    .arrayNode()
                    .add(content.pipeline().value())
                    .add(field)
                    .add(value)));
        }
    }
}
