package dev.touchstone.bot.people;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/// Remembers what was looked up, for a while. Fifty people who click at once cause one look-up; a failed one is not
/// remembered. Thread-safe.
public final class Remembered<T> {
    private static final int MOST = 5_000;

    private final Duration life;
    private final InstantSource clock;
    private final Function<String, T> look;
    private final Map<String, Entry<T>> entries = new ConcurrentHashMap<>();

    private record Entry<T>(T value, Instant at) {}

    public Remembered(Duration life, InstantSource clock, Function<String, T> look) {
        this.life = life;
        this.clock = clock;
        this.look = look;
    }

    public T get(String key) {
        return get(key, life, value -> true);
    }

    /// @param enough whether a remembered value answers the question; one that does not is looked up again once it
    ///     is older than `soon`
    T get(String key, Duration soon, Predicate<T> enough) {
        if (entries.size() > MOST) {
            entries.clear();
        }
        Instant now = clock.instant();
        // compute: whoever asks for the same key meanwhile waits for this answer.
        return entries.compute(key, (k, known) -> {
                    if (known != null && fresh(known, enough.test(known.value()) ? life : soon, now)) {
                        return known;
                    }
                    return new Entry<>(look.apply(k), now);
                })
                .value();
    }

    private static boolean fresh(Entry<?> entry, Duration life, Instant now) {
        return entry.at().plus(life).isAfter(now);
    }
}
