package dev.touchstone.backend.drift.watch;

import dev.touchstone.api.policy.DriftRules;
import org.jspecify.annotations.Nullable;

/// The part of [DriftRules] that decides what detectors say. When it changes, everything is fed again under the new
/// rules, as if they had always held.
///
/// @param floor the share of right outputs that is promised; null for none
/// @param baselineReviews audit reviews that a baseline is frozen from
/// @param years at most one false page in so many
/// @param season weeks of a cycle; 1 without one
/// @param control the prompt version that a candidate is held against; null without a canary
/// @param candidate null without a canary
public record WatchRules(
        @Nullable Double floor,
        boolean regression,
        int baselineReviews,
        double years,
        int season,
        @Nullable String control,
        @Nullable String candidate) {
    /// A part sees few reviews: its baseline is a quarter as large, and at least this.
    private static final int LEAST_BASELINE = 100;

    public static WatchRules of(DriftRules rules) {
        DriftRules.Canary canary = rules.canary();
        return new WatchRules(
                rules.floor(),
                rules.regression(),
                rules.baselineReviews(),
                rules.yearsPerFalsePage(),
                rules.seasonWeeks(),
                canary == null ? null : canary.control(),
                canary == null ? null : canary.candidate());
    }

    int partBaseline() {
        return Math.max(LEAST_BASELINE, baselineReviews / 4);
    }
}
