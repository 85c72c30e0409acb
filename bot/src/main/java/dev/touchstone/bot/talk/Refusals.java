package dev.touchstone.bot.talk;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.api.wire.Json;
import dev.touchstone.bot.card.kit.Message;
import dev.touchstone.bot.card.kit.Refusal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Puts the API's problems into words for the person whose click ran into them.
public final class Refusals {
    private Refusals() {}

    /// Whether the API said no. Otherwise the same request may succeed later: the backend is overloaded, broken, or
    /// does not know our key.
    public static boolean isFinal(ApiException problem) {
        return !problem.passing()
                && problem.status() < 500
                && problem.status() != 401
                && problem.status() != 403
                && problem.status() != 408;
    }

    /// @param problem one that is final
    static Message of(ApiException problem, Instant now) {
        return switch (problem.code()) {
            case "review-changed" ->
                changed(problem).map(review -> changed(review, now)).orElseGet(Refusal::stale);
            case "review-claimed" ->
                context(problem, Review.Claim.class).map(Refusal::claimedBy).orElseGet(Refusal::stale);
            case "undo-not-yours" ->
                context(problem, Decision.class).map(Refusal::mayNotUndo).orElseGet(Refusal::stale);
            case "unknown-review" -> Refusal.notFound();
            default -> Refusal.invalid(problem.problem().detail());
        };
    }

    /// The review as it is now, when the problem is that it has changed.
    public static Optional<Review> changed(ApiException problem) {
        return problem.code().equals("review-changed") ? context(problem, Review.class) : Optional.empty();
    }

    /// What to say about a review that is not as the click took it to be.
    public static Message changed(Review review, Instant now) {
        @Nullable Decision decision = review.decision();
        if (decision != null) {
            return Refusal.alreadyDecided(decision, now);
        }
        return review.standing().state() == ReviewState.OPEN
                ? Refusal.stale()
                : Refusal.closed(review.standing().state());
    }

    private static <T> Optional<T> context(ApiException problem, Class<T> type) {
        try {
            return Optional.ofNullable(
                    Json.mapper().treeToValue(problem.problem().context(), type));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            // An older or newer backend: less can be said.
            return Optional.empty();
        }
    }
}
