package dev.touchstone.bot;

import dev.touchstone.bot.intent.Intents;
import dev.touchstone.bot.posting.Courier;
import dev.touchstone.bot.posting.Tally;
import dev.touchstone.bot.slack.CallCounts;
import dev.touchstone.bot.slack.Presence;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/// What operators see of the bot: metrics, and what they should know, in sentences.
final class BotMeters {
    /// The SDK connects anew within some ten seconds.
    private static final Duration AWAY = Duration.ofSeconds(30);
    /// The bot asks the backend every twenty seconds.
    private static final Duration SILENT = Duration.ofMinutes(1);

    private final Intents intents;
    private final Courier courier;
    private final Presence presence;
    private final CallCounts calls;

    BotMeters(Intents intents, Courier courier, Presence presence, CallCounts calls) {
        this.intents = intents;
        this.courier = courier;
        this.presence = presence;
        this.calls = calls;
    }

    void bindTo(MeterRegistry registry, Tally tally, Path folder) {
        gauge(
                registry,
                "touchstone.slack.connected",
                "1 while Slack can reach the bot",
                () -> presence.connected() ? 1 : 0);
        gauge(
                registry,
                "touchstone.bot.clicks.waiting",
                "Clicks that are kept on disk and wait for the backend",
                intents::waiting);
        gauge(
                registry,
                "touchstone.bot.backend.silent.seconds",
                "How long the backend has not answered the bot's wish for deliveries",
                () -> courier.silence().toSeconds());
        gauge(
                registry,
                "touchstone.bot.disk.free",
                "Bytes free where the bot keeps clicks",
                () -> folder.toFile().getUsableSpace());
        for (Tally.Event event : Tally.Event.values()) {
            FunctionCounter.builder("touchstone.bot.messages", tally, counted -> counted.of(event))
                    .description("What happened to messages: posted, updated, spared, limited and so on")
                    .tag("event", event.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
    }

    private static void gauge(MeterRegistry registry, String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }

    /// Empty when all is well.
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (presence.away().compareTo(AWAY) > 0) {
            notes.add("Slack is away: it has not been able to reach the bot for " + words(presence.away())
                    + "; clicks do not come in.");
        }
        if (calls.silence().compareTo(AWAY) > 0) {
            notes.add("Slack is away: it has not answered the bot's calls for " + words(calls.silence())
                    + "; cards are not shown.");
        }
        if (backendSilent()) {
            notes.add("The backend has not answered the bot for " + words(courier.silence()) + ".");
        }
        if (intents.backendAway()) {
            notes.add(intents.waiting() + " clicks wait on the bot's disk for the backend.");
        }
        return notes;
    }

    /// Whether the bot can do its work: hear from Slack and from the backend.
    boolean ready() {
        return presence.connected() && !backendSilent();
    }

    private boolean backendSilent() {
        return courier.silence().compareTo(SILENT) > 0;
    }

    private static String words(Duration time) {
        return time.toMinutes() < 2 ? time.toSeconds() + " seconds" : time.toMinutes() + " minutes";
    }
}
