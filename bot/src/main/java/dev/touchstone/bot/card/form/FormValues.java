package dev.touchstone.bot.card.form;

import com.slack.api.model.view.ViewState;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The values of a submitted view, found by action id. Everything in them may be missing: Slack leaves out untouched
/// fields, and sends null for a prefilled field that was not touched.
final class FormValues {
    private final Map<String, Map<String, ViewState.Value>> values;

    FormValues(@Nullable Map<String, Map<String, ViewState.Value>> values) {
        this.values = values == null ? Map.of() : values;
    }

    /// What was typed, with `\n` as line end; null when untouched or not there.
    @Nullable
    String text(String actionId) {
        ViewState.Value value = find(actionId);
        return value == null || value.getValue() == null
                ? null
                : value.getValue().replace("\r\n", "\n").replace('\r', '\n');
    }

    /// The option chosen; null for none.
    @Nullable
    String selected(String actionId) {
        ViewState.Value value = find(actionId);
        return value == null || value.getSelectedOption() == null
                ? null
                : value.getSelectedOption().getValue();
    }

    /// The person chosen, by Slack's id; null for none.
    @Nullable
    String user(String actionId) {
        ViewState.Value value = find(actionId);
        return value == null ? null : value.getSelectedUser();
    }

    /// The boxes ticked; null when untouched or not there, which is not the same as none.
    @Nullable
    List<String> ticked(String actionId) {
        ViewState.Value value = find(actionId);
        return value == null || value.getSelectedOptions() == null
                ? null
                : value.getSelectedOptions().stream()
                        .map(ViewState.SelectedOption::getValue)
                        .toList();
    }

    private ViewState.@Nullable Value find(String actionId) {
        for (Map<String, ViewState.Value> block : values.values()) {
            ViewState.Value value = block == null ? null : block.get(actionId);
            if (value != null) {
                return value;
            }
        }
        return null;
    }
}
