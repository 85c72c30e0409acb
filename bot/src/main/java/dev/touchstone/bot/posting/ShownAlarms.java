package dev.touchstone.bot.posting;

import dev.touchstone.api.alarm.AlarmDetail;
import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.client.UnreachableException;
import dev.touchstone.api.delivery.Receipt;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.bot.card.alarm.AlarmMessage;
import dev.touchstone.bot.card.alarm.AlarmView;
import dev.touchstone.bot.card.kit.Links;
import dev.touchstone.bot.card.kit.Message;
import dev.touchstone.bot.posting.Tally.Event;
import dev.touchstone.bot.slack.Chat;
import dev.touchstone.bot.slack.SlackFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The messages that show alarms. Each is redrawn from what the backend says at that moment, one change at a time,
/// so that an older state never follows a newer one. Thread-safe.
public final class ShownAlarms {
    private static final Logger log = LoggerFactory.getLogger(ShownAlarms.class);
    private static final int REMEMBERED = 500;

    private final Chat chat;
    private final TouchstoneClient client;
    private final Links links;
    private final Showing showing;
    private final Tally tally;
    private final Stripes stripes = new Stripes();
    private final Map<Receipt, Message> shown = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Receipt, Message> eldest) {
            return size() > REMEMBERED;
        }
    };

    ShownAlarms(Chat chat, TouchstoneClient client, Links links, Showing showing, Tally tally) {
        this.chat = chat;
        this.links = links;
        this.client = client;
        this.showing = showing;
        this.tally = tally;
    }

    /// The message of an alarm in all its forms.
    Versions drawn(AlarmDetail detail) {
        AlarmView view = view(detail);
        return new Versions(
                detail.trend().isEmpty() ? null : () -> AlarmMessage.of(view, true),
                () -> AlarmMessage.of(view, false),
                () -> AlarmMessage.plain(view));
    }

    /// Makes a message show its alarm as the backend has it now.
    ///
    /// @return false when the message is gone
    /// @throws SlackFailure when Slack did not do it, for a reason that may pass
    boolean refresh(Receipt at, String alarm) {
        return stripes.locked(at, () -> redraw(at, client.alarms().alarm(alarm)));
    }

    /// Does something about an alarm while nobody else in this process does.
    public <T> T alone(String alarm, Supplier<T> act) {
        return stripes.locked(alarm, act);
    }

    /// Makes every message of an alarm show it as it is now. One that cannot be changed now is when the next
    /// delivery about the alarm comes.
    public void refreshAll(String alarm) {
        try {
            client.alarms().alarm(alarm).messages().forEach(at -> {
                boolean unused = refresh(at, alarm);
            });
        } catch (ApiException | UnreachableException | SlackFailure e) {
            log.info("alarm not refreshed alarm={} error={}", alarm, e.getMessage());
        }
    }

    private boolean redraw(Receipt at, AlarmDetail detail) {
        Versions versions = drawn(detail);
        Message wanted = versions.rich().get();
        if (wanted.equals(remembered(at))) {
            tally.count(Event.SPARED);
            return true;
        }
        try {
            showing.send(versions, message -> {
                chat.update(at, message);
                return at;
            });
        } catch (SlackFailure.Refused e) {
            if (Fallback.isGone(e)) {
                log.info("alarm message gone alarm={} error={}", detail.alarm().id(), e.code());
                tally.count(Event.GONE);
                return false;
            }
            throw e;
        }
        tally.count(Event.UPDATED);
        remember(at, wanted);
        return true;
    }

    private AlarmView view(AlarmDetail detail) {
        return new AlarmView(
                detail,
                client.pipeline(detail.alarm().pipeline().value())
                        .policy()
                        .drift()
                        .actions(),
                examples(detail),
                links);
    }

    private List<ReviewDetail> examples(AlarmDetail detail) {
        List<ReviewDetail> examples = new ArrayList<>();
        for (ReviewId id : detail.alarm().message().examples()) {
            try {
                examples.add(client.review(id));
            } catch (ApiException e) {
                if (e.status() != 404) {
                    throw e;
                }
                log.info("example gone alarm={} review={}", detail.alarm().id(), id);
            }
        }
        return examples;
    }

    private @Nullable Message remembered(Receipt at) {
        synchronized (shown) {
            return shown.get(at);
        }
    }

    private void remember(Receipt at, Message message) {
        synchronized (shown) {
            shown.put(at, message);
        }
    }
}
