package dev.touchstone.backend.review.request;

import dev.touchstone.api.delivery.DeliveryKind;
import dev.touchstone.api.delivery.ReviewNote;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.review.RequestedReview;
import dev.touchstone.api.review.ReviewRequest;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.outbox.Job;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.review.NewReview;
import dev.touchstone.backend.review.ReviewQueue;
import dev.touchstone.backend.review.UrgentReviews;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.Ids;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Opens a review of any stored output. Thread-safe.
///
/// @param ids for new reviews
public record RequestedReviews(
        Database database,
        Ids ids,
        InstantSource clock,
        Pipelines pipelines,
        Outputs outputs,
        Outbox outbox,
        ReviewQueue queue,
        Ledger ledger) {

    /// @param by the key that asks, for the ledger
    /// @throws Refused when people have decided the output, or its text is gone
    public RequestedReview ask(OutputRow output, ReviewRequest request, String by) {
        if (output.body() == null) {
            throw Refused.conflict(
                    "text-gone",
                    "The text of output " + output.id() + " was removed by retention; nobody can judge it.");
        }
        return database.writer().inTransaction(transaction -> {
            ReviewId fresh = new ReviewId(ids.next());
            return switch (UrgentReviews.ask(transaction, outputs, output.id(), fresh)) {
                case UrgentReviews.Asked.Open open -> new RequestedReview(output.id(), open.id(), false);
                case UrgentReviews.Asked.Decided decided ->
                    throw Refused.conflict(
                            "already-decided",
                            "People have decided output " + output.id() + " in review " + decided.id()
                                    + "; to have it decided again, re-open that review.");
                case UrgentReviews.Asked.Fresh ours -> {
                    open(transaction, output, request, fresh, by);
                    yield new RequestedReview(output.id(), fresh, true);
                }
            };
        });
    }

    private void open(Handle transaction, OutputRow output, ReviewRequest request, ReviewId fresh, String by) {
        Instant now = clock.instant();
        Policy policy = pipelines.require(output.pipeline()).policy();
        queue.open(
                transaction,
                List.of(new NewReview(
                        fresh,
                        output.outsideOfEverySample(),
                        List.of(RouteReason.REQUESTED),
                        false,
                        0,
                        now.toEpochMilli(),
                        NewReview.dueAtMs(now, policy.reviewSla()))));
        ledger.append(
                transaction,
                request.by() == null ? by : request.by().id().value(),
                "review.requested",
                fresh.value(),
                null,
                request);
        tell(transaction, output, fresh, request);
    }

    /// Says why somebody wishes a review that is open for another reason already.
    public RequestedReview tell(OutputRow output, ReviewId review, ReviewRequest request) {
        database.writer().useTransaction(transaction -> tell(transaction, output, review, request));
        return new RequestedReview(output.id(), review, false);
    }

    private void tell(Handle transaction, OutputRow output, ReviewId review, ReviewRequest request) {
        String channel =
                pipelines.require(output.pipeline()).policy().reviewers().channel();
        if (request.note() != null && channel != null) {
            outbox.write(
                    transaction,
                    new Job.ForChannel(
                            DeliveryKind.REVIEW_NOTE,
                            output.pipeline(),
                            channel,
                            review.value(),
                            ReviewNote.of(request.by(), request.note())));
        }
    }
}
