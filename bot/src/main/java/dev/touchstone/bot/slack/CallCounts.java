package dev.touchstone.bot.slack;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Counts calls of Slack's Web API by what came of them, and knows for how long none was answered. Thread-safe.
public final class CallCounts {
    private static final long ANSWERING = Long.MAX_VALUE;

    private final MeterRegistry registry;
    /// By [System#nanoTime], since when no call was answered.
    private final AtomicLong silentSince = new AtomicLong(ANSWERING);

    /// Counted nowhere.
    public CallCounts() {
        this(new CompositeMeterRegistry());
    }

    public CallCounts(MeterRegistry registry) {
        this.registry = registry;
    }

    void worked(String method) {
        silentSince.set(ANSWERING);
        counter(method, "ok").increment();
    }

    void failed(String method, SlackFailure failure) {
        switch (failure) {
            case SlackFailure.Limited limited -> {
                silentSince.set(ANSWERING);
                counter(method, "limited").increment();
            }
            case SlackFailure.Refused refused -> {
                silentSince.set(ANSWERING);
                counter(method, "refused").increment();
            }
            case SlackFailure.Unanswered unanswered -> {
                boolean unused = silentSince.compareAndSet(ANSWERING, System.nanoTime());
                counter(method, "unanswered").increment();
            }
        }
    }

    /// For how long calls have gone unanswered; zero when the last one was answered, or none was made.
    public Duration silence() {
        long since = silentSince.get();
        return since == ANSWERING ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
    }

    private Counter counter(String method, String outcome) {
        return Counter.builder("touchstone.slack.calls")
                .description("Calls of Slack's Web API: ok, limited, refused, or unanswered")
                .tag("method", method)
                .tag("outcome", outcome)
                .register(registry);
    }
}
