package dev.touchstone.backend.review.request;

import dev.touchstone.api.delivery.WebhookEvent;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.Withdrawal;
import dev.touchstone.backend.outbox.Job;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.output.OutputReference;
import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.review.ReviewQueue;
import dev.touchstone.backend.store.Database;
import java.time.InstantSource;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// Withdraws reviews that nobody needs any more, and tells whoever waits for them. Thread-safe.
public record WithdrawnReviews(
        Database database, InstantSource clock, Outputs outputs, Outbox outbox, ReviewQueue queue) {

    /// To repeat it changes nothing.
    ///
    /// @param review as the caller found it
    /// @param key the key that asks, for the ledger
    /// @throws Refused when it is decided, or has expired
    Review withdraw(Review review, Withdrawal withdrawal, String key) {
        String by = withdrawal.by() == null ? key : withdrawal.by().id().value();
        return database.writer().inTransaction(transaction -> {
            ReviewQueue.Withdrawn outcome = queue.withdrawAsked(
                    transaction, review.id(), withdrawal.reason().strip(), by);
            switch (outcome) {
                // Behind a second look the first verdict stands.
                case ReviewQueue.Withdrawn.Done done
                when !done.secondLook() -> callBack(transaction, done.review(), withdrawal);
                case ReviewQueue.Withdrawn.Done done -> {}
                case ReviewQueue.Withdrawn.Before before -> {}
                case ReviewQueue.Withdrawn.TooLate late -> throw tooLate(late.review());
            }
            return outcome.review();
        });
    }

    private static Refused tooLate(Review review) {
        return Refused.conflict(
                "review-closed",
                "Review " + review.id() + " is " + review.standing().state().wire() + " and cannot be withdrawn"
                        + (review.decision() == null
                                ? "; nobody will look at it."
                                : "; to take the decision back, undo or re-open it."));
    }

    private void callBack(Handle transaction, Review review, Withdrawal withdrawal) {
        OutputRow output = outputs.find(transaction, review.outputId()).orElseThrow();
        NewOutput body = output.parsedBody();
        if (body == null || body.callbackUrl() == null) {
            return;
        }
        Map<String, Object> data = OutputReference.of(output, body);
        data.put("review_id", review.id());
        data.put("revision", review.standing().revision());
        data.put("reason", withdrawal.reason().strip());
        data.put("withdrawn_at", clock.instant());
        outbox.write(
                transaction,
                new Job.ForEndpoint(
                        WebhookEvent.VERDICT_WITHDRAWN,
                        output.pipeline(),
                        body.callbackUrl(),
                        review.id().value(),
                        data));
    }
}
