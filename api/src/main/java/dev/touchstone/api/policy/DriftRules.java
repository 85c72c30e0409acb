package dev.touchstone.api.policy;

import dev.touchstone.api.alarm.AlarmAction;
import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.Defaulted;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Limits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is watched, and what an alarm does. Detectors see random audits only, so that doubtful outputs, which are
/// mostly reviewed, cannot look like a drop.
///
/// @param floor the share of right outputs that is promised, 0.5 to 0.999; none by default
/// @param regression whether each prompt version is held against the frozen baseline; default true
/// @param baselineReviews audit reviews that the baseline is frozen from, 100 to 10,000; default 400
/// @param seasonWeeks length of a cycle that the error rate is known to follow, 1 to 13 weeks: each of its weeks has a
///     baseline of its own, frozen after whole cycles. Default 1, no cycle
/// @param yearsPerFalsePage at most one false page in so many years, all paging series together, 0.1 to 100; default 1
/// @param channel where alarms are shown; null for the channel of the reviewers
/// @param actions what an alarm does, at most 20; nothing but its message by default
/// @param canary two prompt versions that run beside each other; none by default
public record DriftRules(
        @Limits(min = 0.5, max = 0.999) @Nullable Double floor,
        @Defaulted("true") Boolean regression,
        @Defaulted("400") @Limits(min = 100, max = 10_000) Integer baselineReviews,
        @Defaulted("1") @Limits(min = 1, max = 13) Integer seasonWeeks,
        @Defaulted("1") @Limits(min = 0.1, max = 100) Double yearsPerFalsePage,
        @Limits(minSize = 1, maxSize = 80) @Nullable String channel,
        @Defaulted("[]") @Limits(maxSize = 20) List<AlarmAction> actions,
        @Nullable Canary canary) {
    private static final int LEAST_A_PHASE = 100;

    /// Everything is watched against its own baseline.
    public static final DriftRules DEFAULT = Json.read("{}", DriftRules.class);

    public DriftRules {
        if (floor != null && !(floor >= 0.5 && floor <= 0.999)) {
            throw new InvalidField("floor", "must be from 0.5 to 0.999, was " + floor);
        }
        regression = regression == null || regression;
        baselineReviews = baselineReviews == null ? 400 : baselineReviews;
        if (baselineReviews < 100 || baselineReviews > 10_000) {
            throw new InvalidField("baseline_reviews", "must be from 100 to 10000, was " + baselineReviews);
        }
        seasonWeeks = seasonWeeks == null ? 1 : seasonWeeks;
        if (seasonWeeks < 1 || seasonWeeks > 13) {
            throw new InvalidField("season_weeks", "must be from 1 to 13, was " + seasonWeeks);
        }
        if (baselineReviews < LEAST_A_PHASE * seasonWeeks) {
            throw new InvalidField(
                    "baseline_reviews",
                    "must be at least " + LEAST_A_PHASE + " for each of the " + seasonWeeks + " weeks of a season, was "
                            + baselineReviews);
        }
        yearsPerFalsePage = yearsPerFalsePage == null ? 1 : yearsPerFalsePage;
        if (!(yearsPerFalsePage >= 0.1 && yearsPerFalsePage <= 100)) {
            throw new InvalidField("years_per_false_page", "must be from 0.1 to 100, was " + yearsPerFalsePage);
        }
        Check.optionalLabel("channel", channel, 80);
        actions = actions == null ? List.of() : List.copyOf(actions);
        if (actions.size() > 20) {
            throw new InvalidField("actions", "must be at most 20, were " + actions.size());
        }
        if (actions.stream().map(AlarmAction::name).distinct().count() < actions.size()) {
            throw new InvalidField("actions", "use a name twice; every action needs a name of its own");
        }
    }

    /// A candidate and the prompt version that it would replace. Its reviews are no part of the baseline.
    ///
    /// @param control the prompt version in use
    /// @param candidate the prompt version that a share of the outputs is made with
    public record Canary(
            @Limits(minSize = 1, maxSize = 200) String control,
            @Limits(minSize = 1, maxSize = 200) String candidate) {
        public Canary {
            Check.label("control", control, 200);
            Check.label("candidate", candidate, 200);
            if (control.equals(candidate)) {
                throw new InvalidField("candidate", "must differ from control, both are '" + control + "'");
            }
        }
    }
}
