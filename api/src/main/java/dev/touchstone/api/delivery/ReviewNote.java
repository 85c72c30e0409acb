package dev.touchstone.api.delivery;

import dev.touchstone.api.feedback.FeedbackEvent;
import dev.touchstone.api.wire.Reviewer;
import org.jspecify.annotations.Nullable;

/// What is told in the thread of a card: what a user did, or why somebody asked for the review.
///
/// @param said what a user did; null when it is somebody's wish
/// @param by whose wish it is; null when a program asked, and for what users did
/// @param text why, in that person's words; null for what users did
public record ReviewNote(
        @Nullable FeedbackEvent said,
        @Nullable Reviewer by,
        @Nullable String text) {
    public static ReviewNote of(FeedbackEvent said) {
        return new ReviewNote(said, null, null);
    }

    public static ReviewNote of(@Nullable Reviewer by, String text) {
        return new ReviewNote(null, by, text);
    }
}
