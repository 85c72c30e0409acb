package dev.touchstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.DatabaseConfig;
import dev.touchstone.sandbox.SandboxConfig;
import dev.touchstone.sandbox.SlackSandbox;
import dev.touchstone.sandbox.judge.MockAnswer;
import dev.touchstone.sandbox.judge.MockJudge;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `touchstone doctor` as an operator runs it: what it prints, and its exit code.
class DoctorTest {
    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void settings() throws Exception {
        environment.put("TOUCHSTONE_SECRET", "f3a1c05be2774d908c61bd2ef04a9915d27b06e83f5c4a1e");
        environment.put("TOUCHSTONE_DATABASE_URL", "sqlite:" + database());
        pipelines("pipelines: {support-bot: {reviewers: {channel: '#llm-reviews'}}}\n");
    }

    @Test
    void everythingRightIsWell() throws Exception {
        try (SlackSandbox slack = new SlackSandbox(SandboxConfig.standard()).start()) {
            environment.put("SLACK_BOT_TOKEN", slack.credentials().botToken());
            environment.put("SLACK_APP_TOKEN", slack.credentials().appToken());
            environment.put("SLACK_API_URL", slack.apiUrl());
            Database.openAndMigrate(DatabaseConfig.sqlite(database())).close();

            assertThat(doctor(0))
                    .contains(
                            "✓ secret", "✓ database", "✓ pipelines", "✓ bot token", "✓ channel #llm-reviews", "✓ judge")
                    .contains("All is well.")
                    .doesNotContain("✗");
        }
    }

    @Test
    void everythingMissingIsSaidAtOnceWithItsRemedy() throws Exception {
        environment.put("TOUCHSTONE_SECRET", "");
        environment.put("SLACK_APP_TOKEN", "xoxb-in-the-wrong-place");
        pipelines("pipelines: {support-bot: {confidence_treshold: 0.5}}\n");

        assertThat(doctor(1))
                .contains("✗ secret", "openssl rand -hex 32")
                .contains("✗ pipelines", "confidence_treshold", "config/pipelines.yaml")
                .contains("✗ slack", "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "docs/slack.md")
                .contains("Something is wrong");
    }

    @Test
    void aSecretThatFollowsAPatternIsRefusedWithoutRepeatingIt() throws Exception {
        environment.put("TOUCHSTONE_SECRET", "0123456789abcdef0123456789abcdef");

        assertThat(doctor(1)).contains("✗ secret", "follows a pattern").doesNotContain("0123456789abcdef");
        assertThat(run(2, "backend"))
                .contains("TOUCHSTONE_SECRET follows a pattern")
                .doesNotContain("0123456789abcdef");
    }

    @Test
    void aPasswordInTheUrlOfTheDatabaseIsRefused() throws Exception {
        environment.put("TOUCHSTONE_DATABASE_URL", "postgresql://ana:hunter2@127.0.0.1:1/touchstone");

        assertThat(run(2, "backend"))
                .contains("url must not contain a password", "TOUCHSTONE_DATABASE_PASSWORD")
                .doesNotContain("hunter2");
    }

    @Test
    void aDatabaseThatCannotBeReachedIsNamed() throws Exception {
        environment.put("TOUCHSTONE_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/touchstone?user=nobody");

        assertThat(doctor(1)).contains("✗ database", "no PostgreSQL answers", "correct host and port");
    }

    @Test
    void aFolderThatIsNamedHasToBeThere() throws Exception {
        String nowhere = folder.resolve("nowhere").toString();
        Path log = folder.resolve("nowhere.log");

        Process process = MainProcess.start(log.toFile(), environment, List.of("keys", "--config", nowhere, "list"));

        assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("it ends").isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(Files.readString(log)).contains("--config " + nowhere + " is no folder");
        assertThat(Files.exists(database())).isFalse();
    }

    @Test
    void anEmptyPathIsSaidToBeEmptyAndStaysEmpty() throws Exception {
        assertThat(doctor(1)).contains("! database", "there is no database at " + database(), "touchstone serve");
        assertThat(run(2, "keys", "list")).contains("there is no database at", "touchstone serve");
        assertThat(run(2, "verify-audit")).contains("there is no database at", "touchstone serve");

        assertThat(Files.exists(database())).isFalse();
    }

    @Test
    void migrationsThatWaitAreNamedAndNotCarriedOut() throws Exception {
        try (Database database = Database.openAndMigrate(DatabaseConfig.sqlite(database()))) {
            database.writer()
                    .useHandle(handle -> handle.execute("DELETE FROM flyway_schema_history WHERE installed_rank ="
                            + " (SELECT MAX(installed_rank) FROM flyway_schema_history)"));
        }

        assertThat(doctor(1)).contains("! database", "migrations wait: ", "touchstone serve");
        assertThat(run(2, "keys", "list")).contains("migrations wait: ");
        assertThat(run(2, "verify-audit")).contains("migrations wait: ");
    }

    @Test
    void aSettingThatDoesNotExistIsNamed() throws Exception {
        Files.writeString(folder.resolve("touchstone.yaml"), "server: {prot: 8400}\n");

        assertThat(doctor(1)).contains("✗ configuration", "prot", "config/touchstone.yaml");
    }

    @Test
    void aJudgeIsAskedForAVerdict() throws Exception {
        try (MockJudge model = MockJudge.scripted(question -> MockAnswer.of(question.verdict(0.9, "right")))) {
            environment.put("TOUCHSTONE_JUDGE__BASE_URL", model.url());
            environment.put("TOUCHSTONE_JUDGE__MODEL", MockJudge.MODEL);
            environment.put("TOUCHSTONE_JUDGE_KEY", "a-key-that-is-never-printed");
            // Slack is not set up here, which is what it fails for.
            assertThat(doctor(1))
                    .contains("✓ judge", "judged a small output in")
                    .doesNotContain("a-key-that-is-never-printed");
            assertThat(model.heard()).hasSize(1);

            model.answers(question -> MockAnswer.status(401));
            assertThat(doctor(1)).contains("✗ judge", "unauthorized", "set TOUCHSTONE_JUDGE_KEY");

            model.answers(question -> MockAnswer.of("Looks fine to me."));
            assertThat(doctor(1)).contains("✗ judge", "not_json", "follows a JSON Schema");
        }
    }

    /// Models that think take their default temperature only, or another name for the limit; endpoints say so in words
    /// of their own, which nobody here reads.
    @Test
    void partsOfTheRequestThatTheModelRefusesAreNamed() throws Exception {
        Set<String> refused = new HashSet<>(Set.of("temperature", "seed"));
        try (MockJudge model = MockJudge.scripted(question -> refused.stream().anyMatch(question.body()::has)
                ? MockAnswer.status(400)
                : MockAnswer.of(question.verdict(0.9, "right")))) {
            environment.put("TOUCHSTONE_JUDGE__BASE_URL", model.url());
            environment.put("TOUCHSTONE_JUDGE__MODEL", "thinker");
            assertThat(doctor(1))
                    .contains("✗ judge", "it refuses temperature, seed", "thinker: {leave_out: [temperature, seed]}");

            Files.writeString(
                    folder.resolve("touchstone.yaml"),
                    "judge: {settings: {thinker: {leave_out: [temperature, seed], reasoning_effort: low}}}\n");
            assertThat(doctor(1)).contains("✓ judge");
            assertThat(model.heard().getLast().body().path("reasoning_effort").asText())
                    .isEqualTo("low");

            refused.add("max_completion_tokens");
            assertThat(doctor(1))
                    .contains(
                            "it refuses max_completion_tokens: set judge.settings: {thinker: {answer_limit: max_tokens}}");
            Files.writeString(
                    folder.resolve("touchstone.yaml"),
                    "judge: {settings: {thinker: {leave_out: [temperature, seed], answer_limit: max_tokens}}}\n");
            assertThat(doctor(1)).contains("✓ judge");

            refused.add("model");
            assertThat(doctor(1)).contains("✗ judge", "check judge.model");

            Files.writeString(
                    folder.resolve("touchstone.yaml"), "judge: {settings: {thinker: {leave_out: [temprature]}}}\n");
            assertThat(doctor(1)).contains("✗ configuration", "temprature", "temperature, seed");
        }
    }

    @Test
    void policiesThatAskForAJudgeNeedOne() throws Exception {
        pipelines("pipelines: {support-bot: {judge: {share: 0.2}}}\n");

        assertThat(doctor(1)).contains("✗ judge", "support-bot", "judge.model", "docs/judge.md");
    }

    @Test
    void actionsThatLackTheirSecretAreNamed() throws Exception {
        pipelines("pipelines: {support-bot: {drift: {actions: [{name: page, type: pagerduty}]}}}\n");

        assertThat(doctor(1))
                .contains("✗ actions of support-bot", "TOUCHSTONE_PAGERDUTY_KEY is not set", "docs/actions.md");
    }

    private void pipelines(String yaml) throws Exception {
        Files.writeString(folder.resolve("pipelines.yaml"), yaml);
    }

    private Path database() {
        return folder.resolve("touchstone.db");
    }

    private String doctor(int exit) throws Exception {
        return run(exit, "doctor");
    }

    /// A command as an operator runs it.
    private String run(int exit, String... command) throws Exception {
        Path log = folder.resolve(command[0] + ".log");
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(1, List.of("--config", folder.toString()));
        Process process = MainProcess.start(log.toFile(), environment, arguments);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("it ends").isTrue();
        String said = Files.readString(log);
        assertThat(process.exitValue()).as(said).isEqualTo(exit);
        return said;
    }
}
