package dev.touchstone.backend.review;

import dev.touchstone.api.feedback.FeedbackEvent;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.judge.CommitteeAnswer;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.OutputStatus;
import dev.touchstone.api.review.OutputView;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.api.wire.WireEnum;
import dev.touchstone.backend.golden.item.ItemShelf;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.store.Blocking;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.Signals;
import dev.touchstone.backend.store.StorageFault;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Reads what became of outputs, and lets callers wait for it. Thread-safe.
public final class Verdicts {
    private final Database database;
    private final InstantSource clock;
    private final VerdictWatch watch;
    private final Outputs outputs;
    private final Pipelines pipelines;
    private final Outbox outbox;
    private final BiFunction<Handle, OutputId, List<CommitteeAnswer>> committee;
    private final BiFunction<Handle, OutputId, List<FeedbackEvent>> feedback;

    /// @param committee what other models answered to the same, by the output's id
    /// @param feedback what users did with it, likewise
    public Verdicts(
            Database database,
            InstantSource clock,
            Signals signals,
            Outputs outputs,
            Pipelines pipelines,
            Outbox outbox,
            BiFunction<Handle, OutputId, List<CommitteeAnswer>> committee,
            BiFunction<Handle, OutputId, List<FeedbackEvent>> feedback) {
        this.database = database;
        this.clock = clock;
        this.outputs = outputs;
        this.pipelines = pipelines;
        this.outbox = outbox;
        this.committee = committee;
        this.feedback = feedback;
        this.watch = new VerdictWatch(new Looks(), database.dialect().oneProcess());
        signals.listen(TOPIC, watch);
    }

    /// Raised with the id of an output whose review is not open any more, or is again.
    static final String TOPIC = "verdict";

    /// Asks for all who wait, on the thread that does it for them.
    private final class Looks implements VerdictWatch.Look {
        /// Parameters of one statement.
        private static final int AT_ONCE = 10_000;

        @Override
        public Set<ReviewId> closed(Collection<ReviewId> reviewIds) {
            List<ReviewId> ids = List.copyOf(reviewIds);
            return database.reader().withExtension(ReviewDao.class, dao -> {
                Set<ReviewId> closed = new HashSet<>();
                for (int from = 0; from < ids.size(); from += AT_ONCE) {
                    closed.addAll(dao.closedAmong(ids.subList(from, Math.min(ids.size(), from + AT_ONCE))));
                }
                return closed;
            });
        }

        @Override
        public Map<OutputId, Optional<OutputView>> find(Collection<OutputId> outputIds) {
            return database.reader()
                    .withHandle(handle -> outputIds.stream()
                            .collect(Collectors.toMap(
                                    Function.identity(),
                                    id -> outputs.find(handle, id).map(row -> view(handle, row)))));
        }
    }

    /// The output as it stands; empty when there is none.
    public Optional<OutputView> find(OutputId outputId) {
        return database.reader()
                .withHandle(handle -> outputs.find(handle, outputId).map(row -> view(handle, row)));
    }

    /// An output and how many characters its text has.
    public record Sized(OutputView view, long bytes) {}

    /// As [#find], seen by a handle, for pages that are cut by bytes.
    public Optional<Sized> sized(Handle handle, OutputId outputId) {
        return outputs.find(handle, outputId)
                .map(row -> new Sized(
                        view(handle, row), row.body() == null ? 0 : row.body().length()));
    }

    /// What pipelines call by this id, newest first.
    ///
    /// @param pipeline only this one; null for all
    public List<OutputView> named(String externalId, @Nullable PipelineName pipeline) {
        List<PipelineName> names =
                pipeline == null ? pipelines.all().stream().map(Pipeline::name).toList() : List.of(pipeline);
        return database.reader()
                .withHandle(handle -> outputs.named(handle, names, externalId).stream()
                        .map(row -> view(handle, row))
                        .toList());
    }

    /// As [#await(OutputId, Duration, Predicate)], for callers who may see every output.
    public Optional<OutputView> await(OutputId outputId, Duration atMost) {
        return await(outputId, atMost, view -> true);
    }

    /// As [#find], but when a review is open, waits for its verdict. At the end of the wait it answers what there
    /// was. While the database can be asked in a moment, it waits for that too.
    ///
    /// @param sees whether the caller may see the output, and so may wait
    public Optional<OutputView> await(OutputId outputId, Duration atMost, Predicate<OutputView> sees) {
        long deadline = System.nanoTime() + atMost.toNanos();
        try (VerdictWatch.Wait wait = watch.register(outputId)) {
            Optional<OutputView> now = look(outputId, atMost);
            ReviewId review = now.filter(sees)
                    .filter(view -> view.status() == OutputStatus.IN_REVIEW)
                    .map(OutputView::reviewId)
                    .orElse(null);
            if (review == null) {
                return now;
            }
            OutputView settled = wait.settled(review, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
            return settled == null ? now : Optional.of(settled);
        }
    }

    /// How many wait for a verdict now.
    public int waiting() {
        return watch.waiting();
    }

    private Optional<OutputView> look(OutputId outputId, Duration atMost) {
        try {
            return Blocking.call(() -> find(outputId));
        } catch (RuntimeException e) {
            if (!StorageFault.of(e).passing()) {
                throw e;
            }
            VerdictWatch.Seen later = watch.askAgain(outputId, atMost);
            if (later == null) {
                throw e;
            }
            return Optional.ofNullable(later.view());
        }
    }

    /// Everything a reviewer needs, under the policy in force; empty when there is no such review.
    public Optional<ReviewDetail> detail(ReviewId reviewId) {
        return detail(reviewId, null);
    }

    /// Everything a reviewer needs; empty when there is no such review.
    ///
    /// @param policyVersion the version of the policy to show; null for the one in force
    /// @throws dev.touchstone.api.wire.InvalidField when there is no such version
    public Optional<ReviewDetail> detail(ReviewId reviewId, @Nullable Integer policyVersion) {
        return database.reader()
                .withHandle(handle -> handle.attach(ReviewDao.class)
                        .find(reviewId)
                        .map(row -> detail(handle, row, pipelines.shown(row.pipeline(), policyVersion))));
    }

    private ReviewDetail detail(Handle handle, ReviewRow row, Pipeline shown) {
        OutputRow output = outputs.find(handle, row.outputId()).orElseThrow();
        return new ReviewDetail(
                row.wire(clock.millis(), ReviewQueue.decisionOf(handle, row)),
                row.secondLookOf() != null && row.open() ? undecided(view(handle, output)) : view(handle, output),
                shown.policy(),
                handle.attach(DecisionDao.class).history(row.id()).stream()
                        .map(DecisionRow::wire)
                        .toList(),
                outbox.receipts(handle, row.id().value()),
                // Whoever judges blind must know neither what other models thought nor what users did.
                row.asked().blind() && row.open() ? List.of() : committee.apply(handle, row.outputId()),
                row.asked().blind() && row.open() ? List.of() : feedback.apply(handle, row.outputId()),
                shown.policyVersion(),
                row.standing().decisionId() == null
                        ? null
                        : ItemShelf.fate(handle, row.standing().decisionId()).orElse(null));
    }

    private OutputView view(Handle handle, OutputRow row) {
        ReviewRow review = row.routed().reviewId() == null
                ? null
                : counting(handle, row.routed().reviewId());
        Decision verdict = review == null ? null : ReviewQueue.decisionOf(handle, review);
        return new OutputView(
                row.id(),
                row.pipeline(),
                row.externalId(),
                Instant.ofEpochMilli(row.receivedAtMs()),
                status(review),
                row.routed().routeName(),
                row.routed().reasonList(),
                row.draw().pi(),
                row.facts().policyVersion(),
                row.facts().stratum(),
                row.parsedBody(),
                row.routed().reviewId(),
                verdict);
    }

    /// As whoever looks for the second time must see it: the first verdict would sway the second.
    private static OutputView undecided(OutputView view) {
        return new OutputView(
                view.id(),
                view.pipeline(),
                view.externalId(),
                view.receivedAt(),
                OutputStatus.IN_REVIEW,
                view.route(),
                view.reasons(),
                view.inclusionProbability(),
                view.policyVersion(),
                view.stratum(),
                view.body(),
                view.reviewId(),
                null);
    }

    private static @Nullable ReviewRow counting(Handle handle, ReviewId reviewId) {
        return handle.attach(ReviewDao.class)
                .find(reviewId)
                .map(first -> SecondLook.counting(handle, first))
                .orElse(null);
    }

    private static OutputStatus status(@Nullable ReviewRow review) {
        if (review == null) {
            return OutputStatus.AUTO_APPROVED;
        }
        return switch (WireEnum.read(ReviewState.class, review.standing().state())) {
            case OPEN -> OutputStatus.IN_REVIEW;
            case DECIDED -> OutputStatus.DECIDED;
            case EXPIRED -> OutputStatus.UNREVIEWED;
            // What nobody asked to withdraw, the judge has released.
            case WITHDRAWN ->
                review.standing().withdrawnBy() == null ? OutputStatus.AUTO_APPROVED : OutputStatus.WITHDRAWN;
        };
    }
}
