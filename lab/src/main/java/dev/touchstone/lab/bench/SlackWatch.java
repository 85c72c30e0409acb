package dev.touchstone.lab.bench;

import dev.touchstone.sandbox.SlackSandbox;
import dev.touchstone.sandbox.traffic.Exchange;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/// What passes between the bot and the sandbox, with the moment at which it had taken effect. Thread-safe.
final class SlackWatch {
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final List<Seen> seen = new ArrayList<>();

    /// @param at in nanoseconds of [System#nanoTime]
    record Seen(Exchange exchange, long at) {
        String ts() {
            return exchange.response().path("ts").asText();
        }
    }

    SlackWatch(SlackSandbox slack) {
        slack.traffic().listen(this::add);
    }

    private synchronized void add(Exchange exchange) {
        seen.add(new Seen(exchange, System.nanoTime()));
        notifyAll();
    }

    synchronized void forget() {
        seen.clear();
    }

    /// The first exchange of that name that fits and was not taken before, as soon as there is one.
    synchronized Seen take(String name, Predicate<Exchange> wanted) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            for (Iterator<Seen> each = seen.iterator(); each.hasNext(); ) {
                Seen next = each.next();
                if (next.exchange().name().equals(name) && wanted.test(next.exchange())) {
                    each.remove();
                    return next;
                }
            }
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new IllegalStateException("no " + name + " came within a minute");
            }
            wait(left);
        }
    }

    /// Everything of that name that was not taken.
    synchronized List<Seen> of(String name) {
        return seen.stream().filter(each -> each.exchange().name().equals(name)).toList();
    }

    /// The calls of the Web API that were not taken.
    synchronized List<String> calls() {
        return seen.stream()
                .map(Seen::exchange)
                .filter(exchange -> exchange.kind() == Exchange.Kind.CALL)
                .map(Exchange::name)
                .toList();
    }
}
