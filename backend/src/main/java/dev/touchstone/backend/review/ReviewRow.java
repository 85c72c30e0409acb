package dev.touchstone.backend.review;

import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.api.wire.WireEnum;
import dev.touchstone.backend.output.OutputRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Public only because JDBI binds through public methods. A row of the review table, with the facts of its output
/// that reports need.
///
/// @param calm 1 − risk: ascending order puts the riskiest first
/// @param carded whether a card has been ordered for it
/// @param closedWhy why it was withdrawn or has expired; null for every other state
/// @param secondLookOf the review whose verdict is looked at again; null for a first look
/// @param golden whether a correction may become a golden example
/// @param leaseUntilMs when the claim ends by itself; a claim in the past is none
public record ReviewRow(
        String id,
        String outputId,
        String pipeline,
        long hour,
        int policyVersion,
        String stratum,
        String model,
        String promptVersion,
        @Nullable Double confidence,
        double u,
        double pi,
        double auditRate,
        String reasons,
        boolean blind,
        double calm,
        String state,
        int revision,
        long createdAtMs,
        long dueAtMs,
        boolean carded,
        boolean golden,
        @Nullable String claimedBy,
        @Nullable String claimedName,
        @Nullable Long claimedAtMs,
        @Nullable Long leaseUntilMs,
        @Nullable String decisionId,
        @Nullable Long closedAtMs,
        @Nullable String closedWhy,
        @Nullable String secondLookOf) {

    boolean open() {
        return state.equals(ReviewState.OPEN.wire());
    }

    /// The claim that holds at this time; null when nobody holds the review.
    Review.@Nullable Claim claimAt(long nowMs) {
        if (claimedBy == null || claimedAtMs == null || leaseUntilMs == null || leaseUntilMs <= nowMs || !open()) {
            return null;
        }
        return new Review.Claim(
                new Reviewer(claimedBy, claimedName),
                Instant.ofEpochMilli(claimedAtMs),
                Instant.ofEpochMilli(leaseUntilMs));
    }

    /// @param decision the decision in force; null when there is none
    Review wire(long nowMs, @Nullable Decision decision) {
        return new Review(
                id,
                pipeline,
                outputId,
                WireEnum.read(ReviewState.class, state),
                revision,
                OutputRow.parseReasons(reasons),
                blind,
                1 - calm,
                Instant.ofEpochMilli(createdAtMs),
                Instant.ofEpochMilli(dueAtMs),
                claimAt(nowMs),
                decision,
                closedWhy);
    }
}
