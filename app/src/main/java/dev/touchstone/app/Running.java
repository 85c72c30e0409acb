package dev.touchstone.app;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What runs in this process. When the process is told to stop, it closes everything, last started first, so that what
/// was accepted is finished.
final class Running {
    private static final Logger log = LoggerFactory.getLogger(Running.class);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final CountDownLatch stopped = new CountDownLatch(1);

    Running() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
    }

    synchronized void add(AutoCloseable part) {
        parts.push(part);
    }

    private synchronized void stop() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                log.error("did not stop cleanly part={}", part.getClass().getSimpleName(), e);
            }
        }
        stopped.countDown();
    }

    /// Returns when everything has been stopped.
    void untilTold() throws InterruptedException {
        stopped.await();
    }
}
