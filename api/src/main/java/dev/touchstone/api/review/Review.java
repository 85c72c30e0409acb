package dev.touchstone.api.review;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.wire.Reviewer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The task of judging one output.
///
/// @param id the review's id
/// @param pipeline the pipeline's name
/// @param outputId the output to judge
/// @param claim who holds it now; null when nobody does
/// @param decision the decision in force; null while there is none
/// @param closedWhy why it was withdrawn or has expired, in words; null for every other state
public record Review(
        ReviewId id,
        PipelineName pipeline,
        OutputId outputId,
        @JsonUnwrapped Standing standing,
        @JsonUnwrapped Asked asked,
        @JsonUnwrapped Times times,
        @Nullable Claim claim,
        @Nullable Decision decision,
        @Nullable String closedWhy) {
    /// How far it is.
    ///
    /// @param state open, decided, expired or withdrawn
    /// @param revision counts the decisions made on it, undo included; a decision names the revision it was
    ///     made on
    /// @param panel how far several people are who judge it; null when one does
    public record Standing(
            ReviewState state, int revision, @Nullable Panel panel) {
        /// Of a review that one person judges.
        public Standing(ReviewState state, int revision) {
            this(state, revision, null);
        }
    }

    /// Why it is reviewed.
    ///
    /// @param reasons why it is reviewed
    /// @param blind whether confidence and judge are kept from the reviewer, because the review is part of a
    ///     random audit
    /// @param risk how far the confidence lies below the threshold, 0 to 1; 0 for audits
    public record Asked(List<RouteReason> reasons, boolean blind, double risk) {
        public Asked {
            reasons = List.copyOf(reasons);
        }
    }

    /// When.
    ///
    /// @param createdAt when it was opened
    /// @param dueAt when it should be decided
    public record Times(Instant createdAt, Instant dueAt) {}

    /// A lease on a review.
    ///
    /// @param by who holds it
    /// @param since when it was taken
    /// @param until when it ends by itself
    public record Claim(Reviewer by, Instant since, Instant until) {}

    /// The same, held by somebody.
    public Review heldBy(@Nullable Claim holder) {
        return new Review(id, pipeline, outputId, standing, asked, times, holder, decision, closedWhy);
    }

    /// The same, with what a panel has said; nothing changes where there is none.
    public Review showing(List<Panel.Opinion> opinions) {
        Panel panel = standing.panel();
        return panel == null
                ? this
                : new Review(
                        id,
                        pipeline,
                        outputId,
                        new Standing(standing.state(), standing.revision(), panel.showing(opinions)),
                        asked,
                        times,
                        claim,
                        decision,
                        closedWhy);
    }
}
