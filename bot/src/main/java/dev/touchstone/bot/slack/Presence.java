package dev.touchstone.bot.slack;

import java.time.Duration;

/// Asks every few seconds whether Slack can reach the bot. The question can take seconds itself, so that nobody who
/// wants to know asks it. Thread-safe.
public final class Presence implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Connection connection;
    private final Thread loop = Thread.ofVirtual().name("slack-presence").unstarted(this::run);
    private volatile boolean connected;
    /// By [System#nanoTime].
    private volatile long since = System.nanoTime();

    public Presence(Connection connection) {
        this.connection = connection;
    }

    public void start() {
        since = System.nanoTime();
        loop.start();
    }

    public boolean connected() {
        return connected;
    }

    /// For how long there has been no connection; zero when there is one.
    public Duration away() {
        return connected ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
    }

    private void run() {
        try {
            while (true) {
                boolean now = ready();
                if (now != connected) {
                    connected = now;
                    since = System.nanoTime();
                }
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            connected = false;
        }
    }

    private boolean ready() {
        try {
            return connection.ready();
        } catch (RuntimeException e) {
            return false;
        }
    }

    @Override
    public void close() {
        loop.interrupt();
    }
}
