package dev.touchstone.backend.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.backend.testing.Eventually;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
    private final List<List<Integer>> groups = new CopyOnWriteArrayList<>();
    private final CountDownLatch gate = new CountDownLatch(1);

    private List<Integer> store(List<Integer> rows) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        groups.add(List.copyOf(rows));
        if (rows.contains(13)) {
            throw new IllegalArgumentException("unlucky");
        }
        return rows.stream().map(row -> row * 2).toList();
    }

    @Test
    void rowsThatWaitShareATransactionAndEachGetsItsOwnAnswer() {
        try (GroupCommit<Integer, Integer> writer = new GroupCommit<>("test", 1000, 256, this::store)) {
            writer.start();
            List<CompletableFuture<Integer>> answers = new ArrayList<>();
            for (int i = 100; i < 200; i++) {
                answers.add(writer.submit(i));
            }
            gate.countDown();

            for (int i = 0; i < 100; i++) {
                assertThat(answers.get(i).join()).isEqualTo((100 + i) * 2);
            }
            assertThat(groups).hasSizeLessThan(10);
        }
    }

    @Test
    void oneBadRowDoesNotSpoilTheOthersOfItsGroup() {
        try (GroupCommit<Integer, Integer> writer = new GroupCommit<>("test", 1000, 256, this::store)) {
            CompletableFuture<Integer> good = writer.submit(1);
            CompletableFuture<Integer> bad = writer.submit(13);
            CompletableFuture<Integer> alsoGood = writer.submit(2);
            gate.countDown();
            writer.start();

            assertThat(good.join()).isEqualTo(2);
            assertThat(alsoGood.join()).isEqualTo(4);
            assertThatThrownBy(bad::join).hasCauseInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void whatWasAcceptedIsStoredBeforeCloseReturns() {
        GroupCommit<Integer, Integer> writer = new GroupCommit<>("test", 1000, 256, this::store);
        CompletableFuture<Integer> answer = writer.submit(7);
        gate.countDown();
        writer.start();
        writer.close();

        assertThat(answer).isCompletedWithValue(14);
        assertThatThrownBy(() -> writer.submit(8)).isInstanceOf(GroupCommit.Overloaded.class);
    }

    @Test
    void aFullQueueRefusesInsteadOfGrowing() {
        GroupCommit<Integer, Integer> writer = new GroupCommit<>("test", 2, 256, this::store);
        CompletableFuture<Integer> first = writer.submit(1);
        CompletableFuture<Integer> second = writer.submit(2);

        assertThatThrownBy(() -> writer.submit(3)).isInstanceOf(GroupCommit.Overloaded.class);

        gate.countDown();
        writer.start();
        writer.close();
        assertThat(first).isCompletedWithValue(2);
        assertThat(second).isCompletedWithValue(4);
    }

    @Test
    void largeRowsFillTheQueueBeforeManyDo() {
        GroupCommit<Integer, Integer> writer = new GroupCommit<>("test", 1000, 100, row -> row, 256, this::store);
        CompletableFuture<Integer> huge = writer.submit(5000);
        assertThatThrownBy(() -> writer.submit(1)).isInstanceOf(GroupCommit.Overloaded.class);

        gate.countDown();
        writer.start();

        assertThat(huge.join()).isEqualTo(10_000);
        Eventually.within(Duration.ofSeconds(5), "room again", () -> {
            try {
                return writer.submit(60).join() == 120;
            } catch (GroupCommit.Overloaded full) {
                return false;
            }
        });
        writer.close();
    }

    @Test
    void whenTheDatabaseCannotWriteNobodyWaitsForTheSameRefusalAgain() {
        AtomicInteger attempts = new AtomicInteger();
        GroupCommit<Integer, Integer> writer = new GroupCommit<>("test", 1000, 2, rows -> {
            attempts.incrementAndGet();
            throw new IllegalStateException(new SQLTransientConnectionException("no connection"));
        });
        List<CompletableFuture<Integer>> answers =
                IntStream.range(0, 50).mapToObj(writer::submit).toList();

        writer.start();

        assertThat(answers)
                .allSatisfy(answer ->
                        assertThatThrownBy(answer::join).hasRootCauseInstanceOf(SQLTransientConnectionException.class));
        assertThat(attempts).hasValue(1);
        writer.close();
    }
}
