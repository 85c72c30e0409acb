package dev.touchstone.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.OutputStatus;
import dev.touchstone.api.review.OutputView;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.store.DatabaseConfig;
import dev.touchstone.backend.testing.ServedBackend;
import dev.touchstone.backend.testing.TestDatabases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Two backends on one PostgreSQL database.
class TwoNodesTest {
    private final DatabaseConfig database = TestDatabases.newPostgres();
    private final ServedBackend a = new ServedBackend(database);
    private final ServedBackend b = new ServedBackend(database);

    @AfterEach
    void stop() {
        a.close();
        b.close();
    }

    @Test
    void aVerdictOnOneNodeWakesWhoWaitsOnTheOther() throws Exception {
        OutputReceipt receipt = a.client.post(ServedBackend.doubtful("e-1"));
        AtomicLong wokenAt = new AtomicLong();
        CompletableFuture<OutputView> waiting = CompletableFuture.supplyAsync(() -> {
            OutputView view = b.client.awaitVerdict(receipt.id(), Duration.ofSeconds(15));
            wokenAt.set(System.nanoTime());
            return view;
        });

        a.client.decide(
                Objects.requireNonNull(receipt.reviewId()),
                NewDecision.approve(Reviewer.of(new ReviewerId("ana")), 0, null));
        long decidedAt = System.nanoTime();

        assertThat(waiting.get(15, TimeUnit.SECONDS).status()).isEqualTo(OutputStatus.DECIDED);
        assertThat(Duration.ofNanos(wokenAt.get() - decidedAt)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void theSameOutputsOnBothNodesInOppositeOrdersAreStoredOnce() throws Exception {
        List<NewOutput> outputs = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            outputs.add(ServedBackend.doubtful("e-" + i));
        }
        List<NewOutput> reversed = new ArrayList<>(outputs);
        Collections.reverse(reversed);

        CompletableFuture<Set<String>> onA = CompletableFuture.supplyAsync(() -> ids(a, outputs));
        CompletableFuture<Set<String>> onB = CompletableFuture.supplyAsync(() -> ids(b, reversed));

        assertThat(onA.get()).hasSize(300).isEqualTo(onB.get());
    }

    private static Set<String> ids(ServedBackend node, List<NewOutput> outputs) {
        Set<String> ids = new HashSet<>();
        node.client
                .postBatch(outputs)
                .forEach(line -> ids.add(
                        line.receipt() == null
                                ? String.valueOf(line.problem())
                                : line.receipt().id().value()));
        return ids;
    }
}
