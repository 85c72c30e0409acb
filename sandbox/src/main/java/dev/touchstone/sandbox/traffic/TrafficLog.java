package dev.touchstone.sandbox.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Remembers the last exchanges and counts all of them.
public final class TrafficLog {
    private static final int KEPT = 2_000;

    private final InstantSource clock;
    private final Deque<Exchange> exchanges = new ArrayDeque<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final List<Consumer<Exchange>> listeners = new CopyOnWriteArrayList<>();
    private long last;

    public TrafficLog(InstantSource clock) {
        this.clock = clock;
    }

    public void record(
            Exchange.Kind kind,
            String name,
            JsonNode request,
            int status,
            JsonNode response,
            @Nullable String error,
            Duration took) {
        Exchange exchange = add(kind, name, request, status, response, error, took);
        listeners.forEach(listener -> listener.accept(exchange));
    }

    private synchronized Exchange add(
            Exchange.Kind kind,
            String name,
            JsonNode request,
            int status,
            JsonNode response,
            @Nullable String error,
            Duration took) {
        var exchange = new Exchange(++last, clock.instant(), kind, name, request, status, response, error, took);
        exchanges.addLast(exchange);
        counts.merge(name, 1, Integer::sum);
        if (exchanges.size() > KEPT) {
            exchanges.removeFirst();
        }
        return exchange;
    }

    /// How often this method was called or this payload type delivered, refused and failed ones included.
    public synchronized int count(String name) {
        return counts.getOrDefault(name, 0);
    }

    /// The kept exchanges of this name, oldest first.
    public synchronized List<Exchange> of(String name) {
        return exchanges.stream()
                .filter(exchange -> exchange.name().equals(name))
                .toList();
    }

    /// When the kept exchanges of this name took place, oldest first.
    public List<Instant> times(String name) {
        return of(name).stream().map(Exchange::at).toList();
    }

    /// Every kept exchange, oldest first.
    public synchronized List<Exchange> all() {
        return List.copyOf(exchanges);
    }

    public synchronized void clear() {
        exchanges.clear();
        counts.clear();
    }

    public void listen(Consumer<Exchange> listener) {
        listeners.add(listener);
    }
}
