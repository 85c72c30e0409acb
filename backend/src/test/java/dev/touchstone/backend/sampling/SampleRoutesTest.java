package dev.touchstone.backend.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.sampling.NewSample;
import dev.touchstone.api.sampling.SampleDetail;
import dev.touchstone.api.sampling.SampleMember;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Page;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.Backend;
import dev.touchstone.backend.BackendConfig;
import dev.touchstone.backend.keys.ServerSecret;
import dev.touchstone.backend.testing.TestClock;
import dev.touchstone.backend.testing.TestDatabases;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleRoutesTest {
    private static final Instant FROM = Instant.parse("2030-01-01T10:00:00Z");
    private static final Instant TO = Instant.parse("2030-01-01T12:00:00Z");

    private Backend backend;
    private TouchstoneClient client;

    @BeforeEach
    void start(@TempDir Path folder) {
        Policy policy = Json.read("{\"audit_rate\": 0.1, \"budget\": {\"reviews_per_week\": 50}}", Policy.class);
        backend = new Backend(
                        BackendConfig.withDatabase(TestDatabases.newSqlite(folder.resolve("touchstone.db"))
                                .url()),
                        ServerSecret.of("0123456789abcdefghijklmnopqrstuvwxyz"),
                        new TestClock())
                .start(Map.of("p", policy));
        client = new TouchstoneClient(backend.url(), backend.keyInProcess("test", Set.of(Scope.ADMIN)));
        for (int i = 0; i < 40; i++) {
            client.post(NewOutput.text("p", "o" + i, "answer")
                    .confidence(0.9)
                    .occurredAt(FROM.plusSeconds(i * 60L))
                    .build());
        }
    }

    @AfterEach
    void stop() {
        client.close();
        backend.close();
    }

    @Test
    void aPastWindowIsAuditedOverTheApi() {
        SampleDetail drawn = client.sampling().draw(NewSample.ofSize("p", FROM, TO, 15), "k");

        assertThat(client.sampling().draw(NewSample.ofSize("p", FROM, TO, 15), "k"))
                .isEqualTo(drawn);
        assertThat(client.sampling().sample(drawn.sample().id())).isEqualTo(drawn);
        assertThat(client.sampling().samples(new PipelineName("p"), null, 10).items())
                .containsExactly(drawn.sample());
        assertThat(drawn.sample().result().population()).isEqualTo(40);
        assertThat(drawn.progress()).isEqualTo(new SampleDetail.Progress(0, 15, 0, 0));
        Page<SampleMember> first =
                client.sampling().sampleMembers(drawn.sample().id(), null, 10);
        Page<SampleMember> second =
                client.sampling().sampleMembers(drawn.sample().id(), first.nextCursor(), 10);
        assertThat(first.items()).hasSize(10);
        assertThat(second.items()).hasSize(5).doesNotContainAnyElementsOf(first.items());
        assertThat(second.nextCursor()).isNull();
    }

    @Test
    void refusalsAreProblems() {
        assertProblem(
                () -> client.sampling().draw(NewSample.ofSize("p", FROM, TO.plusSeconds(3600), 15)),
                "period-in-future");
        assertProblem(() -> client.sampling().draw(NewSample.ofSize("q", FROM, TO, 15)), "unknown-pipeline");
        assertProblem(
                () -> client.sampling().draw(NewSample.ofSize("p", FROM.minusSeconds(7200), FROM, 15)),
                "empty-population");
        assertProblem(() -> client.sampling().sample("none"), "unknown-sample");
        assertProblem(() -> client.sampling().sampleMembers("none", null, 10), "unknown-sample");
        client.sampling().draw(NewSample.ofSize("p", FROM, TO, 15), "k");
        assertProblem(() -> client.sampling().draw(NewSample.ofSize("p", FROM, TO, 16), "k"), "idempotency-key-reused");
    }

    @Test
    void theBudgetIsShown() {
        assertThat(client.sampling().budget(new PipelineName("p"))).satisfies(budget -> {
            assertThat(budget.shares().reviewsPerWeek()).isEqualTo(50);
            assertThat(budget.chance().doubtfulProbability()).isEqualTo(1);
        });
        client.putPipeline("free", Policy.DEFAULT);
        assertProblem(() -> client.sampling().budget(new PipelineName("free")), "no-budget");
    }

    @Test
    void aKeyThatMayOnlyReadDoesNotDraw() {
        try (TouchstoneClient reader =
                new TouchstoneClient(backend.url(), backend.keyInProcess("reader", Set.of(Scope.REVIEWS_READ)))) {
            assertThat(reader.sampling().samples(null, null, 10).items()).isEmpty();
            assertProblem(() -> reader.sampling().draw(NewSample.ofSize("p", FROM, TO, 15)), "missing-scope");
        }
    }

    private static void assertProblem(Runnable call, String code) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.problem().code()).isEqualTo(code));
    }
}
