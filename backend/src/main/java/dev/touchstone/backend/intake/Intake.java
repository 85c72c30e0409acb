package dev.touchstone.backend.intake;

import dev.touchstone.api.chat.ChatForm;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.output.RouteName;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.judge.ModelOffers;
import dev.touchstone.backend.judge.judgment.JudgeQueue;
import dev.touchstone.backend.output.Draw;
import dev.touchstone.backend.output.OutputErasure;
import dev.touchstone.backend.output.OutputFacts;
import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.output.RouteTaken;
import dev.touchstone.backend.output.SubjectInsert;
import dev.touchstone.backend.output.SubjectKeys;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.review.NewReview;
import dev.touchstone.backend.review.ReviewQueue;
import dev.touchstone.backend.routing.Route;
import dev.touchstone.backend.routing.Router;
import dev.touchstone.backend.routing.Stratum;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.GroupCommit;
import dev.touchstone.backend.store.Ids;
import dev.touchstone.backend.webhook.CallbackUrl;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Takes outputs in. Thread-safe; one instance owns the writer thread between [#start] and [#close].
public final class Intake implements AutoCloseable {
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
    private static final long HOUR_MS = 3_600_000;

    private final Database database;
    private final Ids ids;
    private final InstantSource clock;
    private final Chances chances;
    private final Pipelines pipelines;
    private final Outputs outputs;
    private final ReviewQueue queue;
    private final ModelOffers models;
    private final SubjectKeys subjects;
    private final GroupCommit<Routed, Answer> writer;

    public Intake(
            Database database,
            Ids ids,
            InstantSource clock,
            Chances chances,
            Pipelines pipelines,
            Outputs outputs,
            ReviewQueue queue,
            ModelOffers models,
            IntakeConfig config) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
        this.chances = chances;
        this.pipelines = pipelines;
        this.outputs = outputs;
        this.queue = queue;
        this.models = models;
        this.subjects = new SubjectKeys(chances.key());
        this.writer = new GroupCommit<>(
                "intake-writer",
                config.maxWaiting(),
                config.maxWaitingBytes(),
                Routed::bodyLength,
                config.maxAtOnce(),
                this::store);
    }

    /// An output on its way to the writer.
    ///
    /// @param nameKey what its external id is called once it is erased
    /// @param subjects whose it is
    private record Routed(OutputRow row, @Nullable NewReview review, Policy policy, long nameKey, List<Long> subjects) {
        long bodyLength() {
            return row.body() == null ? 0 : row.body().length();
        }
    }

    /// What became of a posted output.
    public sealed interface Answer {
        /// It was stored just now.
        record Stored(OutputReceipt receipt) implements Answer {}

        /// The same output was stored before; this is the answer it got then.
        record Known(OutputReceipt receipt) implements Answer {}

        /// Another output has this external id.
        record Different(OutputId outputId) implements Answer {}

        /// The output that had this external id was erased.
        record Erased(OutputId outputId) implements Answer {}
    }

    public void start() {
        writer.start();
    }

    /// Stops taking outputs and returns once every accepted one is stored and answered.
    @Override
    public void close() {
        writer.close();
    }

    /// Outputs accepted and not yet stored, for the metrics.
    public int waiting() {
        return writer.waiting();
    }

    /// Routes an output and hands it to the writer. The future completes once it is durable.
    ///
    /// @throws Refused when the pipeline is unknown or the output cannot be taken
    public CompletableFuture<Answer> accept(NewOutput output) {
        return writer.submit(route(output));
    }

    private Routed route(NewOutput output) {
        Pipeline pipeline = pipelines.require(new PipelineName(output.pipeline()));
        // Not where it is read: what was stored before messages were known stays readable.
        ChatForm.output("output", output.output());
        if (output.callbackUrl() != null) {
            CallbackUrl.check(output.callbackUrl());
        }
        Policy policy = pipeline.policy();
        Instant now = clock.instant();
        Instant occurredAt = occurredAt(output, now);
        OutputId id = new OutputId(ids.next());
        double u = chances.key().of(id.value());
        Route route = Router.route(
                policy,
                new Router.Facts(
                        output.confidence(), output.attributes(), output.stratumKeys(), models.checks(policy, output)),
                u,
                chances.budgets().doubtfulShare(pipeline),
                chances.audits().bands(pipeline));
        ReviewId reviewId = route instanceof Route.ToReview ? new ReviewId(ids.next()) : null;
        String body = Json.write(output);
        OutputRow row = new OutputRow(
                id,
                new PipelineName(output.pipeline()),
                output.externalId(),
                hash(output, body),
                now.toEpochMilli(),
                new OutputFacts(
                        occurredAt.toEpochMilli() / HOUR_MS,
                        pipeline.policyVersion(),
                        Stratum.of(policy.strata(), output.stratumKeys()),
                        orUnspecified(output.model()),
                        orUnspecified(output.promptVersion()),
                        output.confidence(),
                        Cluster.of(output, policy)
                                .map(name -> chances.key().pseudonym("cluster " + output.pipeline(), name))
                                .orElse(null),
                        output.fewShotIds() != null),
                new Draw(u, route.inclusionProbability(), route.auditRate()),
                RouteTaken.of(nameOf(route), reasonsOf(route), reviewId),
                body);
        return new Routed(
                row,
                review(row, route, policy, now),
                policy,
                subjects.ofName(row.pipeline(), row.externalId()),
                subjects.of(output, policy.erasure().subjects()));
    }

    private static Instant occurredAt(NewOutput output, Instant now) {
        Instant occurredAt = output.occurredAt() == null ? now : output.occurredAt();
        if (occurredAt.isAfter(now.plus(CLOCK_SKEW)) || occurredAt.isBefore(Instant.EPOCH)) {
            throw new InvalidField("occurred_at", "must not be in the future or before 1970, was " + occurredAt);
        }
        return occurredAt;
    }

    private static @Nullable NewReview review(OutputRow row, Route route, Policy policy, Instant now) {
        if (!(route instanceof Route.ToReview toReview) || row.routed().reviewId() == null) {
            return null;
        }
        return new NewReview(
                row.routed().reviewId(),
                row,
                toReview.reasons(),
                toReview.blind(),
                toReview.risk(),
                now.toEpochMilli(),
                NewReview.dueAtMs(now, policy.reviewSla()));
    }

    /// Runs on the writer thread: one transaction for the whole group.
    private List<Answer> store(List<Routed> group) {
        IdentityHashMap<Routed, OutputId> erased = new IdentityHashMap<>();
        List<Routed> wanted = new ArrayList<>(group.size());
        List<@Nullable OutputRow> known = database.writer().inTransaction(transaction -> {
            wanted.clear();
            erased.clear();
            Map<Long, OutputId> gone = OutputErasure.known(
                    transaction, group.stream().map(Routed::nameKey).toList());
            for (Routed routed : group) {
                OutputId id = gone.get(routed.nameKey());
                if (id == null) {
                    wanted.add(routed);
                } else {
                    erased.put(routed, id);
                }
            }
            return store(transaction, wanted);
        });
        Iterator<@Nullable OutputRow> before = known.iterator();
        List<Answer> answers = new ArrayList<>(group.size());
        for (Routed routed : group) {
            OutputId id = erased.get(routed);
            answers.add(id == null ? answer(routed.row(), before.next()) : new Answer.Erased(id));
        }
        return answers;
    }

    private List<@Nullable OutputRow> store(Handle transaction, List<Routed> group) {
        List<@Nullable OutputRow> before =
                outputs.append(transaction, group.stream().map(Routed::row).toList());
        List<NewReview> reviews = new ArrayList<>();
        List<JudgeQueue.Stored> stored = new ArrayList<>();
        List<SubjectInsert.Subject> whose = new ArrayList<>();
        for (int i = 0; i < group.size(); i++) {
            if (before.get(i) == null) {
                Routed routed = group.get(i);
                stored.add(new JudgeQueue.Stored(routed.row(), routed.policy()));
                if (routed.review() != null) {
                    reviews.add(routed.review());
                }
                for (long subject : routed.subjects()) {
                    whose.add(
                            new SubjectInsert.Subject(subject, routed.row().id().value()));
                }
            }
        }
        SubjectInsert.insert(transaction.getConnection(), whose);
        queue.open(transaction, reviews);
        models.offer(transaction, stored);
        return before;
    }

    private static Answer answer(OutputRow row, @Nullable OutputRow known) {
        if (known == null) {
            return new Answer.Stored(receipt(row));
        }
        // Before bodies were compared as JSON, it was the hash of their text.
        return known.bodyHash().equals(row.bodyHash()) || known.bodyHash().equals(hash(row.body()))
                ? new Answer.Known(receipt(known))
                : new Answer.Different(known.id());
    }

    private static OutputReceipt receipt(OutputRow row) {
        return new OutputReceipt(
                row.id(),
                row.externalId(),
                row.routed().routeName(),
                row.routed().reasonList(),
                row.draw().pi(),
                row.facts().policyVersion(),
                row.routed().reviewId());
    }

    private static RouteName nameOf(Route route) {
        return switch (route) {
            case Route.AutoApprove auto -> RouteName.AUTO_APPROVE;
            case Route.ToReview review -> RouteName.TO_REVIEW;
            case Route.Checking checking -> RouteName.CHECKING;
        };
    }

    private static List<RouteReason> reasonsOf(Route route) {
        return switch (route) {
            case Route.AutoApprove auto -> List.of();
            case Route.ToReview review -> review.reasons();
            case Route.Checking checking -> List.of();
        };
    }

    private static String orUnspecified(@Nullable String value) {
        return value == null ? OutputFacts.UNSPECIFIED : value;
    }

    /// Of the canonical form, so that the same content in another order is the same body. Mostly that is the body
    /// itself.
    private static String hash(NewOutput output, String body) {
        return hash(output.isCanonical() ? body : Json.write(output.canonical()));
    }

    /// 128 bits of SHA-256: enough that two bodies of one external id never share it, and short, because every row
    /// has one.
    private static String hash(@Nullable String body) {
        if (body == null) {
            return "";
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
