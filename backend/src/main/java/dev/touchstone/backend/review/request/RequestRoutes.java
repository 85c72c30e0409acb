package dev.touchstone.backend.review.request;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.review.RequestedReview;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewRequest;
import dev.touchstone.api.review.Withdrawal;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.refusal.Refused;
import java.util.List;

/// `POST /v1/outputs/{id}:review` · `POST /v1/reviews/{id}:withdraw`
public final class RequestRoutes {
    private final RequestedReviews reviews;
    private final WithdrawnReviews withdrawn;
    private final Outputs outputs;

    public RequestRoutes(RequestedReviews reviews, WithdrawnReviews withdrawn, Outputs outputs) {
        this.reviews = reviews;
        this.withdrawn = withdrawn;
        this.outputs = outputs;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post(
                                "/v1/outputs/{id}:review",
                                "requestReview",
                                "Asks people to look at a stored output, whatever its route was.")
                        .scope(Scope.REVIEWS_WRITE)
                        .takes(ReviewRequest.class)
                        .answers(201, RequestedReview.class)
                        .meaning("A review is opened.")
                        .orAnswers(200, "A review of it is open already.")
                        .orRefuses(409, "People have decided it, or its text is gone.")
                        .by(this::request),
                Endpoint.post(
                                "/v1/reviews/{id}:withdraw",
                                "withdrawReview",
                                "Withdraws an open review that is not needed any more; whoever waits is told.")
                        .scope(Scope.REVIEWS_WRITE)
                        .takes(Withdrawal.class)
                        .answers(Review.class)
                        .meaning("The review, withdrawn now or before.")
                        .orRefuses(409, "It is decided, or has expired.")
                        .by(this::withdraw));
    }

    private Review withdraw(Call call) {
        Withdrawal withdrawal = call.body(Withdrawal.class);
        ReviewId id = new ReviewId(call.path("id"));
        Review review = withdrawn
                .queue()
                .find(id)
                .filter(found -> call.sees(found.pipeline()))
                .orElseThrow(() -> Refused.unknown(
                        "unknown-review",
                        "There is no review " + id + " for this key; GET /v1/reviews lists what there is."));
        return withdrawn.withdraw(review, withdrawal, "key:" + call.caller().keyId());
    }

    private RequestedReview request(Call call) {
        ReviewRequest wish = call.body(ReviewRequest.class);
        OutputId id = new OutputId(call.path("id"));
        OutputRow output = outputs.find(id)
                .filter(row -> call.sees(row.pipeline()))
                .orElseThrow(() -> Refused.unknown(
                        "unknown-output", "There is no output " + id + " for this key; check the id of the receipt."));
        RequestedReview answer =
                reviews.ask(output, wish, "key:" + call.caller().keyId());
        if (!answer.opened()) {
            call.status(200);
        }
        return answer;
    }
}
