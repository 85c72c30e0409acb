package dev.touchstone.api.sampling;

import dev.touchstone.api.id.PipelineName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A pipeline's reviewer budget as it stands.
///
/// @param reviewsPerWeek what the team can give
/// @param auditShare reviews a week that belong to random audit
/// @param doubtfulShare reviews a week that are left for doubtful outputs
/// @param doubtfulArrivals doubtful outputs a week, estimated from those reviewed over their inclusion probability
/// @param auditArrivals audit reviews a week that the audit rates bring
/// @param doubtfulProbability the probability with which a doubtful output is reviewed, 0 to 1
/// @param since when that probability came into force; null before the first one was computed
/// @param why how it came about, in a sentence
/// @param openReviews reviews that wait now
/// @param backlogWeeks how long the team needs for them
public record BudgetStatus(
        PipelineName pipeline,
        int reviewsPerWeek,
        long auditShare,
        long doubtfulShare,
        double doubtfulArrivals,
        double auditArrivals,
        double doubtfulProbability,
        @Nullable Instant since,
        String why,
        long openReviews,
        double backlogWeeks) {}
