package dev.touchstone.sandbox.interactivity;

import dev.touchstone.sandbox.workspace.Ids;
import dev.touchstone.sandbox.workspace.SlackError;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Trigger ids: proof that a person did something just now. Each opens one modal, for that person, within 3 s.
public final class Triggers {
    private static final Duration LIFE = Duration.ofSeconds(3);
    /// How long a trigger is remembered, so that a late one is told it is late.
    private static final Duration MEMORY = Duration.ofHours(1);

    private record Trigger(String user, Instant end, boolean used) {
        Trigger exchanged() {
            return new Trigger(user, end, true);
        }
    }

    private final InstantSource clock;
    private final Map<String, Trigger> triggers = new ConcurrentHashMap<>();

    public Triggers(InstantSource clock) {
        this.clock = clock;
    }

    String issue(String user) {
        Instant end = clock.instant().plus(LIFE);
        String id = end.toEpochMilli() + ".1000." + Ids.secret();
        triggers.values().removeIf(old -> old.end().plus(MEMORY).isBefore(end));
        triggers.put(id, new Trigger(user, end, false));
        return id;
    }

    /// The person it was issued for; the trigger is used up.
    ///
    /// @throws SlackError `invalid_trigger_id`, `exchanged_trigger_id` or `expired_trigger_id`
    public String exchange(String id) {
        Trigger trigger = triggers.get(id);
        if (trigger == null) {
            throw new SlackError("invalid_trigger_id");
        }
        if (trigger.used()) {
            throw new SlackError("exchanged_trigger_id");
        }
        if (clock.instant().isAfter(trigger.end())) {
            throw new SlackError("expired_trigger_id");
        }
        triggers.put(id, trigger.exchanged());
        return trigger.user();
    }
}
