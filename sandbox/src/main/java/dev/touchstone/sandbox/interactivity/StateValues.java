package dev.touchstone.sandbox.interactivity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.sandbox.interactivity.Controls.Control;
import dev.touchstone.sandbox.workspace.Json;
import dev.touchstone.sandbox.workspace.SlackError;
import org.jspecify.annotations.Nullable;

/// `state.values`: what every input holds, by block id and action id. What a person typed wins over the initial value.
///
/// A person's values arrive plain: a text, the `value` of an option, an id, a date, or an array of those; null empties
/// the input.
final class StateValues {
    private StateValues() {}

    /// @param typed plain values by block id and action id, only for what the person touched
    /// @param hidesUntouched whether untouched initial values come back as null, as some Slack clients send them
    static ObjectNode of(JsonNode blocks, JsonNode typed, boolean hidesUntouched) {
        ObjectNode values = Json.object();
        for (Control control : Controls.in(blocks)) {
            if (member(control.type()) != null) {
                JsonNode own = typed.path(control.blockId()).path(control.actionId());
                ObjectNode block = values.withObjectProperty(control.blockId());
                block.set(control.actionId(), value(control.element(), own, hidesUntouched));
            }
        }
        return values;
    }

    private static ObjectNode value(JsonNode element, JsonNode typed, boolean hidesUntouched) {
        if (!typed.isMissingNode() && isPossible(element, typed)) {
            return chosen(element, typed);
        }
        String member = memberOf(element);
        ObjectNode value = Json.object().put("type", element.path("type").asText(""));
        JsonNode initial = element.path(initialMember(element.path("type").asText("")));
        boolean plural = member.endsWith("s");
        if (initial.isMissingNode() || hidesUntouched) {
            value.set(member, plural ? Json.array() : null);
        } else {
            value.set(member, initial.deepCopy());
        }
        return value;
    }

    /// An update may take away the option a person had chosen; their choice is gone with it.
    private static boolean isPossible(JsonNode element, JsonNode typed) {
        try {
            chosen(element, typed);
            return true;
        } catch (SlackError notOffered) {
            return false;
        }
    }

    /// The value object of an element after a person chose or typed this.
    static ObjectNode chosen(JsonNode element, JsonNode plain) {
        String member = element.path("type").asText("").equals("overflow") ? "selected_option" : memberOf(element);
        ObjectNode value = Json.object().put("type", element.path("type").asText(""));
        switch (member) {
            case "selected_option" -> value.set(member, plain.isNull() ? null : option(element, plain.asText("")));
            case "selected_options" -> {
                ArrayNode options = value.putArray(member);
                plain.forEach(one -> options.add(option(element, one.asText(""))));
            }
            case "value" -> value.put(member, plain.isNull() || plain.asText("").isEmpty() ? null : plain.asText(""));
            default -> value.set(member, plain.deepCopy());
        }
        return value;
    }

    private static JsonNode option(JsonNode element, String wanted) {
        for (JsonNode option : element.path("options")) {
            if (option.path("value").asText("").equals(wanted)) {
                return option.deepCopy();
            }
        }
        for (JsonNode group : element.path("option_groups")) {
            for (JsonNode option : group.path("options")) {
                if (option.path("value").asText("").equals(wanted)) {
                    return option.deepCopy();
                }
            }
        }
        throw new SlackError("option_not_found");
    }

    private static String memberOf(JsonNode element) {
        String member = member(element.path("type").asText(""));
        if (member == null) {
            throw new SlackError("not_an_input");
        }
        return member;
    }

    /// The member that holds an element's value, or null for elements without one (buttons).
    static @Nullable String member(String type) {
        return switch (type) {
            case "plain_text_input", "number_input", "email_text_input", "url_text_input" -> "value";
            case "static_select", "radio_buttons" -> "selected_option";
            case "multi_static_select", "checkboxes" -> "selected_options";
            case "users_select" -> "selected_user";
            case "multi_users_select" -> "selected_users";
            case "channels_select" -> "selected_channel";
            case "multi_channels_select" -> "selected_channels";
            case "conversations_select" -> "selected_conversation";
            case "multi_conversations_select" -> "selected_conversations";
            case "datepicker" -> "selected_date";
            case "timepicker" -> "selected_time";
            case "datetimepicker" -> "selected_date_time";
            default -> null;
        };
    }

    private static String initialMember(String type) {
        String member = member(type);
        return member == null || member.equals("value")
                ? "initial_value"
                : member.replaceFirst("selected_", "initial_");
    }
}
