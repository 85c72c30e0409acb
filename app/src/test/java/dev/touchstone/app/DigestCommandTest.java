package dev.touchstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.report.Digest;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.Backend;
import dev.touchstone.backend.BackendConfig;
import dev.touchstone.backend.keys.ServerSecret;
import dev.touchstone.backend.report.IsoWeek;
import dev.touchstone.backend.testing.TestDatabases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `touchstone digest` in a process of its own, against a backend in this one.
class DigestCommandTest {
    @TempDir
    private Path folder;

    private Backend backend;
    private TouchstoneClient client;
    private Path log;

    @BeforeEach
    void start() {
        backend = new Backend(
                        BackendConfig.withDatabase(TestDatabases.newSqlite(folder.resolve("touchstone.db"))
                                .url()),
                        ServerSecret.of("a-secret-of-tests-0123456789-abcdefgh"),
                        InstantSource.system())
                .start(Map.of(
                        "support",
                        Json.read("{\"audit_rate\": 1, \"reviewers\": {\"channel\": \"#reviews\"}}", Policy.class)));
        client = new TouchstoneClient(backend.url(), backend.keyInProcess("test", Set.of(Scope.ADMIN)));
        log = folder.resolve("digest.log");
    }

    @AfterEach
    void stop() {
        client.close();
        backend.close();
    }

    private int run(String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("digest", "--url", backend.url()));
        arguments.addAll(List.of(options));
        Process process = MainProcess.start(
                log.toFile(), Map.of("TOUCHSTONE_KEY", backend.keyInProcess("digest", Set.of(Scope.ADMIN))), arguments);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    @Test
    void itPrintsTheFiguresOfTheDigestAsText() throws Exception {
        for (int i = 0; i < 25; i++) {
            ReviewId review = Objects.requireNonNull(client.post(NewOutput.text("support", "e-" + i, "an answer")
                            .confidence(0.9)
                            .build())
                    .reviewId());
            client.decide(
                    review,
                    i < 20
                            ? NewDecision.approve(new Reviewer(new ReviewerId("slack:U1"), "Ann"), 0, 30.0)
                            : NewDecision.reject(Reviewer.of(new ReviewerId("bob")), 0, "wrong", null, 30.0));
        }
        String week = IsoWeek.of(Instant.now(), ZoneOffset.UTC).name();

        int exit = run("--week", week);

        String text = Files.readString(log);
        Digest digest = client.digests().digest(new PipelineName("support"), week);
        assertThat(exit).isZero();
        assertThat(text).startsWith("support, week " + week).contains(digest.headline(), "Thanks to", "Ann");
        assertThat(digest.sections().facts())
                .allSatisfy(fact -> assertThat(text).contains(fact.label(), fact.text()));
    }

    @Test
    void theLastWeekThatIsOverIsPostedOnce() throws Exception {
        assertThat(run("--post")).isZero();
        assertThat(run("--post", "--pipeline", "support")).isZero();

        IsoWeek last = IsoWeek.lastOver(Instant.now(), ZoneOffset.UTC);
        assertThat(Files.readString(log)).contains("support, week " + last.name(), "There were no outputs in " + last);
    }

    @Test
    void mistakesAreExplained() throws Exception {
        client.putPipeline("claims", Policy.DEFAULT);

        assertThat(run()).isNotZero();
        assertThat(run("--week", "2027-W53", "--pipeline", "support")).isNotZero();

        assertThat(Files.readString(log))
                .contains("Name the pipeline with --pipeline; the key sees claims, support.")
                .contains("There is no week '2027-W53'; write it like 2026-W47.");
    }
}
