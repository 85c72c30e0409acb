package dev.touchstone.bot.card.form;

import com.slack.api.model.block.element.UsersSelectElement;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewState;
import dev.touchstone.bot.card.kit.ActionIds;
import dev.touchstone.bot.card.kit.Kit;
import dev.touchstone.bot.card.kit.ModalState;
import dev.touchstone.bot.card.kit.Modals;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Asks which colleague shall review. It is drawn without asking the backend: whether they may is checked
/// afterwards.
public final class AssignModal {
    private static final String COLLEAGUE = "colleague";

    private AssignModal() {}

    public static View of(ModalState state) {
        UsersSelectElement person = UsersSelectElement.builder()
                .actionId(COLLEAGUE)
                .placeholder(Kit.plain("Choose a person"))
                .focusOnLoad(true)
                .build();
        return Modals.form(
                ActionIds.ASSIGN_MODAL,
                "Assign",
                "Assign",
                List.of(Modals.input(
                        state.block(COLLEAGUE),
                        "Who shall review it?",
                        person,
                        false,
                        "It is claimed for them for an hour, and they are told.")),
                state);
    }

    /// Who was chosen, by Slack's id; empty when nobody was.
    public static Optional<String> read(@Nullable Map<String, Map<String, ViewState.Value>> values) {
        return Optional.ofNullable(new FormValues(values).user(COLLEAGUE));
    }
}
