package dev.touchstone.sandbox.delivery;

import io.javalin.websocket.WsContext;
import org.eclipse.jetty.websocket.api.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One open socket.
final class Link implements Comparable<Link> {
    private static final Logger log = LoggerFactory.getLogger(Link.class);

    private final WsContext context;

    Link(WsContext context) {
        this.context = context;
    }

    String id() {
        return context.sessionId();
    }

    synchronized void send(String frame) {
        try {
            context.send(frame);
        } catch (RuntimeException alreadyClosing) {
            // Closing is noticed by the close callback, which sends the envelope elsewhere.
            log.debug("socket is closing id={}", id(), alreadyClosing);
        }
    }

    void cut() {
        Session session = context.session;
        session.disconnect();
    }

    void close() {
        context.closeSession(1000, "refresh");
    }

    @Override
    public int compareTo(Link other) {
        return id().compareTo(other.id());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Link link && id().equals(link.id());
    }

    @Override
    public int hashCode() {
        return id().hashCode();
    }
}
