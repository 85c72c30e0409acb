package dev.touchstone.bot.card.home;

import dev.touchstone.bot.card.kit.Message;
import dev.touchstone.bot.card.kit.Refusal;

/// The answer to `/review request`.
public final class RequestMessage {
    private RequestMessage() {}

    /// A review was opened.
    public static Message opened() {
        return Refusal.say("🙋 Asked. Its card comes to the reviewers' channel, with your words in the thread.");
    }

    /// People look at it already.
    public static Message open() {
        return Refusal.say("🙋 A review of it is open already; your words are in the thread of its card.");
    }
}
