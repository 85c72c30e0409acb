package dev.touchstone.api.policy;

import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.Defaulted;
import dev.touchstone.api.wire.Limits;
import org.jspecify.annotations.Nullable;

/// A sample that is drawn by itself after every period, from what the pipeline delivered in that period.
///
/// @param name what the plan is called; renaming it makes a new plan
/// @param schedule `daily` (from midnight), `weekly` (from Monday, midnight) or a cron expression, whose periods reach
///     from one firing to the next
/// @param zone the time zone of the schedule; default UTC. Where the zone is not whole hours from UTC, periods begin at
///     the whole UTC hour before
/// @param size how many outputs to draw, 1 to 10,000; or give rate
/// @param rate which share of the outputs to draw, above 0 to 1; or give size
/// @param method default `bottom_k`
/// @param allocation how the sample is divided among strata; default `sqrt`
/// @param floor the fewest outputs per stratum, as far as the size allows, 0 to 1,000; default 5
/// @param to who looks at it; default `people`
public record SamplePlan(
        @Limits(pattern = Check.NAME_PATTERN) String name,
        String schedule,
        @Defaulted("UTC") String zone,

        @Limits(min = 1, max = SampleRules.LARGEST) @Nullable
        Integer size,

        @Limits(max = 1) @Nullable Double rate,
        @Defaulted("bottom_k") SampleMethod method,
        @Defaulted("sqrt") SampleAllocation allocation,
        @Defaulted("5") @Limits(min = 0, max = 1000) Integer floor,
        @Defaulted("people") SampleAudience to) {
    public SamplePlan {
        Check.name("name", name);
        schedule = SampleRules.schedule(schedule);
        zone = SampleRules.zone(zone);
        SampleRules.oneSize(size, rate);
        method = method == null ? SampleMethod.BOTTOM_K : method;
        allocation = allocation == null ? SampleAllocation.SQRT : allocation;
        floor = SampleRules.floor(floor);
        to = to == null ? SampleAudience.PEOPLE : to;
    }

    /// A plan for people.
    public SamplePlan(
            String name,
            String schedule,
            String zone,
            @Nullable Integer size,
            @Nullable Double rate,
            SampleMethod method,
            SampleAllocation allocation,
            Integer floor) {
        this(name, schedule, zone, size, rate, method, allocation, floor, SampleAudience.PEOPLE);
    }
}
