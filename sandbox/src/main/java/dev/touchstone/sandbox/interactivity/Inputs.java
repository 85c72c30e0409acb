package dev.touchstone.sandbox.interactivity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.sandbox.interactivity.Controls.Control;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What Slack's client checks before it submits a modal: required inputs, lengths, numbers. The app never sees a
/// submission that fails here.
final class Inputs {
    private Inputs() {}

    /// What is wrong, by block id; empty if the form may be submitted.
    static Map<String, String> complaints(JsonNode blocks, JsonNode values) {
        Map<String, String> complaints = new LinkedHashMap<>();
        for (Control control : Controls.in(blocks)) {
            if (control.isInput()) {
                JsonNode value = values.path(control.blockId()).path(control.actionId());
                complaint(control, value).ifPresent(text -> complaints.put(control.blockId(), text));
            }
        }
        return complaints;
    }

    private static Optional<String> complaint(Control control, JsonNode value) {
        String member = StateValues.member(control.type());
        JsonNode held = member == null ? value : value.path(member);
        boolean empty = held.isMissingNode() || held.isNull() || (held.isArray() && held.isEmpty());
        if (empty) {
            boolean optional = control.block().path("optional").asBoolean(false);
            return optional ? Optional.empty() : Optional.of("Please complete this required field.");
        }
        return switch (control.type()) {
            case "plain_text_input" -> length(control.element(), held.asText(""));
            case "number_input" -> number(control.element(), held.asText(""));
            case "email_text_input" ->
                unless(held.asText("").matches("[^@\\s]+@[^@\\s]+"), "Enter a valid email address.");
            case "url_text_input" -> unless(held.asText("").matches("https?://\\S+"), "Enter a valid URL.");
            default -> most(control.element(), held);
        };
    }

    private static Optional<String> length(JsonNode element, String text) {
        int least = element.path("min_length").asInt(0);
        int most = element.path("max_length").asInt(3000);
        if (text.length() < least) {
            return Optional.of("Enter at least " + least + " characters.");
        }
        return unless(text.length() <= most, "Enter at most " + most + " characters.");
    }

    private static Optional<String> number(JsonNode element, String text) {
        boolean decimal = element.path("is_decimal_allowed").asBoolean(false);
        if (!text.matches(decimal ? "-?\\d+(\\.\\d+)?" : "-?\\d+")) {
            return Optional.of(decimal ? "Enter a number." : "Enter a whole number.");
        }
        double number = Double.parseDouble(text);
        if (element.has("min_value") && number < element.path("min_value").asDouble()) {
            return Optional.of(
                    "Enter a number of at least " + element.path("min_value").asText("") + ".");
        }
        boolean tooBig =
                element.has("max_value") && number > element.path("max_value").asDouble();
        return unless(
                !tooBig,
                "Enter a number of at most " + element.path("max_value").asText("") + ".");
    }

    private static Optional<String> most(JsonNode element, JsonNode held) {
        int most = element.path("max_selected_items").asInt(100);
        return unless(!held.isArray() || held.size() <= most, "Choose at most " + most + ".");
    }

    private static Optional<String> unless(boolean fine, String complaint) {
        return fine ? Optional.empty() : Optional.of(complaint);
    }
}
