package dev.touchstone.bot.card.kit;

import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.review.Review;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which review a button acts on, and at which revision it was drawn. This is all a button says: anything else in a
/// payload could be stale or forged, so the server looks it up.
///
/// @param reviewId the review's id
/// @param revision the revision the reader saw
public record ReviewRef(ReviewId reviewId, int revision) {
    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9_-]{1,50}):([0-9]{1,9})");

    public static ReviewRef of(Review review) {
        return new ReviewRef(review.id(), review.standing().revision());
    }

    /// Reads `reviewId:revision`; empty for anything else.
    public static Optional<ReviewRef> parse(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new ReviewRef(new ReviewId(form.group(1)), Integer.parseInt(form.group(2))))
                : Optional.empty();
    }

    /// The text that [#parse] reads.
    public String format() {
        return reviewId + ":" + revision;
    }
}
