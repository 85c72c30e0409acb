package dev.touchstone.app.console;

import dev.touchstone.api.client.ClientOptions;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.session.NewSignInLink;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.Backend;
import dev.touchstone.backend.BackendConfig;
import dev.touchstone.backend.testing.ServedBackend;
import dev.touchstone.backend.testing.TestDatabases;
import dev.touchstone.console.Console;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// A backend with a console, and a pipeline that Ann leads and owns and that Rob only reviews.
final class ConsoleStage implements AutoCloseable {
    static final PipelineName SUPPORT = new PipelineName("support");
    static final Reviewer ANN = new Reviewer(new ReviewerId("slack:U1"), "Ann");
    static final Reviewer ROB = new Reviewer(new ReviewerId("slack:U2"), "Rob");

    final Backend backend;
    final TouchstoneClient api;
    private final TouchstoneClient consoles;
    private volatile Duration ahead = Duration.ZERO;

    ConsoleStage() {
        BackendConfig config = BackendConfig.load(
                Path.of("no-such-file.yaml"),
                Map.of(
                        "TOUCHSTONE_DATABASE_URL",
                        TestDatabases.newSqlite().url(),
                        "TOUCHSTONE_PORT",
                        "0",
                        "TOUCHSTONE_SERVER__ALLOWED_HOSTS",
                        "console.example"));
        backend = new Backend(config, ServedBackend.SECRET, () -> Instant.now().plus(ahead));
        Console console = new Console(() -> Instant.now().plus(ahead));
        backend.mount("/console", console.servlet());
        backend.start(Map.of("support", policy("slack:U1", "slack:U1")));
        api = client(Scope.ADMIN);
        consoles = client(Scope.CONSOLE);
        console.connect(consoles);
    }

    private TouchstoneClient client(Scope scope) {
        return new TouchstoneClient(
                backend.url(),
                backend.keyInProcess("test", Set.of(scope)),
                ClientOptions.ONCE.withDeadline(Duration.ofSeconds(20)));
    }

    /// Nothing is audited, so that what waits is what a test posted.
    static Policy policy(String lead, String owner) {
        return Json.read("""
                {"audit_rate": 0, "reviewers": {"channel": "#reviews", "leads": ["%s"], "owners": ["%s"]}}""".formatted(lead, owner), Policy.class);
    }

    void put(String pipeline, Policy policy) {
        var unused = api.putPipeline(pipeline, policy);
    }

    /// The console's address.
    String url(String path) {
        return backend.url() + "/console" + path;
    }

    /// A link for somebody who reviews the pipeline.
    String link(Reviewer person) {
        return link(new NewSignInLink(person, List.of(SUPPORT), false));
    }

    String link(NewSignInLink wish) {
        return url("/sign-in/" + api.sessions().link(wish).token());
    }

    /// The token of a session, as the browser's cookie has it.
    String session(Reviewer person) {
        String link = api.sessions()
                .link(new NewSignInLink(person, List.of(SUPPORT), false))
                .token();
        return api.sessions().open(link).token();
    }

    ReviewId post(NewOutput output) {
        return Objects.requireNonNull(api.post(output).reviewId());
    }

    ReviewId doubtful(String id, String text) {
        return post(NewOutput.text("support", id, text)
                .query("May I return the shoes? (" + id + ")")
                .confidence(0.4)
                .build());
    }

    /// A pipeline of Ann's, three weeks old, with every output judged: one in five is wrong.
    ///
    /// @param outputs how many
    void judged(String pipeline, int outputs) {
        put(
                pipeline,
                Json.read(
                        "{\"audit_rate\": 1, \"confidence_threshold\": 0, \"reviewers\": {\"owners\": [\"slack:U1\"]}}",
                        Policy.class));
        Instant now = Instant.now();
        for (int i = 0; i < outputs; i++) {
            ReviewId review = post(NewOutput.text(pipeline, "o-" + i, "Answer " + i)
                    .model(i % 2 == 0 ? "model-a" : "<b>model</b>")
                    .confidence(0.9)
                    .occurredAt(now.minus(i % 3 * 7L, ChronoUnit.DAYS))
                    .build());
            var unused = api.decide(
                    review,
                    i % 5 == 0 ? NewDecision.reject(ROB, 0, "wrong", null, null) : NewDecision.approve(ROB, 0, null));
        }
    }

    /// From now on it is so much later.
    void later(Duration by) {
        ahead = ahead.plus(by);
    }

    @Override
    public void close() {
        consoles.close();
        api.close();
        backend.close();
    }
}
