package dev.touchstone.api.sampling;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.touchstone.api.id.PipelineName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A pipeline's reviewer budget as it stands.
public record BudgetStatus(
        PipelineName pipeline,
        @JsonUnwrapped Shares shares,
        @JsonUnwrapped Arrivals arrivals,
        @JsonUnwrapped Chance chance,
        @JsonUnwrapped Backlog backlog) {
    /// Reviews a week.
    ///
    /// @param reviewsPerWeek what the team can give
    /// @param auditShare reviews a week that belong to random audit
    /// @param doubtfulShare reviews a week that are left for doubtful outputs
    /// @param learnShare reviews a week for outputs that one learns the most from
    public record Shares(int reviewsPerWeek, long auditShare, long doubtfulShare, long learnShare) {}

    /// Outputs a week.
    ///
    /// @param doubtfulArrivals doubtful outputs a week, estimated from those reviewed over their inclusion
    ///     probability
    /// @param auditArrivals audit reviews a week that the audit rates bring
    public record Arrivals(double doubtfulArrivals, double auditArrivals) {}

    /// How likely a doubtful output is reviewed.
    ///
    /// @param doubtfulProbability the probability with which a doubtful output is reviewed, 0 to 1
    /// @param since when that probability came into force; null before the first one was computed
    /// @param why how it came about, in a sentence
    public record Chance(
            double doubtfulProbability, @Nullable Instant since, String why) {}

    /// What waits.
    ///
    /// @param openReviews reviews that wait now
    /// @param backlogWeeks how long the team needs for them
    public record Backlog(long openReviews, double backlogWeeks) {}
}
