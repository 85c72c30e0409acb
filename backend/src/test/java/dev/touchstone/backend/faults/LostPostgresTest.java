package dev.touchstone.backend.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.store.DatabaseConfig;
import dev.touchstone.backend.testing.Eventually;
import dev.touchstone.backend.testing.ServedBackend;
import dev.touchstone.backend.testing.TestDatabases;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// PostgreSQL goes away under the backend, and comes back.
class LostPostgresTest {
    private final DatabaseConfig direct = TestDatabases.newPostgres();
    private CuttableProxy proxy;
    private ServedBackend served;

    @BeforeEach
    void start() throws IOException {
        URI uri = URI.create(direct.url().substring("jdbc:".length()));
        proxy = new CuttableProxy(uri.getHost(), uri.getPort());
        String through = direct.url().replace(uri.getAuthority(), "127.0.0.1:" + proxy.port());
        served = new ServedBackend(DatabaseConfig.of(through));
    }

    @AfterEach
    void stop() throws IOException {
        served.close();
        proxy.close();
    }

    @Test
    void anUnreachableServerIsRefusedInTimeAndFoundAgainAlone() throws Exception {
        OutputReceipt before = served.client.post(ServedBackend.doubtful("before"));

        proxy.cut();

        Refusals.refusal(503, () -> served.client.post(ServedBackend.doubtful("during")));
        Refusals.refusal(503, () -> served.client.output(before.id()));
        assertThat(served.client.ready()).isFalse();
        List<Throwable> crowd =
                Refusals.atOnce(100, number -> served.client.post(ServedBackend.doubtful("c-" + number)));
        assertThat(crowd)
                .hasSize(100)
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                ApiException.class, e -> assertThat(e.status()).isEqualTo(503)));

        proxy.restore();

        Eventually.within(Duration.ofSeconds(15), "ready again", served.client::ready);
        assertThat(served.client.output(before.id()).id()).isEqualTo(before.id());
        assertThat(served.client.post(ServedBackend.doubtful("during")).reviewId())
                .isNotNull();
    }

    @Test
    void killedConnectionsAreReplaced() throws Exception {
        OutputReceipt before = served.client.post(ServedBackend.doubtful("before"));

        try (Connection connection = DriverManager.getConnection(direct.url());
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
        }

        Eventually.within(Duration.ofSeconds(15), "a write goes through", () -> {
            try {
                return served.client.post(ServedBackend.doubtful("after")).reviewId() != null;
            } catch (ApiException e) {
                assertThat(e.status()).isEqualTo(503);
                return false;
            }
        });
        ReviewId review = Objects.requireNonNull(before.reviewId());
        assertThat(served.client
                        .decide(review, NewDecision.approve(Reviewer.of(new ReviewerId("ana")), 0, null))
                        .standing()
                        .revision())
                .isEqualTo(1);
    }

    @Test
    void aRowLockedByAnotherIsNotWaitedForEver() throws SQLException {
        OutputReceipt before = served.client.post(ServedBackend.doubtful("before"));
        ReviewId review = Objects.requireNonNull(before.reviewId());

        try (Connection connection = DriverManager.getConnection(direct.url());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE review IN ACCESS EXCLUSIVE MODE");

            Refusals.refusal(
                    503,
                    () -> served.client.decide(
                            review, NewDecision.approve(Reviewer.of(new ReviewerId("ana")), 0, null)));
        }

        assertThat(served.client
                        .decide(review, NewDecision.approve(Reviewer.of(new ReviewerId("ana")), 0, null))
                        .standing()
                        .revision())
                .isEqualTo(1);
    }
}
