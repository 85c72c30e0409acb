package dev.touchstone.backend.review.view;

import static java.util.Objects.requireNonNull;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.review.OutputStatus;
import dev.touchstone.api.review.OutputView;
import dev.touchstone.api.wire.Backoff;
import dev.touchstone.backend.store.FaultLog;
import dev.touchstone.backend.store.Signals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Everybody who waits for a verdict, and one thread that looks for all of them. Where one process has the database,
/// it looks only at what that process says it has closed; where several share it, once a second, with one query for
/// all. A look that fails is made again: the database's trouble ends no wait. Thread-safe.
final class VerdictWatch implements Signals.Listener {
    private static final Logger log = LoggerFactory.getLogger(VerdictWatch.class);
    private static final long RECHECK = Duration.ofSeconds(1).toNanos();
    private static final Backoff BACKOFF = Backoff.doubling(Duration.ofMillis(200), Duration.ofSeconds(2));
    /// Outputs that one look reads: each may hold a megabyte, and thousands may be closed at once.
    private static final int AT_ONCE = 32;

    private final Look look;
    private final boolean alone;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<OutputId, Set<Wait>> waiting = new HashMap<>();
    private final Set<OutputId> due = new HashSet<>();
    private @Nullable Thread thread;
    private boolean closed;

    /// @param alone whether no other process writes to the database
    VerdictWatch(Look look, boolean alone) {
        this.look = look;
        this.alone = alone;
    }

    /// How the database is asked.
    interface Look {
        /// Of these reviews, those that are not open any more, by one query.
        Set<ReviewId> closed(Collection<ReviewId> reviewIds);

        /// Outputs as they stand; empty for what does not exist.
        Map<OutputId, Optional<OutputView>> find(Collection<OutputId> outputIds);
    }

    /// What a look has found.
    ///
    /// @param view null when there is no such output
    record Seen(@Nullable OutputView view) {}

    /// One who waits. Made before the first look at the output, so that no commit in between is missed.
    final class Wait implements AutoCloseable {
        private final OutputId outputId;
        private final boolean anything;
        private final CompletableFuture<@Nullable Seen> answer = new CompletableFuture<>();
        private volatile @Nullable ReviewId reviewId;
        /// Whether a review may follow yet.
        private volatile boolean checking;

        private Wait(OutputId outputId, boolean anything) {
            this.outputId = outputId;
            this.anything = anything;
        }

        /// The output once its review is closed; null when the time is up before.
        ///
        /// @param review null while a check may yet lead to one
        @Nullable
        OutputView settled(@Nullable ReviewId review, Duration atMost) {
            reviewId = review;
            checking = review == null;
            Seen found = await(atMost);
            return found == null ? null : found.view();
        }

        private @Nullable Seen await(Duration atMost) {
            try {
                return answer.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                return null;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            } catch (ExecutionException e) {
                throw new IllegalStateException("nobody fails a wait", e);
            }
        }

        private boolean takes(Seen found) {
            OutputView view = found.view();
            if (anything || view == null) {
                return true;
            }
            if (checking && view.status() == OutputStatus.IN_REVIEW) {
                reviewId = view.reviewId();
                checking = false;
            }
            return view.status() != OutputStatus.IN_REVIEW && view.status() != OutputStatus.CHECKING;
        }

        @Override
        public void close() {
            forget(this);
        }
    }

    Wait register(OutputId outputId) {
        return register(new Wait(outputId, false));
    }

    /// The output as it stands once the database can be asked again, by the look that all share; null when the time
    /// is up before.
    @Nullable
    Seen askAgain(OutputId outputId, Duration atMost) {
        try (Wait wait = register(new Wait(outputId, true))) {
            raised(outputId.value());
            return wait.await(atMost);
        }
    }

    int waiting() {
        lock.lock();
        try {
            return waiting.values().stream().mapToInt(Set::size).sum();
        } finally {
            lock.unlock();
        }
    }

    private Wait register(Wait wait) {
        lock.lock();
        try {
            waiting.computeIfAbsent(wait.outputId, fresh -> new HashSet<>()).add(wait);
            if (closed) {
                boolean unused = wait.answer.complete(null);
            } else if (thread == null) {
                thread = Thread.ofPlatform().daemon().name("verdicts").start(this::run);
            }
        } finally {
            lock.unlock();
        }
        return wait;
    }

    private void forget(Wait wait) {
        lock.lock();
        try {
            Set<Wait> others = waiting.get(wait.outputId);
            if (others != null && others.remove(wait) && others.isEmpty()) {
                waiting.remove(wait.outputId);
                due.remove(wait.outputId);
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void raised(String subject) {
        raised(new OutputId(subject));
    }

    private void raised(OutputId outputId) {
        lock.lock();
        try {
            if (waiting.containsKey(outputId)) {
                due.add(outputId);
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void closed() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Lives as long as anybody waits.
    private void run() {
        int failures = 0;
        long lookedAll = System.nanoTime();
        while (somethingToDo(lookedAll)) {
            boolean all = !alone && System.nanoTime() - lookedAll >= RECHECK;
            try {
                if (all) {
                    lookedAll = System.nanoTime();
                    lookAtAll();
                }
                lookAtDue();
                failures = 0;
            } catch (RuntimeException | Error e) {
                FaultLog.warn(log, "verdicts that are waited for cannot be read, trying on", e);
                pause(BACKOFF.after(++failures));
            }
        }
    }

    /// Returns when there is something to look at, or false when this thread is needed no more.
    private boolean somethingToDo(long lookedAll) {
        lock.lock();
        try {
            while (true) {
                if (closed || waiting.isEmpty()) {
                    thread = null;
                    // The server stops: whoever waits answers what it saw before.
                    waiting.values().forEach(waits -> waits.forEach(wait -> wait.answer.complete(null)));
                    return false;
                }
                long left = RECHECK - (System.nanoTime() - lookedAll);
                if (!due.isEmpty() || !alone && left <= 0) {
                    return true;
                }
                if (alone) {
                    changed.awaitUninterruptibly();
                } else {
                    long unused = changed.awaitNanos(left);
                }
            }
        } catch (InterruptedException e) {
            // Nobody interrupts this thread; should somebody, the wait only ends sooner.
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void lookAtAll() {
        Map<ReviewId, OutputId> outputs = new HashMap<>();
        lock.lock();
        try {
            waiting.forEach((outputId, waits) -> waits.forEach(wait -> {
                if (wait.reviewId != null) {
                    outputs.put(wait.reviewId, outputId);
                } else if (wait.checking) {
                    due.add(outputId);
                }
            }));
        } finally {
            lock.unlock();
        }
        if (!outputs.isEmpty()) {
            look.closed(outputs.keySet()).forEach(review -> raised(requireNonNull(outputs.get(review))));
        }
    }

    private void lookAtDue() {
        Set<OutputId> looked = takeDue();
        if (looked.isEmpty()) {
            return;
        }
        try {
            look.find(looked).forEach(this::answer);
        } catch (RuntimeException | Error e) {
            looked.forEach(this::raised);
            throw e;
        }
    }

    private Set<OutputId> takeDue() {
        lock.lock();
        try {
            Set<OutputId> taken = due.stream().limit(AT_ONCE).collect(Collectors.toSet());
            due.removeAll(taken);
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private void answer(OutputId outputId, Optional<OutputView> view) {
        Seen found = new Seen(view.orElse(null));
        List<Wait> waits;
        lock.lock();
        try {
            waits = new ArrayList<>(waiting.getOrDefault(outputId, Set.of()));
        } finally {
            lock.unlock();
        }
        waits.stream().filter(wait -> wait.takes(found)).forEach(wait -> wait.answer.complete(found));
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            // As above.
        }
    }
}
