package dev.touchstone.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.client.UnreachableException;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.review.NewDecision;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that is killed while people decide: every decision that was answered has its item afterwards,
/// once.
class KilledAdmissionTest {
    private static final String SECRET = "c19f4be07a6d32588de1b40f97c2a6350e7d81f4b3a9265c";
    private static final int REVIEWS = 400;

    @TempDir
    private Path folder;

    private @Nullable Process server;

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            server.destroyForcibly().waitFor();
        }
    }

    @Test
    void leavesEveryDecisionWithOneItem() throws Exception {
        DatabaseConfig config = DatabaseConfig.sqlite(folder.resolve("touchstone.db"));
        String key = key(config);
        Set<String> answered;
        try (TouchstoneClient client = new TouchstoneClient(start("first.log"), key)) {
            client.putPipeline("bot", Policy.DEFAULT);
            List<ReviewId> reviews = new ArrayList<>();
            for (int i = 0; i < REVIEWS; i++) {
                reviews.add(Objects.requireNonNull(client.post(NewOutput.text("bot", "o" + i, "an answer")
                                .query("question " + i)
                                .confidence(0.1)
                                .build())
                        .reviewId()));
            }
            CompletableFuture<Set<String>> deciding = CompletableFuture.supplyAsync(() -> decide(client, reviews));
            try (Database beside = Database.open(config)) {
                await().atMost(Duration.ofMinutes(2))
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> count(beside, "golden_item") > 0);
            }
            stop();
            answered = deciding.get();
        }
        try (Database beside = Database.open(config)) {
            assertThat(answered).isNotEmpty();
            assertThat(count(beside, "golden_item"))
                    .as("killed before all of it was admitted")
                    .isLessThan(REVIEWS);
        }
        try (TouchstoneClient client = new TouchstoneClient(start("second.log"), key)) {
            try (Database beside = Database.open(config)) {
                await().atMost(Duration.ofMinutes(2)).until(() -> count(beside, "golden_due") == 0);
                assertThat(client.goldenSet().summary(new PipelineName("bot")).golden())
                        .isGreaterThanOrEqualTo(answered.size());
                assertThat(count(beside, "golden_item")).isEqualTo(count(beside, "decision"));
                assertThat(decided(beside)).containsAll(answered);
            }
        }
    }

    /// @return the ids of the decisions that were answered before the server was gone
    private static Set<String> decide(TouchstoneClient client, List<ReviewId> reviews) {
        Set<String> answered = new HashSet<>();
        try {
            for (ReviewId review : reviews) {
                NewDecision edit = NewDecision.edit(
                        Reviewer.of(new ReviewerId("ann")), 0, TextNode.valueOf("right for " + review), null, null);
                answered.add(Objects.requireNonNull(client.decide(review, edit).decision())
                        .id());
            }
        } catch (UnreachableException e) {
            return answered;
        }
        return answered;
    }

    private static List<String> decided(Database database) {
        return database.reader()
                .withHandle(handle -> handle.createQuery("SELECT decision_id FROM golden_item")
                        .mapTo(String.class)
                        .list());
    }

    private static long count(Database database, String table) {
        return database.reader()
                .withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM " + table)
                        .mapTo(Long.class)
                        .one());
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

    /// @return where it listens
    private String start(String log) throws Exception {
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
        return found.group(1);
    }
}
