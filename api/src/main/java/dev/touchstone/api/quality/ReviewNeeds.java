package dev.touchstone.api.quality;

import dev.touchstone.api.id.PipelineName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How many reviews a promise takes, and what the reviews of today can promise.
///
/// @param approvalRate planned with; the pipeline's own where it is known
/// @param assumed whether that rate is a guess, because there are too few reviews
/// @param level of the intervals
/// @param intervals reviews for an interval of a given half-width
/// @param drop in the approval rate that should be seen
/// @param weeks within which
/// @param auditsPerWeek audits answered per week, over the last 28 days or as asked
/// @param baseline reviews of the last 28 days that a drop would be measured against
/// @param reviewsNeeded new reviews to see the drop with power 0.8, one-sided at 0.05; null when no number would do
/// @param weeksNeeded at the present pace; null when there is no pace or no number would do
/// @param visibleDrop smallest drop that the present pace sees within the weeks; null when it sees none
/// @param alarmWeeks until the pipeline's drift alarms would see the drop, the median; null when none would
/// @param notes what a reader must know
public record ReviewNeeds(
        PipelineName pipeline,
        double approvalRate,
        boolean assumed,
        double level,
        List<HalfWidth> intervals,
        double drop,
        int weeks,
        double auditsPerWeek,
        long baseline,
        @Nullable Long reviewsNeeded,
        @Nullable Double weeksNeeded,
        @Nullable Double visibleDrop,
        @Nullable Double alarmWeeks,
        List<String> notes) {
    public ReviewNeeds {
        intervals = List.copyOf(intervals);
        notes = List.copyOf(notes);
    }

    /// Reviews for an interval of `halfWidth` to either side.
    public record HalfWidth(double halfWidth, long reviews) {}
}
