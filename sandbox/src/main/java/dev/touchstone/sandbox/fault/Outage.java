package dev.touchstone.sandbox.fault;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Whether Slack is away. While it is, every API call finds its connection reset and no socket opens.
public final class Outage {
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private volatile boolean away;

    public boolean isAway() {
        return away;
    }

    public void begin() {
        away = true;
        watchers.forEach(Runnable::run);
    }

    public void end() {
        away = false;
    }

    public void whenItBegins(Runnable watcher) {
        watchers.add(watcher);
    }
}
