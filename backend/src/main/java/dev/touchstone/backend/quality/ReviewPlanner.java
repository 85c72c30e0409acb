package dev.touchstone.backend.quality;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.quality.ReviewNeeds;
import dev.touchstone.stats.sampling.Planner;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Turns a wish ("see a drop of 5 points within two weeks") into numbers of reviews. Pure.
///
/// @param rate approval rate to plan with, strictly between 0 and 1
/// @param assumed whether it is a guess
/// @param baseline reviews to measure a drop against
/// @param perWeek audits per week
record ReviewPlanner(PipelineName pipeline, double rate, boolean assumed, long baseline, double perWeek) {
    private static final double POWER = 0.8;
    private static final double ONE_SIDED = 0.05;
    private static final double LEVEL = 0.95;
    private static final long MOST = 1L << 22;

    /// @param alarmWeeks until an alarm would see the drop; null when none would
    ReviewNeeds of(double drop, int weeks, @Nullable Double alarmWeeks) {
        List<String> notes = new ArrayList<>();
        if (assumed) {
            notes.add("There are fewer than 20 reviews of the last 28 days; planned with an approval rate of " + rate
                    + ".");
        }
        Long needed = needed(drop);
        if (baseline == 0) {
            notes.add("There is no baseline yet: a drop needs reviews from before it.");
        } else if (needed == null) {
            notes.add("No number of new reviews shows a drop of " + drop + " against a baseline of " + baseline
                    + "; it is the baseline that is too small, or the rate too low.");
        }
        if (perWeek == 0) {
            notes.add("No audit of the last 28 days was answered; raise audit_rate or the reviewers' budget.");
        }
        return new ReviewNeeds(
                pipeline,
                rate,
                assumed,
                LEVEL,
                Stream.of(0.05, 0.03, 0.02, 0.01)
                        .map(half -> new ReviewNeeds.HalfWidth(half, Planner.wilsonSampleSize(rate, half, LEVEL)))
                        .toList(),
                drop,
                weeks,
                perWeek,
                baseline,
                needed,
                needed == null || perWeek == 0 ? null : needed / perWeek,
                visible(Math.round(perWeek * weeks)),
                alarmWeeks,
                notes);
    }

    private @Nullable Long needed(double drop) {
        if (baseline == 0 || drop > rate) {
            return null;
        }
        long high = 1;
        while (high < MOST && !sees(high, drop)) {
            high *= 2;
        }
        if (high >= MOST) {
            return null;
        }
        long low = high / 2;
        while (high - low > 1) {
            long middle = (low + high) / 2;
            if (sees(middle, drop)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    private boolean sees(long reviews, double drop) {
        OptionalDouble visible = Planner.detectableDrop(rate, baseline, reviews, POWER, ONE_SIDED);
        return visible.isPresent() && visible.getAsDouble() <= drop;
    }

    private @Nullable Double visible(long reviews) {
        if (baseline == 0 || reviews == 0) {
            return null;
        }
        OptionalDouble visible = Planner.detectableDrop(rate, baseline, reviews, POWER, ONE_SIDED);
        return visible.isPresent() ? visible.getAsDouble() : null;
    }
}
