package dev.touchstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.client.ClientOptions;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.store.Database;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An agent that uses the protocol's official TypeScript client, against a server in a process of its own.
class AgentClientTest {
    /// A server that has just started, beside other tests, takes its time.
    private static final ClientOptions PATIENT = ClientOptions.ONCE.withDeadline(Duration.ofMinutes(1));

    /// Asks twice, as an agent does that was killed before it knew that it had asked; in between the server is killed.
    @Test
    void whatIsAskedAgainAfterAKillIsAskedOnce(@TempDir Path folder) throws Exception {
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

            server.kill();
            try (Database database = Database.open(server.database())) {
                assertThat(KillableServer.count(database, "review")).isEqualTo(1);
            }
        }
    }
}
