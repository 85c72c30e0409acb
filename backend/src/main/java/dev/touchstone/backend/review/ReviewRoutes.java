package dev.touchstone.backend.review;

import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.review.ClaimRequest;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.UndoRequest;
import dev.touchstone.api.wire.Problem;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.ApiProblem;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST /v1/reviews/{id}/claim|hand-back|skip|decisions|undo`
public final class ReviewRoutes {
    private static final String SENT_AGAIN =
            "At most 200 characters, such as a UUID. The same request sent again with the same key gets the same"
                    + " answer.";

    private final ReviewQueue queue;
    private final Decisions decisions;

    public ReviewRoutes(ReviewQueue queue, Decisions decisions) {
        this.queue = queue;
        this.decisions = decisions;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post("/v1/reviews/{id}/claim", "claimReview", "Takes or renews a lease on a review.")
                        .scope(Scope.REVIEWS_WRITE)
                        .takes(ClaimRequest.class)
                        .answers(Review.class)
                        .orRefuses(409, "Somebody else holds the review, or it is closed.")
                        .by(this::claim),
                handBack("/v1/reviews/{id}/hand-back", "handBackReview", "Hands a claim back before its lease ends."),
                handBack("/v1/reviews/{id}/release", "releaseReview", "The earlier name of hand-back."),
                Endpoint.post("/v1/reviews/{id}/skip", "skipReview", "Leaves a review to others.")
                        .scope(Scope.REVIEWS_WRITE)
                        .takes(ClaimRequest.class)
                        .answers(Review.class)
                        .by(this::skip),
                Endpoint.post("/v1/reviews/{id}/decisions", "decideReview", "Decides a review, once.")
                        .scope(Scope.REVIEWS_WRITE)
                        .header(Call.IDEMPOTENCY_KEY, SENT_AGAIN)
                        .takes(NewDecision.class)
                        .answers(Review.class)
                        .orRefuses(409, "Somebody was faster, or holds the review.")
                        .by(this::decide),
                Endpoint.post("/v1/reviews/{id}/undo", "undoDecision", "Takes a decision back, or opens it again.")
                        .scope(Scope.REVIEWS_WRITE)
                        .header(Call.IDEMPOTENCY_KEY, SENT_AGAIN)
                        .takes(UndoRequest.class)
                        .answers(Review.class)
                        .orRefuses(409, "The review has moved on, or the decision is not yours to undo.")
                        .by(this::undo));
    }

    private Review claim(Call call) {
        ReviewId id = visible(call).id();
        ClaimRequest request = call.body(ClaimRequest.class);
        return switch (queue.claim(id, request)) {
            case ReviewQueue.Claim.Granted granted -> granted.review();
            case ReviewQueue.Claim.HeldBy held -> throw heldBy(held.holder());
            case ReviewQueue.Claim.Closed closed -> throw tooLate(closed.review());
            case ReviewQueue.Claim.NoSeat none -> throw noSeat();
            case ReviewQueue.Claim.OwnVerdict own -> throw ownVerdict(own.own(), id);
        };
    }

    private Endpoint handBack(String path, String id, String summary) {
        return Endpoint.post(path, id, summary)
                .scope(Scope.REVIEWS_WRITE)
                .takes(ClaimRequest.class)
                .answers(Review.class)
                .meaning("Nobody holds the review.")
                .orRefuses(409, "Somebody else holds the review.")
                .by(this::handBack);
    }

    private Review handBack(Call call) {
        ReviewId id = visible(call).id();
        return switch (queue.handBack(id, call.body(ClaimRequest.class).reviewer())) {
            case ReviewQueue.HandedBack.Free free -> free.review();
            case ReviewQueue.HandedBack.HeldBy held -> throw heldBy(held.holder());
        };
    }

    private Review skip(Call call) {
        ReviewId id = visible(call).id();
        queue.skip(id, call.body(ClaimRequest.class).reviewer());
        return queue.find(id).orElseThrow(() -> unknown(id));
    }

    private Review decide(Call call) {
        ReviewId id = visible(call).id();
        return answer(id, decisions.decide(id, call.body(NewDecision.class), requestKey(call)));
    }

    private Review undo(Call call) {
        ReviewId id = visible(call).id();
        return answer(id, decisions.undo(id, call.body(UndoRequest.class), requestKey(call)));
    }

    private Review visible(Call call) {
        ReviewId id = new ReviewId(call.path("id"));
        Review review = queue.find(id).orElseThrow(() -> unknown(id));
        call.requireSight(review.pipeline(), "unknown-review", noReview(id.value()));
        return review;
    }

    private static @Nullable String requestKey(Call call) {
        return call.idempotencyKey().orElse(null);
    }

    private static Review answer(ReviewId id, Decisions.Outcome outcome) {
        return switch (outcome) {
            case Decisions.Outcome.Counted counted -> counted.review();
            case Decisions.Outcome.TooLate late -> throw tooLate(late.review());
            case Decisions.Outcome.HeldBy held -> throw heldBy(held.holder());
            case Decisions.Outcome.KeyReused reused ->
                throw ApiProblem.unprocessable(
                        "idempotency-key-reused",
                        "This Idempotency-Key came before on this review with another request, so this one was not"
                                + " counted; use a new key for a new decision.");
            case Decisions.Outcome.OwnVerdict own -> throw ownVerdict(own.first(), id);
            case Decisions.Outcome.NoSeat none -> throw noSeat();
            case Decisions.Outcome.NotYours other ->
                throw new ApiProblem(Problem.of(
                                409,
                                "undo-not-yours",
                                "Conflict",
                                other.decision().reviewer().displayName()
                                        + " decided this a moment ago and may still undo"
                                        + " it; once the undo window has passed, you can open it again.")
                        .withContext(Call.facts(other.decision())));
        };
    }

    /// Who has judged an output once has no second say, neither on a panel nor in a second look.
    private static ApiProblem ownVerdict(Decision own, ReviewId id) {
        return own.reviewId().equals(id)
                ? new ApiProblem(Problem.of(
                                409,
                                "panel-own",
                                "Conflict",
                                "Your verdict of " + own.decidedAt()
                                        + " is in; this review takes those of others too. Nobody sees what was said"
                                        + " before all are in.")
                        .withContext(Call.facts(own)))
                : new ApiProblem(Problem.of(
                                409,
                                "second-look-own",
                                "Conflict",
                                "You decided this output at " + own.decidedAt()
                                        + "; this review is a second look at it, for somebody else. Skip it.")
                        .withContext(Call.facts(own)));
    }

    /// Not who they are: the review is blind.
    private static ApiProblem noSeat() {
        return new ApiProblem(Problem.of(
                409,
                "panel-full",
                "Conflict",
                "As many people as this review still needs are at it now; take another, or try again in ten minutes."));
    }

    private static ApiProblem heldBy(Review.Claim holder) {
        return new ApiProblem(Problem.of(
                        409,
                        "review-claimed",
                        "Conflict",
                        holder.by().displayName() + " holds this review until " + holder.until()
                                + "; take another, or wait.")
                .withContext(Call.facts(holder)));
    }

    private static ApiProblem tooLate(Review review) {
        Decision decision = review.decision();
        String what = decision == null
                ? "The review has moved on to revision " + review.standing().revision() + " and is "
                        + review.standing().state().wire() + "; read it and decide on what you see."
                : decision.reviewer().displayName() + " decided this at " + decision.decidedAt() + " ("
                        + decision.action().wire() + "); yours was not counted.";
        return new ApiProblem(
                Problem.of(409, "review-changed", "Conflict", what).withContext(Call.facts(review)));
    }

    /// There is no such review for this key.
    public static ApiProblem unknown(ReviewId id) {
        return ApiProblem.notFound("unknown-review", noReview(id.value()));
    }

    /// The same in words.
    public static String noReview(String id) {
        return "There is no review " + id + " for this key; GET /v1/reviews lists what there is.";
    }
}
