package dev.touchstone.backend.drift.watch;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.stats.sequential.DetectorStep;
import dev.touchstone.stats.sequential.DriftBets;
import dev.touchstone.stats.sequential.EsrDetector;
import java.util.List;

/// A series that has alarmed and is not shown to be well again. What begins it (evidence that the rate is above
/// the tolerated one) is far from what ends it, so that it does not flicker: it takes evidence that the rate is
/// below halfway back, and a share of wrong ones not above the tolerated one this week and last.
///
/// @param found the window it was found in
/// @param halfway between the tolerated rate and the found one, in (0, 1)
/// @param times how often the evidence has reached the threshold, at least 1
/// @param examples ids of up to three wrong outputs, latest first
public record Episode(
        @JsonUnwrapped Cause cause,
        Window found,
        double halfway,
        @JsonUnwrapped Recovery recovery,
        int times,
        List<ReviewId> examples) {
    /// What raised it.
    ///
    /// @param since id of the review that raised it
    /// @param evidence what the detector had reached
    /// @param threshold what it had to reach
    public record Cause(String since, long sinceMs, double evidence, double threshold) {}

    /// How far it is from being over.
    ///
    /// @param calm state of the detector of recovery, which bets that the rate has fallen below halfway
    /// @param calmThreshold reviews after which that detector would at the earliest be wrong, on average
    /// @param shown whether it has found that
    public record Recovery(List<Double> calm, double calmThreshold, boolean shown) {
        public Recovery {
            calm = List.copyOf(calm);
        }
    }

    /// While it is as bad as halfway, recovery is wrongly seen at most once in so many weeks of reviews on average.
    private static final int CALM_WEEKS = 8;

    public Episode {
        examples = List.copyOf(examples);
    }

    static Episode begun(
            String since,
            long sinceMs,
            double evidence,
            double threshold,
            Window found,
            double eps0,
            double perWeek,
            List<ReviewId> examples) {
        // Evidence that came within one week may not show in weekly windows.
        double worse = Math.max(found.rate(), Math.min(1.5 * eps0, (1 + eps0) / 2));
        double halfway = (eps0 + worse) / 2;
        double calmThreshold = CALM_WEEKS * perWeek;
        List<Double> calm =
                EsrDetector.start(DriftBets.against(1 - halfway), calmThreshold).scores();
        return new Episode(
                new Cause(since, sinceMs, evidence, threshold),
                found,
                halfway,
                new Recovery(calm, calmThreshold, false),
                1,
                examples);
    }

    /// After one more review.
    Episode next(boolean error) {
        DetectorStep<EsrDetector> step = new EsrDetector(
                        DriftBets.against(1 - halfway), recovery.calmThreshold(), recovery.calm())
                .next(error ? 0 : 1);
        return with(step.detector().scores(), recovery.shown() || step.alarm(), times);
    }

    /// The evidence reached the threshold again: whatever looked like recovery was none.
    Episode again() {
        return with(
                EsrDetector.start(DriftBets.against(1 - halfway), recovery.calmThreshold())
                        .scores(),
                false,
                times + 1);
    }

    private Episode with(List<Double> scores, boolean nowShown, int nowTimes) {
        return new Episode(
                cause, found, halfway, new Recovery(scores, recovery.calmThreshold(), nowShown), nowTimes, examples);
    }
}
