package dev.touchstone.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.ClientOptions;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.client.UnreachableException;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.store.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that is killed again and again while more people than there are seats give their verdicts: each
/// review has exactly two in the end, of two people, and everybody who was told that theirs counts was told the truth.
class KilledPanelTest {
    private static final int REVIEWS = 60;
    private static final int REVIEWERS = 6;
    private static final int KILLS = 3;

    @TempDir
    private Path folder;

    private volatile String url = "";
    private String key = "";
    private final AtomicInteger answered = new AtomicInteger();

    @Test
    void leavesEveryReviewWithTwoVerdicts() throws Exception {
        try (KillableServer server = new KillableServer(folder)) {
            key = server.key();
            url = server.start();
            List<ReviewId> reviews = open();
            int counted = judged(server, reviews);
            server.kill();
            assertThat(counted).isEqualTo(2 * REVIEWS);
            try (Database beside = Database.open(server.database())) {
                assertThat(KillableServer.count(beside, "decision")).isEqualTo(2 * REVIEWS);
                assertThat(pairs(beside)).isEqualTo(REVIEWS);
            }
        }
    }

    /// How many reviews two people have agreed on.
    private static long pairs(Database database) {
        return database.reader()
                .withHandle(handle -> handle.createQuery("""
                        SELECT COUNT(*) FROM (
                            SELECT d.review_id FROM decision d JOIN review r ON r.id = d.review_id
                            WHERE r.state = 'decided' AND r.panel_stage = 'agreed' AND r.panel_done = 2
                            GROUP BY d.review_id HAVING COUNT(*) = 2 AND COUNT(DISTINCT d.reviewer) = 2) pairs
                        """).mapTo(Long.class).one());
    }

    /// @return how many verdicts were said to count
    private int judged(KillableServer server, List<ReviewId> reviews) throws Exception {
        int counted = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> judging = new ArrayList<>();
            for (int i = 0; i < REVIEWERS; i++) {
                int reviewer = i;
                judging.add(threads.submit(() -> judgeAll(reviewer, reviews)));
            }
            for (int kill = 1; kill <= KILLS; kill++) {
                int before = answered.get();
                await().atMost(Duration.ofMinutes(2))
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> answered.get() > before + 20);
                server.kill();
                url = server.start();
            }
            for (Future<Integer> one : judging) {
                counted += one.get();
            }
        }
        return counted;
    }

    private List<ReviewId> open() {
        List<ReviewId> reviews = new ArrayList<>();
        try (TouchstoneClient client = new TouchstoneClient(url, key)) {
            client.putPipeline("bot", Json.read("{\"overlap\": {\"share\": 1, \"of\": \"all\"}}", Policy.class));
            for (int i = 0; i < REVIEWS; i++) {
                reviews.add(Objects.requireNonNull(client.post(NewOutput.text("bot", "o" + i, "an answer")
                                .confidence(0.1)
                                .build())
                        .reviewId()));
            }
        }
        return reviews;
    }

    /// @return how many of this reviewer's verdicts count
    private int judgeAll(int number, List<ReviewId> reviews) {
        List<ReviewId> order = new ArrayList<>(reviews);
        Collections.shuffle(order, new Random(number));
        int counted = 0;
        for (ReviewId review : order) {
            counted += counts(number, review) ? 1 : 0;
            answered.incrementAndGet();
        }
        return counted;
    }

    /// Sends one verdict with one key until there is an answer.
    private boolean counts(int number, ReviewId review) {
        NewDecision approval = NewDecision.approve(Reviewer.of(new ReviewerId("r" + number)), 0, null);
        return await().atMost(Duration.ofMinutes(3))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> attempt(review, approval, review + "-" + number), Optional::isPresent)
                .orElseThrow();
    }

    /// @return whether it counts; empty when nobody answered
    private Optional<Boolean> attempt(ReviewId review, NewDecision approval, String requestKey) {
        try (TouchstoneClient client = new TouchstoneClient(url, key, ClientOptions.ONCE)) {
            var unused = client.decide(review, approval, requestKey);
            return Optional.of(true);
        } catch (UnreachableException e) {
            return Optional.empty();
        } catch (ApiException e) {
            if (e.passing()) {
                return Optional.empty();
            }
            assertThat(e.code()).isEqualTo("review-changed");
            return Optional.of(false);
        }
    }
}
