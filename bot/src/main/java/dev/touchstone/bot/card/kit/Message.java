package dev.touchstone.bot.card.kit;

import com.slack.api.model.block.LayoutBlock;
import java.util.List;

/// A message as it is posted or updated. Both parts are always sent: an update without blocks would remove them.
///
/// @param text what notifications and screen readers say; already escaped
/// @param blocks what is shown
public record Message(String text, List<LayoutBlock> blocks) {
    public Message {
        blocks = List.copyOf(blocks);
    }
}
