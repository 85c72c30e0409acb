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
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.DatabaseConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that is killed while people decide: every decision that was answered has its item afterwards,
/// once.
class KilledAdmissionTest {
    private static final int REVIEWS = 400;

    @TempDir
    private Path folder;

    private KillableServer server;

    @BeforeEach
    void prepare() {
        server = new KillableServer(folder);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void leavesEveryDecisionWithOneItem() throws Exception {
        DatabaseConfig config = server.database();
        String key = server.key();
        Set<String> answered;
        try (TouchstoneClient client = new TouchstoneClient(server.start(), key)) {
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
                        .until(() -> KillableServer.count(beside, "golden_item") > 0);
            }
            server.kill();
            answered = deciding.get();
        }
        try (Database beside = Database.open(config)) {
            assertThat(answered).isNotEmpty();
            assertThat(KillableServer.count(beside, "golden_item"))
                    .as("killed before all of it was admitted")
                    .isLessThan(REVIEWS);
        }
        try (TouchstoneClient client = new TouchstoneClient(server.start(), key)) {
            try (Database beside = Database.open(config)) {
                await().atMost(Duration.ofMinutes(2)).until(() -> KillableServer.count(beside, "golden_due") == 0);
                assertThat(client.goldenSet().summary(new PipelineName("bot")).golden())
                        .isGreaterThanOrEqualTo(answered.size());
                assertThat(KillableServer.count(beside, "golden_item"))
                        .isEqualTo(KillableServer.count(beside, "decision"));
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
}
