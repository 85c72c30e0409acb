package dev.touchstone.backend.review;

import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.wire.Reviewer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Who holds, or last held, a review; all null when nobody did. Public only because JDBI binds through public methods.
///
/// @param leaseUntilMs when the claim ends by itself; a claim in the past is none
public record Hold(
        @Nullable ReviewerId claimedBy,
        @Nullable String claimedName,
        @Nullable Long claimedAtMs,
        @Nullable Long leaseUntilMs) {

    /// The claim that holds at this time; null when none does.
    Review.@Nullable Claim at(long nowMs) {
        if (claimedBy == null || claimedAtMs == null || leaseUntilMs == null || leaseUntilMs <= nowMs) {
            return null;
        }
        return new Review.Claim(
                new Reviewer(claimedBy, claimedName),
                Instant.ofEpochMilli(claimedAtMs),
                Instant.ofEpochMilli(leaseUntilMs));
    }
}
