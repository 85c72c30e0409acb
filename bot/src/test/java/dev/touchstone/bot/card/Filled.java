package dev.touchstone.bot.card;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The values of a view somebody filled in.
final class Filled {
    final Map<String, Map<String, ViewState.Value>> values = new HashMap<>();

    /// What Slack sends when the prefilled fields are sent back as they are.
    static Filled of(View view) {
        Filled filled = new Filled();
        for (JsonNode block : BlockLimits.json(view).path("blocks")) {
            JsonNode element = block.path("element");
            if (element.has("initial_value")) {
                filled.text(
                        element.path("action_id").asText(),
                        element.path("initial_value").asText());
            }
        }
        return filled;
    }

    Filled text(String actionId, String text) {
        value(actionId).setValue(text);
        return this;
    }

    Filled selected(String actionId, String option) {
        value(actionId).setSelectedOption(option(option));
        return this;
    }

    Filled ticked(String actionId, String... options) {
        List<ViewState.SelectedOption> ticked = new ArrayList<>();
        for (String option : options) {
            ticked.add(option(option));
        }
        value(actionId).setSelectedOptions(ticked);
        return this;
    }

    private ViewState.Value value(String actionId) {
        ViewState.Value value = new ViewState.Value();
        values.put("block of " + actionId, new HashMap<>(Map.of(actionId, value)));
        return value;
    }

    private static ViewState.SelectedOption option(String value) {
        ViewState.SelectedOption option = new ViewState.SelectedOption();
        option.setValue(value);
        return option;
    }
}
