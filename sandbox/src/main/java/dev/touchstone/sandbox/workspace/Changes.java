package dev.touchstone.sandbox.workspace;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Where the page hears of changes. Listeners must be quick: they are called under the workspace's lock so that the
/// page sees changes in the order they happened.
public final class Changes {
    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();

    public void listen(Consumer<Change> listener) {
        listeners.add(listener);
    }

    public void tell(Change change) {
        listeners.forEach(listener -> listener.accept(change));
    }
}
