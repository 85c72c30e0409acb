package dev.touchstone.sandbox.delivery;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.sandbox.fault.Outage;
import dev.touchstone.sandbox.traffic.Exchange;
import dev.touchstone.sandbox.traffic.TrafficLog;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Delivers payloads to the app. Interactions and commands are asked once and waited for, since a person is waiting
/// too; events are retried on Slack's schedule until they are acknowledged or given up.
public final class Deliveries {
    /// How long Slack waits for an acknowledgement, and after which pauses it tries an event again.
    public record Patience(Duration ack, List<Duration> retries) {
        public Patience {
            retries = List.copyOf(retries);
        }

        public static Patience ofSlack() {
            return new Patience(
                    Duration.ofSeconds(3), List.of(Duration.ZERO, Duration.ofMinutes(1), Duration.ofMinutes(5)));
        }
    }

    private final Courier courier;
    private final Outage outage;
    private final Patience patience;
    private final TrafficLog traffic;
    private final ScheduledExecutorService timer;

    /// @param courier over whichever socket is next, or as signed requests to the app's own address
    public Deliveries(
            Courier courier, Outage outage, Patience patience, TrafficLog traffic, ScheduledExecutorService timer) {
        this.courier = courier;
        this.outage = outage;
        this.patience = patience;
        this.traffic = traffic;
        this.timer = timer;
    }

    /// Delivers an interaction or a command and waits for the acknowledgement.
    public Answer ask(Envelope.Kind kind, ObjectNode payload) {
        return attempt(Envelope.of(kind, payload)).join();
    }

    /// Delivers an event without waiting.
    public void tell(ObjectNode payload) {
        tell(Envelope.of(Envelope.Kind.EVENT, payload));
    }

    private void tell(Envelope envelope) {
        var unused = attempt(envelope).thenAccept(answer -> {
            if (answer instanceof Answer.Silence silence
                    && envelope.attempt() < patience.retries().size()) {
                Duration pause = patience.retries().get(envelope.attempt());
                Envelope again = envelope.again(silence.why());
                var later = timer.schedule(() -> tell(again), pause.toMillis(), TimeUnit.MILLISECONDS);
            }
        });
    }

    private CompletableFuture<Answer> attempt(Envelope envelope) {
        long from = System.nanoTime();
        Answer late = new Answer.Silence("timeout");
        CompletableFuture<Answer> coming = outage.isAway()
                ? CompletableFuture.completedFuture(new Answer.Silence("away"))
                : courier.deliver(envelope);
        return coming.completeOnTimeout(late, patience.ack().toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(answer -> {
                    log(envelope, answer, Duration.ofNanos(System.nanoTime() - from));
                    return answer;
                });
    }

    private void log(Envelope envelope, Answer answer, Duration took) {
        switch (answer) {
            case Answer.Acked acked ->
                traffic.record(
                        Exchange.Kind.ENVELOPE, envelope.name(), envelope.toJson(), 200, acked.payload(), null, took);
            case Answer.Silence silence ->
                traffic.record(
                        Exchange.Kind.ENVELOPE,
                        envelope.name(),
                        envelope.toJson(),
                        0,
                        MissingNode.getInstance(),
                        silence.why(),
                        took);
        }
    }
}
