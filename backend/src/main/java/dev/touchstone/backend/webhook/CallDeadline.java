package dev.touchstone.backend.webhook;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Ends a call when its time is up, whatever it is doing, by closing its socket. Timeouts of a socket cannot do that:
/// they start anew with every byte, and one byte a second would hold a worker for hours.
final class CallDeadline implements AutoCloseable {
    private final long endsAtNanos;
    private final Future<?> watchdog;
    private @Nullable Socket socket;
    private boolean passed;

    CallDeadline(Duration atMost, ScheduledExecutorService timer) {
        endsAtNanos = System.nanoTime() + atMost.toNanos();
        watchdog = timer.schedule(this::pass, atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    Duration left() {
        return Duration.ofNanos(Math.max(0, endsAtNanos - System.nanoTime()));
    }

    /// Whether the call was ended.
    synchronized boolean passed() {
        return passed || left().isZero();
    }

    /// Makes this the call's socket, closing the one before.
    ///
    /// @throws SocketTimeoutException when the time is up; the socket is closed then
    synchronized void watch(Socket opened) throws SocketTimeoutException {
        closeSocket();
        socket = opened;
        if (passed()) {
            closeSocket();
            throw new SocketTimeoutException("the time for the call is up");
        }
    }

    private synchronized void pass() {
        passed = true;
        closeSocket();
    }

    synchronized void closeSocket() {
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                // There is nothing more to do to a socket that cannot be closed.
            }
        }
    }

    @Override
    public void close() {
        watchdog.cancel(false);
        closeSocket();
    }
}
