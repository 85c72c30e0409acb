package dev.touchstone.api.sampling;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.SampleAllocation;
import dev.touchstone.api.policy.SampleAudience;
import dev.touchstone.api.policy.SampleMethod;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One draw: what it was drawn from, how, and how many. It never changes.
///
/// @param id UUIDv7
/// @param policyVersion the policy in force when it was drawn
public record Sample(
        String id,
        PipelineName pipeline,
        @JsonUnwrapped Occasion occasion,
        @JsonUnwrapped Window window,
        @JsonUnwrapped Asked asked,
        int policyVersion,
        @JsonUnwrapped Result result,
        @JsonUnwrapped Order order) {
    /// Which plan drew it, and when.
    ///
    /// @param plan the plan that drew it; null when somebody asked for it
    /// @param period where the plan's period begins; null when somebody asked for it
    public record Occasion(@Nullable String plan, @Nullable Instant period) {}

    /// The hours it was drawn from.
    ///
    /// @param from where the window begins
    /// @param to where it ends, exclusive
    public record Window(Instant from, Instant to) {}

    /// How it was to be drawn.
    ///
    /// @param size how many were asked for; null when a rate was
    /// @param rate which share was asked for; null when a size was
    /// @param floor the fewest per stratum that was asked for
    /// @param seed what the draw started from; null when it starts where the random audit does
    public record Asked(
            SampleMethod method,
            SampleAllocation allocation,
            @Nullable Integer size,
            @Nullable Double rate,
            int floor,
            @Nullable String seed) {}

    /// What was there and how many were drawn.
    ///
    /// @param population outputs in the window at the time, the N of its estimates
    /// @param members how many were drawn
    /// @param note what was not possible as asked; null when nothing
    public record Result(
            long population, long members, @Nullable String note) {}

    /// When, by whom and for whom.
    ///
    /// @param createdBy the key that asked, or `schedule`
    /// @param audience who looks at it
    public record Order(Instant createdAt, String createdBy, SampleAudience audience) {}
}
