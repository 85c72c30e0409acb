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
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.keys.ApiKeys;
import dev.touchstone.backend.keys.ServerSecret;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.DatabaseConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that is killed again and again while more people than there are seats give their verdicts: each
/// review has exactly two in the end, of two people, and everybody who was told that theirs counts was told the truth.
class KilledPanelTest {
    private static final String SECRET = "7be0d5c1f29a48361de7b04c8fa35926c0d17e4b59a8f632";
    private static final int REVIEWS = 60;
    private static final int REVIEWERS = 6;
    private static final int KILLS = 3;

    @TempDir
    private Path folder;

    private @Nullable Process server;
    private volatile String url = "";
    private String key = "";
    private final AtomicInteger answered = new AtomicInteger();

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            server.destroyForcibly().waitFor();
        }
    }

    @Test
    void leavesEveryReviewWithTwoVerdicts() throws Exception {
        DatabaseConfig config = DatabaseConfig.sqlite(folder.resolve("touchstone.db"));
        key = key(config);
        start("0.log");
        List<ReviewId> reviews = open();
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
                stop();
                start(kill + ".log");
            }
            for (Future<Integer> one : judging) {
                counted += one.get();
            }
        }
        stop();
        assertThat(counted).isEqualTo(2 * REVIEWS);
        try (Database beside = Database.open(config)) {
            assertThat(number(beside, "SELECT COUNT(*) FROM decision")).isEqualTo(2 * REVIEWS);
            assertThat(number(beside, """
                            SELECT COUNT(*) FROM (
                                SELECT d.review_id FROM decision d JOIN review r ON r.id = d.review_id
                                WHERE r.state = 'decided' AND r.panel_stage = 'agreed' AND r.panel_done = 2
                                GROUP BY d.review_id HAVING COUNT(*) = 2 AND COUNT(DISTINCT d.reviewer) = 2) pairs
                            """)).isEqualTo(REVIEWS);
        }
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

    private static long number(Database database, String sql) {
        return database.reader()
                .withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    private static String key(DatabaseConfig config) {
        InstantSource clock = InstantSource.system();
        ServerSecret secret = ServerSecret.of(SECRET);
        try (Database open = Database.openAndMigrate(config)) {
            return new ApiKeys(open, new Ledger(open, clock, secret.ledgerKeys()), clock, secret)
                    .create("test", null, Set.of(Scope.ADMIN), null)
                    .token();
        }
    }

    private void start(String log) throws Exception {
        Path file = folder.resolve(log);
        Process started = MainProcess.start(
                file.toFile(),
                Map.of(
                        "TOUCHSTONE_SECRET",
                        SECRET,
                        "TOUCHSTONE_DATABASE_URL",
                        "sqlite:" + folder.resolve("touchstone.db"),
                        "TOUCHSTONE_PORT",
                        "0"),
                List.of("backend", "--config", folder.toString()));
        server = started;
        Pattern listening = Pattern.compile("Touchstone listens on (http://\\S+)");
        await().atMost(Duration.ofMinutes(2))
                .failFast(() -> !started.isAlive())
                .until(() -> listening.matcher(Files.readString(file)).find());
        Matcher found = listening.matcher(Files.readString(file));
        assertThat(found.find()).isTrue();
        url = found.group(1);
    }
}
