package dev.touchstone.backend.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes many small writes durable with few syncs: callers hand rows over and wait, one thread drains whatever
/// waits into one transaction and then answers all of them. The group forms by itself while the previous one is
/// being synced, so an idle system adds no delay.
///
/// @param <R> a row
/// @param <A> its answer
public final class GroupCommit<R, A> implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

    /// Stores rows in one transaction and returns their answers in the same order. Throws when none was stored.
    public interface Transaction<R, A> {
        List<A> store(List<R> rows);
    }

    private record Waiting<R, A>(R row, CompletableFuture<A> answer, long bytes) {}

    private final Transaction<R, A> transaction;
    private final BlockingQueue<Waiting<R, A>> queue;
    private final int maxAtOnce;
    private final long mostBytes;
    private final ToLongFunction<R> bytesOf;
    private final AtomicLong waitingBytes = new AtomicLong();
    private final Thread thread;
    private volatile boolean closing;

    /// @param capacity how many rows may wait before [#submit] refuses
    /// @param maxAtOnce how many rows share a transaction at most
    public GroupCommit(String name, int capacity, int maxAtOnce, Transaction<R, A> transaction) {
        this(name, capacity, Long.MAX_VALUE, row -> 0, maxAtOnce, transaction);
    }

    /// @param mostBytes how large the rows that wait may be together; a single row is always taken
    /// @param bytesOf how large a row is
    public GroupCommit(
            String name,
            int capacity,
            long mostBytes,
            ToLongFunction<R> bytesOf,
            int maxAtOnce,
            Transaction<R, A> transaction) {
        this.maxAtOnce = maxAtOnce;
        this.mostBytes = mostBytes;
        this.bytesOf = bytesOf;
        this.transaction = transaction;
        this.queue = new LinkedBlockingQueue<>(capacity);
        this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
    }

    public GroupCommit<R, A> start() {
        thread.start();
        return this;
    }

    /// Hands a row over. The future completes once the row is durable, or with the reason why it is not.
    ///
    /// @throws Overloaded when too many rows wait or the writer is closing: nothing was taken
    public CompletableFuture<A> submit(R row) {
        CompletableFuture<A> answer = new CompletableFuture<>();
        long bytes = bytesOf.applyAsLong(row);
        long before = waitingBytes.getAndAdd(bytes);
        boolean fits = before == 0 || before + bytes <= mostBytes;
        if (closing || !fits || !queue.offer(new Waiting<>(row, answer, bytes))) {
            waitingBytes.addAndGet(-bytes);
            throw new Overloaded();
        }
        return answer;
    }

    /// Rows that wait to be stored.
    public int waiting() {
        return queue.size();
    }

    private void run() {
        List<Waiting<R, A>> group = new ArrayList<>(maxAtOnce);
        while (!closing || !queue.isEmpty()) {
            Waiting<R, A> first = take();
            if (first != null) {
                group.add(first);
                queue.drainTo(group, maxAtOnce - 1);
                commit(group);
                waitingBytes.addAndGet(-group.stream().mapToLong(Waiting::bytes).sum());
                group.clear();
            }
        }
    }

    private @Nullable Waiting<R, A> take() {
        try {
            return queue.poll(100, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // Nobody interrupts this thread; should somebody, what was accepted is stored all the same.
            return queue.poll();
        }
    }

    /// A group that fails is tried again row by row, so that one bad row does not spoil the others. When the database
    /// itself cannot write, each row would only wait as long again for the same refusal: the group is refused as a
    /// whole, with all that waits behind it, and the next request finds out whether it can.
    private void commit(List<Waiting<R, A>> group) {
        try {
            List<A> answers = transaction.store(group.stream().map(Waiting::row).toList());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).answer().complete(answers.get(i));
            }
        } catch (RuntimeException | Error e) {
            if (StorageFault.of(e).lasting()) {
                group.forEach(one -> one.answer().completeExceptionally(e));
                refuseWaiting(e);
                return;
            }
            if (group.size() == 1) {
                group.getFirst().answer().completeExceptionally(e);
                return;
            }
            FaultLog.warn(log, "group failed, storing rows one by one", e);
            for (Waiting<R, A> one : group) {
                commit(List.of(one));
            }
        }
    }

    private void refuseWaiting(Throwable cause) {
        List<Waiting<R, A>> behind = new ArrayList<>();
        queue.drainTo(behind);
        behind.forEach(one -> {
            waitingBytes.addAndGet(-one.bytes());
            one.answer().completeExceptionally(cause);
        });
    }

    /// Refuses new rows, stores what was accepted and returns when all of it is answered.
    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // What slipped in while the thread was ending would otherwise wait for ever.
        refuseWaiting(new Overloaded());
    }

    /// Too many rows wait; try again shortly.
    public static final class Overloaded extends RuntimeException {
        Overloaded() {
            super("too many writes are waiting");
        }
    }
}
