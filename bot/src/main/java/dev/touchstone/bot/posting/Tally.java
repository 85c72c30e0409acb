package dev.touchstone.bot.posting;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// Counts what happened to deliveries since the start, for the metrics. Thread-safe.
public final class Tally {
    /// What is counted.
    public enum Event {
        /// A card was posted.
        POSTED,
        /// A message was changed.
        UPDATED,
        /// A change was not sent because the message shows it already.
        SPARED,
        /// A message was gone when it was to be changed.
        GONE,
        /// Slack refused the blocks of a card; the fallback was shown.
        FALLBACK,
        /// Slack asked to wait.
        LIMITED,
        /// Slack did not answer.
        UNANSWERED,
        /// A message that Slack's lost answer had left unknown was found.
        RECONCILED,
        /// Slack refused for another reason.
        REFUSED
    }

    private final Map<Event, LongAdder> counts = new ConcurrentHashMap<>();

    void count(Event event) {
        counts.computeIfAbsent(event, fresh -> new LongAdder()).increment();
    }

    public long of(Event event) {
        LongAdder count = counts.get(event);
        return count == null ? 0 : count.sum();
    }

    /// Every count, by event.
    public Map<Event, Long> all() {
        Map<Event, Long> all = new TreeMap<>();
        for (Event event : Event.values()) {
            all.put(event, of(event));
        }
        return all;
    }
}
