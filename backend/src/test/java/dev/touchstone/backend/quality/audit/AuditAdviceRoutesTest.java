package dev.touchstone.backend.quality.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.AuditScore;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.quality.AuditAdvice;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.Backend;
import dev.touchstone.backend.BackendConfig;
import dev.touchstone.backend.keys.ServerSecret;
import dev.touchstone.backend.testing.TestClock;
import dev.touchstone.backend.testing.TestDatabases;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditAdviceRoutesTest {
    private static final PipelineName QA = new PipelineName("qa");

    @Test
    void adviceIsGivenOverTheApi(@TempDir Path folder) {
        Policy policy = Json.read("{\"audit\": {\"mode\": \"active\", \"rate\": 0.1}}", Policy.class);
        try (Backend backend = new Backend(
                                BackendConfig.withDatabase(TestDatabases.newSqlite(folder.resolve("touchstone.db"))
                                        .url()),
                                ServerSecret.of("0123456789abcdefghijklmnopqrstuvwxyz"),
                                new TestClock())
                        .start(Map.of("qa", policy));
                TouchstoneClient client =
                        new TouchstoneClient(backend.url(), backend.keyInProcess("test", Set.of(Scope.ADMIN)))) {

            AuditAdvice advice = client.quality().auditAdvice(QA, AuditScore.CONFIDENCE);

            assertThat(advice.outcome()).isEqualTo(AuditAdvice.Outcome.TOO_FEW_AUDITS);
            assertThat(advice.advice()).startsWith("Only 0 decided audits of the last 90 days have this score");
            assertThat(client.pipeline("qa").policy().auditRate()).isEqualTo(0.1);
            assertThatThrownBy(() -> client.quality().auditAdvice(new PipelineName("nobody"), AuditScore.JUDGE))
                    .isInstanceOf(ApiException.class)
                    .hasMessageContaining("unknown");
        }
    }
}
