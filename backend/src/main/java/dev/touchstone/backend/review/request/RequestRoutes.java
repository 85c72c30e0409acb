package dev.touchstone.backend.review.request;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.review.RequestedReview;
import dev.touchstone.api.review.ReviewRequest;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.refusal.Refused;
import java.util.List;

/// `POST /v1/outputs/{id}:review`
public final class RequestRoutes {
    private final RequestedReviews reviews;
    private final Outputs outputs;

    public RequestRoutes(RequestedReviews reviews, Outputs outputs) {
        this.reviews = reviews;
        this.outputs = outputs;
    }

    public List<Endpoint> endpoints() {
        return List.of(Endpoint.post(
                        "/v1/outputs/{id}:review",
                        "requestReview",
                        "Asks people to look at a stored output, whatever its route was.")
                .scope(Scope.REVIEWS_WRITE)
                .takes(ReviewRequest.class)
                .answers(201, RequestedReview.class)
                .meaning("A review is opened.")
                .orAnswers(200, "A review of it is open already.")
                .orRefuses(409, "People have decided it, or its text is gone.")
                .by(this::request));
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
