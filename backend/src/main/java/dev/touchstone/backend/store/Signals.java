package dev.touchstone.backend.store;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Tells long polls of this process, right after a commit, that what they wait for may be there. A signal is only a
/// hint, and nobody outside of the process hears it. Thread-safe.
public final class Signals implements AutoCloseable {
    private final Map<String, Listener> listeners = new ConcurrentHashMap<>();

    /// Who lets others wait. Called by threads that have just committed: it must be quick.
    public interface Listener {
        void raised(String subject);

        /// The server stops: whoever waits gets what there is, now.
        void closed();
    }

    /// @param topic has one listener
    public void listen(String topic, Listener listener) {
        if (listeners.putIfAbsent(topic, listener) != null) {
            throw new IllegalStateException("somebody listens already topic=" + topic);
        }
    }

    /// Call it after the commit.
    public void raise(String topic, String subject) {
        Listener listener = listeners.get(topic);
        if (listener != null) {
            listener.raised(subject);
        }
    }

    /// Ends every wait now: a server that stops must not sit out its long polls.
    @Override
    public void close() {
        listeners.values().forEach(Listener::closed);
    }
}
