package dev.touchstone.backend.pipeline;

import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.policy.SamplePlan;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.backend.schedule.CronTimes;
import java.time.ZoneId;
import java.util.List;

/// Refuses plans that the scheduler could not follow, when they are put: later there is only a log to say so.
final class PlanSchedules {
    private PlanSchedules() {}

    /// @throws InvalidField of the first schedule that is a cron expression by its shape alone
    static void check(Policy policy) {
        List<SamplePlan> plans = policy.samples();
        for (int i = 0; i < plans.size(); i++) {
            SamplePlan plan = plans.get(i);
            if (plan.schedule().contains(" ")) {
                try {
                    CronTimes.of(plan.schedule(), ZoneId.of(plan.zone()));
                } catch (IllegalArgumentException e) {
                    throw new InvalidField(
                            "samples/" + i + "/schedule",
                            "of plan " + plan.name() + " must be one that the scheduler can follow: " + e.getMessage());
                }
            }
        }
    }
}
