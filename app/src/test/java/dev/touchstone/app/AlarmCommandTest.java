package dev.touchstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.Backend;
import dev.touchstone.backend.BackendConfig;
import dev.touchstone.backend.keys.ServerSecret;
import dev.touchstone.backend.testing.TestDatabases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `touchstone alarm test` in a process of its own, against a backend in this one: what it prints, and its exit
/// code.
class AlarmCommandTest {
    private static final String ACTIONS = """
            {"drift": {"actions": [
                {"name": "more", "type": "raise_audit", "to": 0.25},
                {"name": "tell", "type": "slack", "target": "#on-call"},
                {"name": "page", "type": "pagerduty"}]}}
            """;

    @TempDir
    private Path folder;

    private Backend backend;

    @BeforeEach
    void start() {
        BackendConfig config = BackendConfig.withDatabase(
                TestDatabases.newSqlite(folder.resolve("touchstone.db")).url());
        backend = new Backend(config, ServerSecret.of("a-secret-of-tests-0123456789-abcdefgh"), InstantSource.system())
                .start(Map.of("support", Json.read(ACTIONS, Policy.class), "quiet", Policy.DEFAULT));
    }

    @AfterEach
    void stop() {
        backend.close();
    }

    @Test
    void everyActionIsTestedAndAFailureIsTheExitCode() throws Exception {
        assertThat(run(1, "--pipeline", "support"))
                .contains("✓ more", "Raised the audit rate from 5 % to 25 %", "Put back the audit rate")
                .contains("✓ tell")
                .contains("✗ page", "TOUCHSTONE_PAGERDUTY_KEY is not set");
    }

    @Test
    void oneActionAlone() throws Exception {
        assertThat(run(0, "--pipeline", "support", "--action", "tell"))
                .contains("✓ tell")
                .doesNotContain("more", "page");
    }

    @Test
    void aDryRunOnlySays() throws Exception {
        assertThat(run(0, "--pipeline", "support", "--dry-run"))
                .contains("Dry run: would raise the audit rate from 5 % to 25 %.")
                .contains("Dry run: would page through PagerDuty");
    }

    @Test
    void whatCannotBeTestedIsSaidWithTheNextStep() throws Exception {
        assertThat(run(2, "--pipeline", "quiet")).contains("has no actions", "docs/actions.md");
        assertThat(run(2, "--pipeline", "support", "--action", "absent")).contains("it has more, tell, page");
        assertThat(run(2)).contains("--pipeline");
    }

    private String run(int exit, String... options) throws Exception {
        Path log = Files.createTempFile(folder, "alarm", ".log");
        List<String> arguments = new ArrayList<>(List.of("alarm", "test", "--url", backend.url()));
        arguments.addAll(List.of(options));
        String key = backend.keyInProcess("alarm", Set.of(Scope.ADMIN));
        Process process = MainProcess.start(log.toFile(), Map.of("TOUCHSTONE_KEY", key), arguments);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("it ends").isTrue();
        String said = Files.readString(log);
        assertThat(process.exitValue()).as(said).isEqualTo(exit);
        return said;
    }
}
