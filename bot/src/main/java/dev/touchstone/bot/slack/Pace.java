package dev.touchstone.bot.slack;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Lets one message at a time into a channel, in order, as fast as Slack allows. Channels do not wait for each
/// other. Thread-safe.
public final class Pace {
    /// Slack counts when a call arrives there. One that travelled longer than the next would bring the two too
    /// close, so the way of the first is added to the interval, up to a share that costs little.
    private static final double MOST_ADDED = 0.03;

    /// How fast the usual time of a call follows longer ones; it follows shorter ones at once.
    private static final int FOLLOWS = 8;

    private final long intervalNanos;
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

    /// @param perSecond messages per second and channel; Slack allows one
    public Pace(double perSecond) {
        this.intervalNanos = (long) (1e9 / perSecond);
    }

    private static final class Lane {
        final ReentrantLock turn = new ReentrantLock(true);
        volatile long freeAt = System.nanoTime();
        private long usualNanos;

        /// By how much a call may have arrived later than the next one will. One that was held up costs its delay;
        /// sent too early, the next would be refused and cost a whole interval.
        long lateness(long took, long mostAdded) {
            long heldUp = took - usualNanos;
            usualNanos = Math.min(took, usualNanos + heldUp / FOLLOWS);
            return Math.max(heldUp, Math.min(took, mostAdded));
        }
    }

    /// Waits for the channel's next slot and sends in it.
    public <T> T send(String channel, Supplier<T> send) {
        Lane lane = lanes.computeIfAbsent(channel, fresh -> new Lane());
        lane.turn.lock();
        try {
            long wait = lane.freeAt - System.nanoTime();
            if (wait > 0) {
                SlackCalls.pause(Duration.ofNanos(wait));
            }
            long start = System.nanoTime();
            try {
                return send.get();
            } catch (SlackFailure.Limited e) {
                lane.freeAt = System.nanoTime() + e.retryAfter().toNanos();
                throw e;
            } finally {
                long took = System.nanoTime() - start;
                long next = start + intervalNanos + lane.lateness(took, (long) (intervalNanos * MOST_ADDED));
                lane.freeAt = Math.max(lane.freeAt, next);
            }
        } finally {
            lane.turn.unlock();
        }
    }
}
