package dev.touchstone.backend.review.panel;

import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import org.jspecify.annotations.Nullable;

/// A place in a panel. Public only because JDBI binds through public methods.
///
/// @param seat its number; the one behind the last of the panel is that of whoever adjudicates
/// @param reviewer whose verdict has taken it; null while it is free
/// @param decisionId that verdict; null while it is free
/// @param golden whether a correction of that verdict may become a golden example; null while it is free
public record Seat(
        ReviewId reviewId,
        int seat,
        @Nullable ReviewerId reviewer,
        @Nullable String decisionId,
        @Nullable Boolean golden) {
    public boolean free() {
        return decisionId == null;
    }
}
