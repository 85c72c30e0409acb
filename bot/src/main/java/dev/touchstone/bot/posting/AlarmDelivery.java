package dev.touchstone.bot.posting;

import dev.touchstone.api.alarm.AlarmDetail;
import dev.touchstone.api.alarm.AlarmNews;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.delivery.Receipt;
import dev.touchstone.api.wire.Json;
import dev.touchstone.bot.card.kit.NoticeMessage;
import dev.touchstone.bot.slack.Marker;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a delivery about an alarm does in its channel. An alarm has one message there: the first delivery posts it,
/// every later one updates it in place and tells the rest in its thread.
final class AlarmDelivery {
    private final TouchstoneClient client;
    private final Posts posts;
    private final Showing showing;
    private final ShownAlarms alarms;

    AlarmDelivery(TouchstoneClient client, Posts posts, Showing showing, ShownAlarms alarms) {
        this.client = client;
        this.posts = posts;
        this.showing = showing;
        this.alarms = alarms;
    }

    /// @return where it is shown, if it was not known to be; else null
    @Nullable
    Receipt told(Leased leased, String channel) {
        AlarmNews news = Json.read(leased.delivery().payload().toString(), AlarmNews.class);
        AlarmDetail detail = client.alarms().alarm(leased.delivery().subject());
        @Nullable Receipt known = updated(detail, channel);
        @Nullable
        Receipt fresh = known == null && mayAppear(detail, news, channel) ? appeared(leased, channel, detail) : null;
        @Nullable Receipt here = known == null ? fresh : known;
        if (here != null && news.text() != null) {
            posts.reply(leased, here, NoticeMessage.reply(news.text()));
        }
        return fresh;
    }

    /// Updates every message of the alarm.
    ///
    /// @return the one in this channel; null when there is none
    private @Nullable Receipt updated(AlarmDetail detail, String channel) {
        Receipt here = null;
        for (Receipt message : detail.messages()) {
            boolean there = alarms.refresh(message, detail.alarm().id());
            if (there && message.channel().equals(channel)) {
                here = message;
            }
        }
        return here;
    }

    /// Who deletes an alarm's message does not want it, unless it gets worse.
    private static boolean mayAppear(AlarmDetail detail, AlarmNews news, String channel) {
        boolean deleted =
                detail.messages().stream().anyMatch(message -> message.channel().equals(channel));
        return !deleted || news.what() == AlarmNews.What.WORSENED;
    }

    private Receipt appeared(Leased leased, String channel, AlarmDetail detail) {
        Posts.Mark mark = new Posts.Mark(
                new Marker("alarm:" + detail.alarm().id()),
                detail.alarm().course().openedAt());
        Optional<Receipt> earlier = posts.search(leased, channel, mark);
        if (earlier.isPresent()) {
            boolean unused = alarms.refresh(earlier.get(), detail.alarm().id());
            return earlier.get();
        }
        return showing.send(alarms.drawn(detail), message -> posts.post(leased, channel, mark, message));
    }
}
