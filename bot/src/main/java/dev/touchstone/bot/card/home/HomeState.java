package dev.touchstone.bot.card.home;

import dev.touchstone.api.golden.GoldenSummary;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.ReviewSummary;
import dev.touchstone.bot.card.kit.ReviewRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What Home shows to one reviewer.
///
/// @param counts how much there is to do
/// @param filter what the list below is narrowed to, and where in it the page starts
/// @param pipelines the names to choose from
/// @param reviews the page's reviews, at most 20 are shown
/// @param nextCursor the next page; null on the last
/// @param recent the reviewer's own latest decisions, at most five are shown
/// @param golden what people decided so far, of the one pipeline in view; null when there are several, or none is known
public record HomeState(
        Counts counts,
        HomeFilter filter,
        List<PipelineName> pipelines,
        List<ReviewSummary> reviews,
        @Nullable String nextCursor,
        List<Recent> recent,
        @Nullable Golden golden) {

    public HomeState {
        pipelines = List.copyOf(pipelines);
        reviews = List.copyOf(reviews);
        recent = List.copyOf(recent);
    }

    /// Without a golden set.
    public HomeState(
            Counts counts,
            HomeFilter filter,
            List<PipelineName> pipelines,
            List<ReviewSummary> reviews,
            @Nullable String nextCursor,
            List<Recent> recent) {
        this(counts, filter, pipelines, reviews, nextCursor, recent, null);
    }

    /// What is learned from.
    public record Golden(PipelineName pipeline, GoldenSummary summary) {}

    /// @param open reviews that wait
    /// @param mine reviews the reviewer has claimed
    /// @param overdue reviews past their due time
    /// @param decidedToday what the reviewer decided today
    public record Counts(int open, int mine, int overdue, int decidedToday) {}

    /// A decision the reviewer made.
    ///
    /// @param ref the review at the revision of the decision
    /// @param pipeline its pipeline
    /// @param query what it was about; null when there is nothing to say
    /// @param action what was decided
    /// @param decidedAt when
    /// @param undoable whether it can still be undone
    public record Recent(
            ReviewRef ref,
            PipelineName pipeline,
            @Nullable String query,
            DecisionAction action,
            Instant decidedAt,
            boolean undoable) {}
}
