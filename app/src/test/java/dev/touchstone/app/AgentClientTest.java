package dev.touchstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.client.ClientOptions;
import dev.touchstone.api.client.ReviewQuery;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewSummary;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Reviewer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An agent that uses the protocol's official TypeScript client, against a server in a process of its own.
class AgentClientTest {
    /// A server that has just started, beside other tests, takes its time.
    private static final ClientOptions PATIENT = ClientOptions.ONCE.withDeadline(Duration.ofMinutes(1));

    private static final Reviewer ADA = new Reviewer(new ReviewerId("ada"), "Ada");

    private static List<ReviewSummary> open(TouchstoneClient client) {
        return client.reviews(ReviewQuery.OPEN).items();
    }

    /// Asks twice, as an agent does that was killed before it knew that it had asked; then both it and the server are
    /// killed while a person thinks.
    @Test
    void aRunThatWaitsForAPersonSurvivesRestartsOfEverything(@TempDir Path folder) throws Exception {
        try (KillableServer server = new KillableServer(folder)) {
            String key = server.key();
            String url = server.start();
            NpmFolder npm = NpmFolder.named("agent");
            npm.copy("agent.mjs");
            try (TouchstoneClient client = new TouchstoneClient(url, key, PATIENT)) {
                client.putPipeline("support", Json.read("{\"audit_rate\": 0}", Policy.class));
            }

            assertThat(npm.run("node", "agent.mjs", url, key, "tools").strip())
                    .isEqualTo("get_few_shot get_verdict report_feedback request_review");
            String asked = npm.run("node", "agent.mjs", url, key, "ask").strip();
            assertThat(asked).startsWith("waiting ");
            server.kill();
            String again = server.start();
            assertThat(npm.run("node", "agent.mjs", again, key, "ask").strip()).isEqualTo(asked);

            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                    TouchstoneClient client = new TouchstoneClient(again, key, PATIENT)) {
                assertThat(open(client)).as("asked once").hasSize(1);
                // On a thread of its own: the HTTP client needs the common pool, which has one on a small machine.
                Future<String> waiting = threads.submit(
                        () -> npm.run("node", "agent.mjs", again, key, "wait").strip());
                Review review = open(client).getFirst().review();
                client.decide(
                        review.id(),
                        NewDecision.edit(
                                ADA, review.standing().revision(), TextNode.valueOf("Refund 100 euros."), null, null));

                assertThat(waiting.get(60, TimeUnit.SECONDS)).isEqualTo("decided edit \"Refund 100 euros.\"");
                assertThat(npm.run("node", "agent.mjs", again, key, "wait").strip())
                        .as("and whoever asks again is told again")
                        .isEqualTo("decided edit \"Refund 100 euros.\"");
                assertThat(npm.run("node", "agent.mjs", again, key, "feel")
                                .strip()
                                .lines())
                        .containsExactly("e-1 e-1", "external-id-taken");
            }
        }
    }
}
