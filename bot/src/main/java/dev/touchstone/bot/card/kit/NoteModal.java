package dev.touchstone.bot.card.kit;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.view.View;
import java.util.List;

/// A modal that only says something: that what was asked for is on its way, or why it does not come.
public final class NoteModal {
    private NoteModal() {}

    /// What is shown at once, because a trigger lives three seconds and the backend may take longer; replace it.
    ///
    /// @param title at most 24 characters
    public static View loading(String title) {
        return Modals.note(title, "⏳ Fetching the review …");
    }

    /// @param title at most 24 characters
    public static View of(String title, Message message) {
        View view = Modals.note(title, message.text());
        List<LayoutBlock> blocks = message.blocks();
        view.setBlocks(blocks);
        return view;
    }
}
