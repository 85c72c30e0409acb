package dev.touchstone.backend.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.ReviewQuery;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.OutputStatus;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.testing.Eventually;
import dev.touchstone.backend.testing.ServedBackend;
import dev.touchstone.backend.testing.TestDatabases;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Another process holds the write lock of the SQLite file for longer than anybody waits.
@SuppressWarnings("try") // The lock is held by being open.
class LockedDatabaseTest {
    private final ServedBackend served =
            new ServedBackend(TestDatabases.newSqlite(), Map.of("TOUCHSTONE_INTAKE__MAX_WAITING", "20"));

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void writesAreRefusedReadsGoOnAndItRecoversAlone() throws Exception {
        OutputReceipt before = served.client.post(ServedBackend.doubtful("before"));
        ReviewId review = Objects.requireNonNull(before.reviewId());
        NewDecision approval = NewDecision.approve(Reviewer.of(new ReviewerId("ana")), 0, null);

        try (SqliteLock lock = new SqliteLock(served.database.url(), "EXCLUSIVE")) {
            ApiException refused = Refusals.refusal(503, () -> served.client.post(ServedBackend.doubtful("during")));
            assertThat(refused.code()).isEqualTo("storage-unavailable");
            Refusals.refusal(503, () -> served.client.decide(review, approval));

            assertThat(served.client.output(before.id()).status()).isEqualTo(OutputStatus.IN_REVIEW);
            assertThat(served.client.reviews(ReviewQuery.OPEN).items()).hasSize(1);
            // What it took a moment ago counts for five seconds.
            Eventually.within(Duration.ofSeconds(20), "it says that it cannot write", () -> !served.client.ready());
        }
        Eventually.within(Duration.ofSeconds(20), "it is ready again", served.client::ready);

        OutputReceipt after = served.client.post(ServedBackend.doubtful("during"));
        assertThat(served.client.output(after.id()).body()).isEqualTo(ServedBackend.doubtful("during"));
        assertThat(served.client.decide(review, approval).standing().revision()).isEqualTo(1);
    }

    @Test
    void aStalledWriterRefusesTheRestAtOnceAndNobodyWaitsTwice() throws Exception {
        List<Throwable> refused;
        long start = System.nanoTime();
        try (SqliteLock lock = new SqliteLock(served.database.url(), "IMMEDIATE")) {
            refused = Refusals.atOnce(200, number -> served.client.post(ServedBackend.doubtful("e-" + number)));
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);

        assertThat(refused).hasSize(200);
        assertThat(refused)
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                ApiException.class, e -> assertThat(e.status()).isEqualTo(503)));
        // Three seconds for the lock per wave of requests, of which a busy machine makes several, and not for each of
        // the twenty rows that waited in every wave.
        assertThat(took).isLessThan(Duration.ofSeconds(50));

        assertThat(served.client.post(ServedBackend.doubtful("e-0")).reviewId()).isNotNull();
        assertThat(served.client.reviews(ReviewQuery.OPEN).items()).hasSize(1);
    }
}
