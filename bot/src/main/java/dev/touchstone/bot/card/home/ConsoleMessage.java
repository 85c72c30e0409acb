package dev.touchstone.bot.card.home;

import dev.touchstone.bot.card.kit.Kit;
import dev.touchstone.bot.card.kit.Message;
import java.util.List;

/// The answer to `/review console`, which only the asker sees.
public final class ConsoleMessage {
    private ConsoleMessage() {}

    /// @param url signs the asker in, once
    public static Message of(String url) {
        return new Message(
                "A link that signs you in at the console",
                List.of(
                        Kit.section(
                                "🖥️ This link signs *you* in at the console, in one browser, once, within ten minutes."
                                        + " Do not pass it on."),
                        Kit.actions(List.of(Kit.linkButton("Open the console", url)))));
    }
}
