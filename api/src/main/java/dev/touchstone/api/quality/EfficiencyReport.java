package dev.touchstone.api.quality;

import dev.touchstone.api.quality.SelectionReport.Times;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the loop takes and what it gives: time of people and cost of the judge, errors found and
/// corrections kept.
///
/// @param scope which outputs
/// @param people what reviewing took
/// @param judge what judging took
/// @param cost of both, in the unit of the judge's prices; null without a price of a reviewer's hour
/// @param given what came of it
/// @param costPerError what an error that was found cost, with its interval; null without a cost, or
///     without an error
/// @param byChance the same if as many outputs had been reviewed, chosen by chance and without a judge, and
///     each had taken as long; null likewise
/// @param times how many errors a review finds against one of the random audit; null without either
/// @param notes what a reader must know
public record EfficiencyReport(
        QualityScope scope,
        PeopleEffort people,
        JudgeEffort judge,
        @Nullable Double cost,
        LoopYield given,
        @Nullable CostPerError costPerError,
        @Nullable CostPerError byChance,
        @Nullable Times times,
        List<String> notes) {
    public EfficiencyReport {
        notes = List.copyOf(notes);
    }

    /// What reviewing took.
    ///
    /// @param decided decided reviews
    /// @param timed of them, those of which is known how long somebody looked
    /// @param hours of all of them, if the others took as long; a look counts ten minutes at most. Null
    ///     without a timed one
    /// @param cost the hours' price; null without it
    public record PeopleEffort(
            long decided,
            long timed,
            @Nullable Double hours,
            @Nullable Double cost) {}

    /// What judging took.
    ///
    /// @param cost in the unit of the prices; 0 without prices
    public record JudgeEffort(long judgments, double cost) {}

    /// What came of it.
    ///
    /// @param errors outputs that people edited or rejected
    /// @param stopped of them, those that went to people before they went out
    /// @param golden items that were admitted for learning, choosing and measuring
    public record LoopYield(long errors, long stopped, long golden) {}

    /// @param upper null when there is no bound
    public record CostPerError(
            double value, double lower, @Nullable Double upper) {}
}
