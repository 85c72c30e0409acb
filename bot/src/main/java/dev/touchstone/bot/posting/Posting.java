package dev.touchstone.bot.posting;

import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.bot.card.kit.Links;
import dev.touchstone.bot.slack.Channels;
import dev.touchstone.bot.slack.Chat;
import dev.touchstone.bot.slack.Files;
import dev.touchstone.bot.slack.Pace;
import java.time.InstantSource;

/// Puts the posting side together.
public final class Posting {
    private final Courier courier;
    private final ShownAlarms alarms;
    private final Delivering delivering;

    public Posting(
            TouchstoneClient client,
            Chat chat,
            Files files,
            Channels channels,
            ShownCards cards,
            Links links,
            Tally tally,
            InstantSource clock,
            PostingConfig config) {
        Posts posts = new Posts(chat, new Pace(config.maxPerSecond()), tally);
        Showing showing = new Showing(clock, tally);
        alarms = new ShownAlarms(chat, client, links, showing, tally);
        delivering = new Delivering(
                client,
                new CardDelivery(client, cards, new CardPost(posts, cards, links, tally)),
                new AlarmDelivery(client, posts, showing, alarms),
                new DigestDelivery(client, posts, showing, new Pictures(client, files), links),
                new ReminderDelivery(client, posts, clock),
                new Destinations(channels, chat),
                tally,
                config.defaultChannel());
        courier = new Courier(client, delivering, config.name(), config.lease());
    }

    /// Fetches and shows deliveries, once it is started.
    public Courier courier() {
        return courier;
    }

    /// What else is to be done whenever texts were taken out of messages.
    public void afterErasing(Runnable then) {
        delivering.afterErasing(then);
    }

    /// The messages that show alarms.
    public ShownAlarms alarms() {
        return alarms;
    }
}
