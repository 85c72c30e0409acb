package dev.touchstone.backend.sampling;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.SampleAllocation;
import dev.touchstone.api.policy.SampleMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What to draw, before anything is read.
///
/// @param floor the fewest per stratum, as far as the size allows
/// @param strata draw from these alone; all when empty
/// @param start the sampling key at which the draw starts, in [0, 1): from 0 it contains the random audit
public record Design(
        PipelineName pipeline,
        Window window,
        Amount amount,
        SampleMethod method,
        SampleAllocation allocation,
        int floor,
        List<String> strata,
        double start) {
    /// When the outputs arrived.
    ///
    /// @param fromHour the window's first epoch hour
    /// @param toHour the epoch hour after its last
    public record Window(long fromHour, long toHour) {}

    /// How many; one of the two is null.
    ///
    /// @param size how many; null when a rate is given
    /// @param rate which share, above 0 to 1; null when a size is given
    public record Amount(@Nullable Integer size, @Nullable Double rate) {}

    public Design {
        strata = List.copyOf(strata);
    }

    /// Poisson by rate takes every stratum at that rate: there is nothing to divide.
    boolean sameRateEverywhere() {
        return amount.rate() != null && method == SampleMethod.POISSON;
    }

    /// How many to draw from a population, at most `most`.
    long target(long population, long most) {
        double asked = amount.size() != null
                ? amount.size()
                : amount.rate() != null ? Math.ceil(amount.rate() * population - 1e-9 * population) : 0;
        return Math.min(most, (long) asked);
    }
}
