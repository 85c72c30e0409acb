package dev.touchstone.sandbox.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.sandbox.fault.DeliveryFaults;
import dev.touchstone.sandbox.workspace.Ids;
import dev.touchstone.sandbox.workspace.Json;
import dev.touchstone.sandbox.workspace.SlackError;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Socket Mode: one-shot addresses, a few sockets at a time, each envelope to one of them. An envelope whose socket
/// goes away before the acknowledgement goes to another one.
public final class SocketMode implements Courier {
    private static final Duration TICKET_LIFE = Duration.ofSeconds(30);
    private static final int MOST_SOCKETS = 10;
    private static final Duration GOODBYE = Duration.ofSeconds(1);

    private record Waiting(Envelope envelope, String link, CompletableFuture<Answer> answer) {}

    private final String appId;
    private final InstantSource clock;
    private final DeliveryFaults faults;
    private final ScheduledExecutorService timer;
    private final Map<String, Instant> tickets = new ConcurrentHashMap<>();
    private final Map<String, Link> links = new ConcurrentHashMap<>();
    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();

    public SocketMode(String appId, InstantSource clock, DeliveryFaults faults, ScheduledExecutorService timer) {
        this.appId = appId;
        this.clock = clock;
        this.faults = faults;
        this.timer = timer;
    }

    /// A ticket for one connection, valid for 30 s.
    ///
    /// @throws SlackError `too_many_websockets` when ten are open, as in Slack
    public String issueTicket() {
        if (links.size() >= MOST_SOCKETS) {
            throw new SlackError("too_many_websockets");
        }
        String ticket = Ids.secret();
        tickets.put(ticket, clock.instant().plus(TICKET_LIFE));
        return ticket;
    }

    /// Whether this ticket opens a socket; it does so once.
    boolean admits(String ticket) {
        Instant end = tickets.remove(ticket);
        return end != null && clock.instant().isBefore(end);
    }

    void opened(Link link) {
        links.put(link.id(), link);
        ObjectNode hello = Json.object().put("type", "hello").put("num_connections", links.size());
        hello.putObject("connection_info").put("app_id", appId);
        hello.putObject("debug_info")
                .put("host", "sandbox")
                .put("build_number", 1)
                .put("approximate_connection_time", 18_060);
        link.send(Json.write(hello));
    }

    void received(String text) {
        JsonNode frame = Json.read(text).orElse(MissingNode.getInstance());
        Waiting done = waiting.remove(frame.path("envelope_id").asText(""));
        if (done != null) {
            done.answer().complete(new Answer.Acked(frame.path("payload")));
        }
    }

    void closed(String link) {
        links.remove(link);
        for (Waiting left : List.copyOf(waiting.values())) {
            if (left.link().equals(link)) {
                send(left.envelope().again("connection_closed"), left.answer());
            }
        }
    }

    public int size() {
        return links.size();
    }

    @Override
    public CompletableFuture<Answer> deliver(Envelope envelope) {
        var answer = new CompletableFuture<Answer>();
        var unused = answer.whenComplete((result, failure) -> waiting.remove(envelope.id()));
        send(envelope, answer);
        return answer;
    }

    private void send(Envelope envelope, CompletableFuture<Answer> answer) {
        List<Link> open = links.values().stream().sorted().toList();
        if (open.isEmpty()) {
            answer.complete(new Answer.Silence("no_connection"));
            return;
        }
        int first = Math.floorMod(turn.getAndIncrement(), open.size());
        Link link = open.get(first);
        waiting.put(envelope.id(), new Waiting(envelope, link.id(), answer));
        String frame = Json.write(envelope.toJson());
        link.send(frame);
        if (faults.takeTwice()) {
            link.send(frame);
        }
        if (faults.takeToTwoSockets()) {
            open.get((first + 1) % open.size()).send(frame);
        }
    }

    /// Cuts every socket without a word, as a broken network does.
    public void drop() {
        links.values().forEach(Link::cut);
    }

    /// Tells every socket to move on, as Slack does every few hours, and closes it a second later.
    public void disconnect(String reason) {
        ObjectNode frame = Json.object().put("type", "disconnect").put("reason", reason);
        frame.putObject("debug_info").put("host", "sandbox");
        for (Link link : links.values()) {
            link.send(Json.write(frame));
            var unused = timer.schedule(link::close, GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
