package dev.touchstone.backend.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
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
}
