package dev.touchstone.api.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.api.wire.Reviewer;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TouchstoneClientTest {
    private static final ClientOptions QUICK = new ClientOptions(Duration.ofSeconds(3), 3, Duration.ofMillis(5));
    private static final Review REVIEW = new Review(
            new ReviewId("r-1"),
            new PipelineName("support"),
            new OutputId("o-1"),
            new Review.Standing(ReviewState.DECIDED, 1),
            new Review.Asked(List.of(RouteReason.LOW_CONFIDENCE), false, 0.5),
            new Review.Times(Instant.EPOCH, Instant.EPOCH),
            null,
            null,
            null);
    private static final NewDecision APPROVAL = NewDecision.approve(Reviewer.of(new ReviewerId("ana")), 0, null);

    @Test
    void aPassingRefusalIsTriedAgainUnderTheSameIdempotencyKey() throws IOException {
        try (StubServer server =
                        new StubServer(StubServer.problem(503, Map.of()), StubServer.json(200, REVIEW, Map.of()));
                TouchstoneClient client = new TouchstoneClient(server.url(), "key", QUICK)) {
            assertThat(client.decide(new ReviewId("r-1"), APPROVAL)).isEqualTo(REVIEW);

            assertThat(server.asked()).hasSize(2);
            assertThat(server.asked().get(0).idempotencyKey()).isNotEmpty();
            assertThat(server.asked().get(1).idempotencyKey())
                    .isEqualTo(server.asked().get(0).idempotencyKey());
            assertThat(server.asked().get(1).body())
                    .isEqualTo(server.asked().get(0).body());
        }
    }

    @Test
    void twoDecisionsDoNotShareAKey() throws IOException {
        try (StubServer server = new StubServer(StubServer.json(200, REVIEW, Map.of()));
                TouchstoneClient client = new TouchstoneClient(server.url(), "key", QUICK)) {
            client.decide(new ReviewId("r-1"), APPROVAL);
            client.decide(new ReviewId("r-1"), APPROVAL);

            assertThat(server.asked().get(0).idempotencyKey())
                    .isNotEqualTo(server.asked().get(1).idempotencyKey());
        }
    }

    @Test
    void itWaitsAsLongAsTheServerAsks() throws IOException {
        try (StubServer server = new StubServer(
                        StubServer.problem(429, Map.of("Retry-After", "1")), StubServer.json(200, REVIEW, Map.of()));
                TouchstoneClient client = new TouchstoneClient(server.url(), "key", QUICK)) {
            client.decide(new ReviewId("r-1"), APPROVAL);

            long waited =
                    server.asked().get(1).atNanos() - server.asked().get(0).atNanos();
            assertThat(TimeUnit.NANOSECONDS.toMillis(waited)).isBetween(950L, 2900L);
        }
    }

    @Test
    void itDoesNotSleepForAnHourBecauseAServerSaysSo() throws IOException {
        try (StubServer server = new StubServer(StubServer.problem(507, Map.of("Retry-After", "3600")));
                TouchstoneClient client = new TouchstoneClient(server.url(), "key", QUICK)) {
            ApiException refused = catchThrowableOfType(ApiException.class, () -> client.output(new OutputId("o-1")));

            assertThat(refused.retryAfter()).isEqualTo(Duration.ofHours(1));
            assertThat(server.asked()).hasSize(1);
        }
    }

    @Test
    void aNonsensicalRetryAfterIsNoReasonToFail() throws IOException {
        try (StubServer server = new StubServer(
                        StubServer.problem(503, Map.of("Retry-After", "-5")),
                        StubServer.problem(503, Map.of("Retry-After", "soon")),
                        StubServer.json(200, REVIEW, Map.of()));
                TouchstoneClient client = new TouchstoneClient(server.url(), "key", QUICK)) {
            assertThat(client.decide(new ReviewId("r-1"), APPROVAL)).isEqualTo(REVIEW);
        }
    }

    @Test
    void aBodyThatDribblesInEndsAtTheDeadline() throws IOException {
        ClientOptions once = ClientOptions.ONCE.withDeadline(Duration.ofMillis(400));
        try (StubServer server = new StubServer(StubServer.dribble());
                TouchstoneClient client = new TouchstoneClient(server.url(), "key", once)) {
            long start = System.nanoTime();

            assertThatThrownBy(() -> client.output(new OutputId("o-1")))
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageContaining("400 ms");

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        }
    }

    @Test
    void whatTheCallerDidWrongIsNotTriedAgain() throws IOException {
        try (StubServer server = new StubServer(StubServer.problem(422, Map.of()));
                TouchstoneClient client = new TouchstoneClient(server.url(), "key", QUICK)) {
            assertThatThrownBy(() -> client.decide(new ReviewId("r-1"), APPROVAL))
                    .isInstanceOfSatisfying(
                            ApiException.class, e -> assertThat(e.code()).isEqualTo("stub"));

            assertThat(server.asked()).hasSize(1);
        }
    }

    @Test
    void aServerThatStaysRefusingIsGivenUpAfterTheAttempts() throws IOException {
        try (StubServer server = new StubServer(StubServer.problem(503, Map.of()));
                TouchstoneClient client = new TouchstoneClient(server.url(), "key", QUICK)) {
            assertThatThrownBy(() -> client.output(new OutputId("o-1"))).isInstanceOf(ApiException.class);

            assertThat(server.asked()).hasSize(3);
        }
    }

    @Test
    void nobodyListeningIsUnreachable() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        try (TouchstoneClient client = new TouchstoneClient("http://127.0.0.1:" + port, "key", QUICK)) {
            assertThatThrownBy(() -> client.output(new OutputId("o-1"))).isInstanceOf(UnreachableException.class);
            assertThat(client.ready()).isFalse();
        }
    }
}
