package dev.touchstone.bot.card.kit;

/// How a chart comes into a message.
public sealed interface Picture {
    /// As a chart block, which Slack draws by itself.
    record Drawn() implements Picture {}

    /// As a file that was uploaded.
    ///
    /// @param id Slack's id of the file
    record Uploaded(String id) implements Picture {}

    /// Not at all; its words have to do.
    ///
    /// @param why in a few words of ours
    record Missing(String why) implements Picture {}
}
