package dev.touchstone.bot.talk;

import dev.touchstone.bot.card.kit.Message;
import dev.touchstone.bot.slack.Chat;
import dev.touchstone.bot.slack.SlackFailure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells one person something: in the channel where they are, seen by nobody else, or else in a direct message.
/// Never throws. Thread-safe.
public final class Teller {
    private static final Logger log = LoggerFactory.getLogger(Teller.class);

    private final Chat chat;

    public Teller(Chat chat) {
        this.chat = chat;
    }

    public void tell(Click click, Message message) {
        tell(click.user(), click.channel(), message);
    }

    /// @param channel where they are; null when that is not known
    public void tell(String user, @Nullable String channel, Message message) {
        if (channel != null && !channel.startsWith("D") && ephemeral(user, channel, message)) {
            return;
        }
        try {
            chat.direct(user, message);
        } catch (SlackFailure e) {
            log.warn("could not tell user={} error={}", user, e.getMessage());
        }
    }

    private boolean ephemeral(String user, String channel, Message message) {
        try {
            chat.ephemeral(channel, user, message);
            return true;
        } catch (SlackFailure e) {
            log.info("no ephemeral, telling directly user={} channel={} error={}", user, channel, e.getMessage());
            return false;
        }
    }
}
