package dev.touchstone.bot.card.review;

import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.bot.card.text.SlackText;
import dev.touchstone.bot.card.text.Words;
import java.util.ArrayList;
import java.util.List;

/// What happened to a review, in order: `created 14:01 → claimed 14:02 → edited 14:04`.
final class Trail {
    private static final int LATEST = 6;

    private Trail() {}

    static String of(ReviewDetail detail) {
        Review review = detail.review();
        List<String> steps = new ArrayList<>();
        List<Decision> history = detail.history();
        int left = Math.max(0, history.size() - LATEST);
        if (left > 0) {
            steps.add("… " + Words.counted(left, "earlier step", "earlier steps"));
        }
        for (Decision decision : history.subList(left, history.size())) {
            steps.add(Words.past(decision.action()) + " by " + SlackText.mention(decision.reviewer()) + " "
                    + SlackText.time(decision.decidedAt()));
        }
        if (review.claim() != null) {
            steps.add(
                    claimPlace(review, history, steps),
                    "claimed " + SlackText.time(review.claim().since()));
        }
        steps.addFirst("created " + SlackText.dayAndTime(review.times().createdAt()));
        return String.join(" → ", steps);
    }

    /// Before the first decision that was made after it.
    private static int claimPlace(Review review, List<Decision> history, List<String> steps) {
        if (review.claim() == null) {
            return steps.size();
        }
        long later = history.stream()
                .filter(decision ->
                        !decision.decidedAt().isBefore(review.claim().since()))
                .count();
        return (int) Math.max(0, steps.size() - later);
    }
}
