package dev.touchstone.bot.posting;

import dev.touchstone.api.TouchstoneClient;
import dev.touchstone.bot.card.Links;
import dev.touchstone.bot.slack.Channels;
import dev.touchstone.bot.slack.Chat;
import dev.touchstone.bot.slack.Pace;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Puts the posting side together.
public final class Posting {
    private Posting() {}

    /// @param name who leases, for the backend's log
    /// @param lease how long one delivery may take, at least 5 s
    public static Courier courier(
            TouchstoneClient client,
            Chat chat,
            Channels channels,
            ShownCards cards,
            Links links,
            Tally tally,
            double postsPerSecond,
            @Nullable String defaultChannel,
            String name,
            Duration lease) {
        CardPost post = new CardPost(chat, new Pace(postsPerSecond), cards, links, tally);
        CardDelivery delivery = new CardDelivery(client, cards, post);
        Delivering delivering = new Delivering(client, delivery, channels, tally, defaultChannel);
        return new Courier(client, delivering, name, lease);
    }
}
