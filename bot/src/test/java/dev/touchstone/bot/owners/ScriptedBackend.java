package dev.touchstone.bot.owners;

import dev.touchstone.api.alarm.AlarmCommand;
import dev.touchstone.api.alarm.AlarmDetail;
import dev.touchstone.api.alarm.AlarmState;
import dev.touchstone.api.delivery.Acknowledgement;
import dev.touchstone.api.delivery.LeaseRequest;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.report.Digest;
import dev.touchstone.api.review.ClaimRequest;
import dev.touchstone.api.review.DecisionPage;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewCounts;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Page;
import dev.touchstone.api.wire.Problem;
import dev.touchstone.bot.card.OwnerSamples.Episode;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The backend's side of what owners are shown, in memory and over real HTTP: it says what a test has put into it,
/// and remembers what the bot did. Thread-safe.
public final class ScriptedBackend implements AutoCloseable {
    private final Map<String, Episode> alarms = new ConcurrentHashMap<>();
    private final Map<String, Digest> digests = new ConcurrentHashMap<>();
    private final Map<String, ReviewDetail> reviews = new ConcurrentHashMap<>();
    private final Map<String, Policy> policies = new ConcurrentHashMap<>();
    private final Map<String, byte[]> charts = new ConcurrentHashMap<>();
    private final AtomicInteger acts = new AtomicInteger();
    private final ScriptedOutbox outbox = new ScriptedOutbox();
    private final Javalin server = Javalin.create(this::configure).start();
    private volatile boolean away;

    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /// What waits for the bot, and what became of it.
    public ScriptedOutbox outbox() {
        return outbox;
    }

    public void put(PipelineName pipeline, String policy) {
        policies.put(pipeline.value(), Json.read(policy, Policy.class));
    }

    public void put(Episode episode) {
        alarms.put(episode.detail().alarm().id(), episode);
    }

    public void put(Digest digest) {
        digests.put(digest.id(), digest);
    }

    public void put(ReviewDetail review) {
        reviews.put(review.review().id().value(), review);
    }

    public void chart(String name, byte[] png) {
        charts.put(name, png);
    }

    public AlarmDetail alarm(String id) {
        return episode(id).detail();
    }

    public void change(String id, UnaryOperator<Episode> change) {
        alarms.computeIfPresent(id, (same, episode) -> change.apply(episode));
    }

    /// How often somebody's click has changed an alarm.
    public int acts() {
        return acts.get();
    }

    /// While away, every request is answered 503.
    public void away(boolean value) {
        away = value;
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.jetty.host = "127.0.0.1";
        config.jetty.port = 0;
        RoutesConfig routes = config.routes;
        routes.before(ctx -> {
            if (away) {
                throw new Refusal(503, "unavailable");
            }
        });
        routes.exception(Refusal.class, (refusal, ctx) -> {
            ctx.status(refusal.status);
            answer(ctx, Problem.of(refusal.status, refusal.code, "Refused", "As the test wants."));
        });
        routes.post("/v1/deliveries:lease", ctx -> {
            LeaseRequest request = Json.read(ctx.body(), LeaseRequest.class);
            answer(ctx, outbox.lease(request.leaseFor()));
        });
        routes.post("/v1/deliveries/{id}/acknowledge", ctx -> {
            Acknowledgement answer = Json.read(ctx.body(), Acknowledgement.class);
            outbox.acknowledge(ctx.pathParam("id"), answer).ifPresent(this::shown);
            ctx.status(204);
        });
        alarms(routes);
        digests(routes);
        reviews(routes);
    }

    /// The backend notes where an alarm is shown.
    private void shown(ScriptedOutbox.Shown shown) {
        alarms.computeIfPresent(shown.subject(), (id, episode) -> episode.shownAt(shown.receipt()));
    }

    private void alarms(RoutesConfig routes) {
        routes.get("/v1/alarms/{id}", ctx -> answer(ctx, alarm(ctx.pathParam("id"))));
        routes.post("/v1/alarms/{id}/acknowledge", ctx -> {
            AlarmCommand command = Json.read(ctx.body(), AlarmCommand.class);
            acted(ctx, episode -> episode.takenOnBy(command.by()));
            answer(ctx, alarm(ctx.pathParam("id")).alarm());
        });
        routes.post("/v1/alarms/{id}/mute", ctx -> {
            acted(ctx, episode -> episode.state(AlarmState.MUTED));
            answer(ctx, alarm(ctx.pathParam("id")).alarm());
        });
        routes.post("/v1/alarms/{id}/actions/{name}", ctx -> {
            AlarmCommand command = Json.read(ctx.body(), AlarmCommand.class);
            AlarmDetail.Run run = new AlarmDetail.Run(
                    "run-1", ctx.pathParam("name"), "done", Instant.now(), "audit rate 5 % → 25 %", command.by());
            acted(ctx, episode -> episode.ran(run));
            answer(ctx, run);
        });
    }

    private void acted(Context ctx, UnaryOperator<Episode> change) {
        acts.incrementAndGet();
        change(ctx.pathParam("id"), change);
    }

    private void digests(RoutesConfig routes) {
        routes.get("/v1/digests/{id}", ctx -> answer(ctx, digest(ctx.pathParam("id"))));
        routes.get("/v1/digests/{id}/charts/{name}", ctx -> {
            byte[] png = charts.get(ctx.pathParam("name").replace(".png", ""));
            if (png == null) {
                throw new Refusal(404, "unknown-chart");
            }
            ctx.contentType("image/png").result(png);
        });
        routes.get(
                "/v1/pipelines/{name}/digests/{week}",
                ctx -> answer(
                        ctx,
                        digests.values().stream()
                                .filter(digest -> digest.pipeline().equals(new PipelineName(ctx.pathParam("name"))))
                                .findFirst()
                                .orElseThrow(() -> new Refusal(404, "unknown-digest"))));
    }

    private void reviews(RoutesConfig routes) {
        routes.get(
                "/v1/pipelines",
                ctx -> answer(
                        ctx,
                        new Page<>(
                                policies.keySet().stream().map(this::pipeline).toList(), null)));
        routes.get("/v1/pipelines/{name}", ctx -> answer(ctx, pipeline(ctx.pathParam("name"))));
        routes.get("/v1/reviews", ctx -> answer(ctx, new Page<>(List.of(), null)));
        routes.get("/v1/reviews:count", ctx -> answer(ctx, new ReviewCounts(0, 0, 0)));
        routes.get("/v1/decisions", ctx -> answer(ctx, new DecisionPage(List.of(), null, null, null)));
        routes.get("/v1/reviews/{id}", ctx -> answer(ctx, review(ctx.pathParam("id"))));
        routes.post("/v1/reviews/{id}/claim", ctx -> {
            ClaimRequest unused = Json.read(ctx.body(), ClaimRequest.class);
            Review claimed = review(ctx.pathParam("id")).review();
            answer(ctx, claimed);
        });
    }

    private Episode episode(String id) {
        return found(alarms.get(id), "unknown-alarm");
    }

    private Digest digest(String id) {
        return found(digests.get(id), "unknown-digest");
    }

    private ReviewDetail review(String id) {
        return found(reviews.get(id), "unknown-review");
    }

    private Pipeline pipeline(String name) {
        return new Pipeline(
                new PipelineName(name), 1, found(policies.get(name), "unknown-pipeline"), Instant.EPOCH, "config");
    }

    private static <T> T found(@Nullable T thing, String code) {
        if (thing == null) {
            throw new Refusal(404, code);
        }
        return thing;
    }

    private static void answer(Context ctx, Object body) {
        ctx.contentType("application/json").result(Json.write(body));
    }

    @Override
    public void close() {
        outbox.close();
        server.stop();
    }

    private static final class Refusal extends RuntimeException {
        private final int status;
        private final String code;

        Refusal(int status, String code) {
            super(code, null, false, false);
            this.status = status;
            this.code = code;
        }
    }
}
