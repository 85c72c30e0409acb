package dev.touchstone.bot.owners;

import dev.touchstone.api.delivery.Acknowledgement;
import dev.touchstone.api.delivery.Delivery;
import dev.touchstone.api.delivery.DeliveryKind;
import dev.touchstone.api.delivery.Receipt;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Deliveries as a backend hands them out: in the order of their channel, one of a channel at a time, again until
/// they are acknowledged. What is to be tried again is due at once, so that no test waits. Thread-safe.
public final class ScriptedOutbox implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);

    private final Map<String, Delivery> waiting = new LinkedHashMap<>();
    private final Set<String> leased = new HashSet<>();
    private final List<String> delivered = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private final List<String> givenUp = new ArrayList<>();
    private boolean closed;
    private int ids;

    /// Where something is shown now.
    public record Shown(String subject, Receipt receipt) {}

    /// @return the delivery's id
    public synchronized String add(DeliveryKind kind, String channel, String subject, Object payload) {
        String id = "delivery-" + ++ids;
        waiting.put(
                id,
                new Delivery(
                        id,
                        kind,
                        new PipelineName("support-bot"),
                        channel,
                        subject,
                        Json.mapper().valueToTree(payload),
                        1,
                        Instant.now(),
                        Instant.now()));
        notifyAll();
        return id;
    }

    /// Waits a little for something to hand out.
    synchronized List<Delivery> lease(Duration leaseFor) throws InterruptedException {
        long end = System.nanoTime() + POLL.toNanos();
        while (heads().isEmpty() && !closed && System.nanoTime() - end < 0) {
            wait(POLL.toMillis());
        }
        List<Delivery> heads = heads();
        heads.forEach(delivery -> leased.add(delivery.id()));
        return heads.stream()
                .map(delivery -> at(delivery, delivery.attempt(), Instant.now().plus(leaseFor)))
                .toList();
    }

    private List<Delivery> heads() {
        Map<String, Delivery> heads = new LinkedHashMap<>();
        waiting.values().forEach(delivery -> heads.putIfAbsent(String.valueOf(delivery.channel()), delivery));
        return heads.values().stream()
                .filter(delivery -> !leased.contains(delivery.id()))
                .toList();
    }

    /// @return where it is shown, if the answer says so
    synchronized Optional<Shown> acknowledge(String id, Acknowledgement answer) {
        Delivery delivery = waiting.get(id);
        leased.remove(id);
        if (delivery == null) {
            return Optional.empty();
        }
        if (answer.error() != null) {
            errors.add(answer.error());
        }
        if (answer.delivered() || answer.giveUp()) {
            waiting.remove(id);
            (answer.delivered() ? delivered : givenUp).add(id);
        } else {
            waiting.put(id, at(delivery, delivery.attempt() + 1, delivery.leaseUntil()));
        }
        notifyAll();
        return Optional.ofNullable(answer.receipt()).map(receipt -> new Shown(delivery.subject(), receipt));
    }

    private static Delivery at(Delivery d, int attempt, Instant until) {
        return new Delivery(
                d.id(), d.kind(), d.pipeline(), d.channel(), d.subject(), d.payload(), attempt, d.createdAt(), until);
    }

    public synchronized boolean isDelivered(String id) {
        return delivered.contains(id);
    }

    /// Why attempts failed, oldest first.
    public synchronized List<String> errors() {
        return List.copyOf(errors);
    }

    public synchronized List<String> givenUp() {
        return List.copyOf(givenUp);
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
