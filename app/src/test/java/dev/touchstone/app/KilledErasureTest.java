package dev.touchstone.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.erasure.Erasure;
import dev.touchstone.api.erasure.ErasureState;
import dev.touchstone.api.erasure.ErasureSubject;
import dev.touchstone.api.erasure.NewErasure;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.LedgerFeature;
import dev.touchstone.backend.keys.Secrets;
import dev.touchstone.backend.keys.ServerSecret;
import dev.touchstone.backend.ledger.Verification;
import dev.touchstone.backend.store.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that is killed again and again in the middle of an erasure: what was asked for is done in the
/// end, once, and the ledger knows all of it.
class KilledErasureTest {
    private static final int OUTPUTS = 400;
    private static final int KILLS = 6;
    private static final String MARK = "Zaphodia7";

    @TempDir
    private Path folder;

    @Test
    void endsWithNothingLeft() throws Exception {
        try (KillableServer server = new KillableServer(folder)) {
            String key = server.key();
            String id = ask(server.start(), key);
            Random random = new Random(7);
            for (int kill = 0; kill < KILLS; kill++) {
                Thread.sleep(random.nextInt(150));
                server.kill();
                String unused = server.start();
            }
            server.kill();
            Erasure receipt = end(server.start(), key, id);
            server.kill();

            assertThat(receipt.progress().outputs()).isEqualTo(OUTPUTS);
            assertThat(receipt.progress().places())
                    .containsEntry("outputs", (long) OUTPUTS)
                    .containsEntry("decisions", 200L);
            try (Database beside = Database.open(server.database())) {
                assertThat(holding(beside)).isZero();
                assertThat(LedgerFeature.verifier(Secrets.only(ServerSecret.of(KillableServer.SECRET))
                                        .ledgerKeys())
                                .verify(beside, null))
                        .isInstanceOf(Verification.Intact.class);
            }
        }
    }

    private static long holding(Database database) {
        return database.reader()
                .withHandle(handle -> List.of(
                                "SELECT COUNT(*) FROM output WHERE body LIKE :mark OR external_id LIKE :mark",
                                "SELECT COUNT(*) FROM decision WHERE detail LIKE :mark",
                                "SELECT COUNT(*) FROM golden_item WHERE content LIKE :mark",
                                "SELECT COUNT(*) FROM delivery WHERE payload LIKE :mark",
                                "SELECT COUNT(*) FROM ledger_entry WHERE before LIKE :mark OR after LIKE :mark")
                        .stream()
                        .mapToLong(sql -> handle.createQuery(sql)
                                .bind("mark", "%" + MARK + "%")
                                .mapTo(Long.class)
                                .one())
                        .sum());
    }

    /// @return the id of the erasure
    private static String ask(String url, String key) {
        try (TouchstoneClient client = new TouchstoneClient(url, key)) {
            client.putPipeline("bot", Json.read("{\"erasure\": {\"subjects\": [\"customer\"]}}", Policy.class));
            for (int i = 0; i < OUTPUTS; i++) {
                OutputReceipt receipt = client.post(NewOutput.text("bot", MARK + i, "an answer for " + MARK)
                        .metadata("customer", TextNode.valueOf(MARK))
                        .confidence(0.1)
                        .build());
                if (i % 2 == 0) {
                    ReviewId review = Objects.requireNonNull(receipt.reviewId());
                    Review unused = client.decide(
                            review,
                            NewDecision.edit(
                                    Reviewer.of(new ReviewerId("r")), 0, TextNode.valueOf("for " + MARK), MARK, null));
                }
            }
            return client.erasures()
                    .erase(new NewErasure(
                            new PipelineName("bot"), ErasureSubject.ofMetadata("customer", MARK), null, null))
                    .id();
        }
    }

    private static Erasure end(String url, String key, String id) {
        try (TouchstoneClient client = new TouchstoneClient(url, key)) {
            return await().atMost(Duration.ofMinutes(2))
                    .until(() -> client.erasures().erasure(id), found -> found.state() == ErasureState.DONE);
        }
    }
}
