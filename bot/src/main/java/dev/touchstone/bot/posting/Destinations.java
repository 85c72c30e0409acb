package dev.touchstone.bot.posting;

import dev.touchstone.bot.slack.Channels;
import dev.touchstone.bot.slack.Chat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds where a delivery goes: a channel by id or name, or the direct messages of a person. Thread-safe.
final class Destinations {
    private static final Pattern PERSON = Pattern.compile("(?:slack:)?([UW][A-Z0-9]{2,20})");

    private final Channels channels;
    private final Chat chat;

    Destinations(Channels channels, Chat chat) {
        this.channels = channels;
        this.chat = chat;
    }

    /// @param named such as `#reviews`, `C0123ABCD` or `slack:U0123ABCD`
    /// @return empty when the bot sees no such channel
    /// @throws dev.touchstone.bot.slack.SlackFailure when Slack does not know the person
    Optional<String> channel(String named) {
        Matcher person = PERSON.matcher(named);
        return person.matches() ? Optional.of(chat.directChannel(person.group(1))) : channels.id(named);
    }
}
