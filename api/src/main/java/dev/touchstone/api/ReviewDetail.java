package dev.touchstone.api;

import java.util.List;

/// A review with all a reviewer needs to decide it.
///
/// @param review the review
/// @param output what is judged, with its full body
/// @param policy the policy in force: rubric, reject reasons, undo window
/// @param history every decision made on it, oldest first, undo and re-open included
/// @param cards where it is shown, as the channels acknowledged it
public record ReviewDetail(
        Review review, OutputView output, Policy policy, List<Decision> history, List<Receipt> cards) {
    public ReviewDetail {
        history = List.copyOf(history);
        cards = List.copyOf(cards);
    }
}
