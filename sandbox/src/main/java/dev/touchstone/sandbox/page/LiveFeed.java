package dev.touchstone.sandbox.page;

import dev.touchstone.sandbox.traffic.Exchange;
import dev.touchstone.sandbox.workspace.Change;
import dev.touchstone.sandbox.workspace.Json;
import dev.touchstone.sandbox.workspace.Workspace;
import io.javalin.http.sse.SseClient;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Server-sent events: every open page hears of every change its person may see, in order.
final class LiveFeed {
    private static final int HEARTBEAT_SECONDS = 15;

    private final Workspace workspace;
    private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();

    LiveFeed(Workspace workspace) {
        this.workspace = workspace;
    }

    void join(SseClient client, String user) {
        var subscriber = new Subscriber(client, user);
        client.keepAlive();
        client.onClose(() -> subscribers.remove(subscriber));
        subscribers.add(subscriber);
        Thread.ofVirtual().name("live-" + user).start(subscriber);
    }

    void tell(Change change) {
        for (Subscriber subscriber : subscribers) {
            if (maySee(subscriber.user, change)) {
                subscriber.queue.add(change);
            }
        }
    }

    void tell(Exchange exchange) {
        subscribers.forEach(subscriber -> subscriber.queue.add(Change.forAll("traffic", exchange.toJson())));
    }

    void close() {
        subscribers.forEach(subscriber -> subscriber.client.close());
    }

    private boolean maySee(String user, Change change) {
        if (change.onlyFor() != null) {
            return change.onlyFor().equals(user);
        }
        return change.channel() == null
                || workspace.channels().channel(change.channel()).has(user);
    }

    /// One open page. It writes on its own thread, so that a slow reader holds up nobody else.
    private static final class Subscriber implements Runnable {
        private final SseClient client;
        private final String user;
        private final BlockingQueue<Change> queue = new LinkedBlockingQueue<>();

        Subscriber(SseClient client, String user) {
            this.client = client;
            this.user = user;
        }

        @Override
        public void run() {
            client.sendComment("welcome");
            try {
                while (!client.terminated()) {
                    Change change = queue.poll(HEARTBEAT_SECONDS, TimeUnit.SECONDS);
                    if (change == null) {
                        client.sendComment("still here");
                    } else {
                        client.sendEvent(change.type(), Json.write(change.data()));
                    }
                }
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
