package dev.touchstone.backend.review.view;

import dev.touchstone.api.feedback.FeedbackEvent;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.judge.CommitteeAnswer;
import dev.touchstone.api.judge.SelfCheck;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.OutputStatus;
import dev.touchstone.api.review.OutputView;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.api.wire.WireEnum;
import dev.touchstone.backend.golden.item.ItemShelf;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.review.DecisionDao;
import dev.touchstone.backend.review.DecisionRow;
import dev.touchstone.backend.review.PanelOpinions;
import dev.touchstone.backend.review.ReviewDao;
import dev.touchstone.backend.review.ReviewQueue;
import dev.touchstone.backend.review.ReviewRow;
import dev.touchstone.backend.review.SecondLook;
import dev.touchstone.backend.store.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What a card or a page shows of an output and its review. Thread-safe.
public final class ReviewViews {
    private final Database database;
    private final InstantSource clock;
    private final Outputs outputs;
    private final Pipelines pipelines;
    private final Outbox outbox;
    private final Neighbours neighbours;

    /// What other features know of an output, each by its id.
    ///
    /// @param committee what other models answered to the same
    /// @param feedback what users did with it
    /// @param check the check that was to give it a confidence
    /// @param checking those of some outputs that wait for one
    public record Neighbours(
            BiFunction<Handle, OutputId, List<CommitteeAnswer>> committee,
            BiFunction<Handle, OutputId, List<FeedbackEvent>> feedback,
            BiFunction<Handle, OutputId, Optional<SelfCheck>> check,
            BiFunction<Handle, List<OutputId>, Set<OutputId>> checking) {}

    public ReviewViews(
            Database database,
            InstantSource clock,
            Outputs outputs,
            Pipelines pipelines,
            Outbox outbox,
            Neighbours neighbours) {
        this.database = database;
        this.clock = clock;
        this.outputs = outputs;
        this.pipelines = pipelines;
        this.outbox = outbox;
        this.neighbours = neighbours;
    }

    /// The output as it stands; empty when there is none.
    public Optional<OutputView> find(Handle handle, OutputId outputId) {
        return outputs.find(handle, outputId).map(row -> view(handle, row));
    }

    /// An output and how many characters its text has.
    public record Sized(OutputView view, long bytes) {}

    /// As [#find], for pages that are cut by bytes.
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
        Review review = row.wire(clock.millis(), ReviewQueue.decisionOf(handle, row));
        return new ReviewDetail(
                review.showing(PanelOpinions.of(handle, row)),
                row.secondLookOf() != null && row.open() ? undecided(view(handle, output)) : view(handle, output),
                shown.policy(),
                PanelOpinions.kept(row)
                        ? List.of()
                        : handle.attach(DecisionDao.class).history(row.id()).stream()
                                .map(DecisionRow::wire)
                                .toList(),
                outbox.receipts(handle, row.id().value()),
                // Whoever judges blind must know neither what other models thought nor what users did.
                row.asked().blind() && row.open()
                        ? List.of()
                        : neighbours.committee().apply(handle, row.outputId()),
                row.asked().blind() && row.open()
                        ? List.of()
                        : neighbours.feedback().apply(handle, row.outputId()),
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
        SelfCheck check = neighbours.check().apply(handle, row.id()).orElse(null);
        return new OutputView(
                row.id(),
                row.pipeline(),
                row.externalId(),
                Instant.ofEpochMilli(row.receivedAtMs()),
                review == null && check != null && check.state() == SelfCheck.State.CHECKING
                        ? OutputStatus.CHECKING
                        : status(review),
                new OutputView.Routed(
                        row.routed().routeName(),
                        row.routed().reasonList(),
                        row.draw().pi(),
                        row.facts().policyVersion(),
                        row.facts().stratum(),
                        check == null || review == null || !SecondLook.blindAndOpen(handle, review)
                                ? check
                                : check.kept()),
                row.parsedBody(),
                row.routed().reviewId(),
                verdict);
    }

    /// Those of some outputs that wait for a check.
    public Set<OutputId> checking(Handle handle, List<OutputId> ids) {
        return neighbours.checking().apply(handle, ids);
    }

    /// As whoever looks for the second time must see it: the first verdict would sway the second.
    private static OutputView undecided(OutputView view) {
        return new OutputView(
                view.id(),
                view.pipeline(),
                view.externalId(),
                view.receivedAt(),
                OutputStatus.IN_REVIEW,
                new OutputView.Routed(
                        view.routed().route(),
                        view.routed().reasons(),
                        view.routed().inclusionProbability(),
                        view.routed().policyVersion(),
                        view.routed().stratum()),
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
