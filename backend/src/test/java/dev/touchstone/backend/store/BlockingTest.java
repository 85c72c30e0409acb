package dev.touchstone.backend.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class BlockingTest {
    private static <T> CompletableFuture<T> onVirtualThread(Blocking.Work<T, Exception> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                result.complete(work.run());
            } catch (Exception | Error e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    @Test
    void aVirtualThreadHandsItsWorkOver() {
        boolean virtual = onVirtualThread(
                        () -> Blocking.call(() -> Thread.currentThread().isVirtual()))
                .join();
        assertThat(virtual).isFalse();
    }

    @Test
    void aPlatformThreadDoesItItself() {
        Thread caller = Thread.currentThread();
        assertThat(Blocking.<Thread, RuntimeException>call(Thread::currentThread))
                .isSameAs(caller);
    }

    @Test
    void whatIsThrownArrivesAsItIs() {
        IOException thrown = new IOException("no disk");
        assertThatThrownBy(() -> onVirtualThread(() -> Blocking.<Object, IOException>call(() -> {
                            throw thrown;
                        }))
                        .join())
                .cause()
                .isSameAs(thrown);
        AssertionError error = new AssertionError("a defect");
        assertThatThrownBy(() -> onVirtualThread(() -> Blocking.<Object, RuntimeException>call(() -> {
                            throw error;
                        }))
                        .join())
                .cause()
                .isSameAs(error);
    }

    @Test
    void anInterruptDoesNotAbandonWhatWasBegun() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<Thread> caller = new CompletableFuture<>();
        CompletableFuture<String> result = onVirtualThread(() -> {
            caller.complete(Thread.currentThread());
            String done = Blocking.call(() -> {
                begun.countDown();
                goOn.await();
                return "done";
            });
            return done + (Thread.currentThread().isInterrupted() ? " and interrupted" : "");
        });
        Thread waiting = caller.join();
        begun.await();
        waiting.interrupt();
        goOn.countDown();
        assertThat(result.join()).isEqualTo("done and interrupted");
    }
}
