package dev.touchstone.backend.review;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.api.wire.WireEnum;
import dev.touchstone.backend.output.Draw;
import dev.touchstone.backend.output.OutputFacts;
import dev.touchstone.backend.output.RouteTaken;
import java.time.Instant;
import org.jdbi.v3.core.mapper.Nested;
import org.jspecify.annotations.Nullable;

/// Public only because JDBI binds through public methods. A row of the review table, with the facts of its output
/// that reports need.
///
/// @param carded whether a card has been ordered for it
/// @param golden whether a correction may become a golden example
/// @param panel how far several people are; null where one person judges
/// @param secondLookOf the review whose verdict is looked at again; null for a first look
public record ReviewRow(
        ReviewId id,
        OutputId outputId,
        PipelineName pipeline,
        @Nested OutputFacts facts,
        @Nested Draw draw,
        @Nested Asked asked,
        @Nested Standing standing,
        @Nested Hold hold,
        @Nested @Nullable PanelState panel,
        boolean carded,
        boolean golden,
        @Nullable ReviewId secondLookOf) {

    public boolean open() {
        return standing.state().equals(ReviewState.OPEN.wire());
    }

    /// The claim that holds at this time; null when nobody holds the review.
    Review.@Nullable Claim claimAt(long nowMs) {
        return open() ? hold.at(nowMs) : null;
    }

    /// @param decision the decision in force; null when there is none
    public Review wire(long nowMs, @Nullable Decision decision) {
        return new Review(
                id,
                pipeline,
                outputId,
                new Review.Standing(
                        WireEnum.read(ReviewState.class, standing.state()),
                        standing.revision(),
                        panel == null ? null : panel.wire()),
                new Review.Asked(RouteTaken.parse(asked.reasons()), asked.blind(), 1 - asked.calm()),
                new Review.Times(
                        Instant.ofEpochMilli(standing.createdAtMs()), Instant.ofEpochMilli(standing.dueAtMs())),
                claimAt(nowMs),
                decision,
                standing.closedWhy());
    }
}
