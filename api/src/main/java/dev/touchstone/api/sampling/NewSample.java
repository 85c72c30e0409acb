package dev.touchstone.api.sampling;

import dev.touchstone.api.policy.SampleAllocation;
import dev.touchstone.api.policy.SampleMethod;
import dev.touchstone.api.policy.SampleRules;
import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.Defaulted;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks for a sample of a past window: a retroactive audit.
///
/// @param pipeline the pipeline's name
/// @param from where the window begins, a whole hour
/// @param to where it ends, exclusive, a whole hour that has passed
/// @param size how many outputs to draw, 1 to 10,000; or give rate
/// @param rate which share of the outputs to draw, above 0 to 1; or give size
/// @param method default `bottom_k`
/// @param allocation how the sample is divided among strata; default `sqrt`
/// @param floor the fewest outputs per stratum, as far as the size allows, 0 to 1,000; default 5
/// @param strata draw from these alone; all when empty
/// @param seed starts the draw somewhere else than the random audit does, for outputs that were not looked at
///     yet; without one the sample contains what was audited already and costs fewer reviews
public record NewSample(
        @Limits(pattern = Check.NAME_PATTERN) String pipeline,
        Instant from,
        Instant to,

        @Limits(min = 1, max = SampleRules.LARGEST) @Nullable
        Integer size,

        @Limits(max = 1) @Nullable Double rate,
        @Defaulted("bottom_k") SampleMethod method,
        @Defaulted("sqrt") SampleAllocation allocation,
        @Defaulted("5") @Limits(min = 0, max = 1000) Integer floor,
        @Defaulted("[]") List<String> strata,
        @Limits(maxSize = 100) @Nullable String seed) {
    private static final Duration LONGEST = Duration.ofDays(366);

    public NewSample {
        Check.name("pipeline", pipeline);
        wholeHour("from", from);
        wholeHour("to", to);
        if (!from.isBefore(to)) {
            throw new InvalidField("to", "must be after from, " + from);
        }
        if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw new InvalidField("to", "must be at most 366 days after from; draw a sample per year");
        }
        SampleRules.oneSize(size, rate);
        method = method == null ? SampleMethod.BOTTOM_K : method;
        allocation = allocation == null ? SampleAllocation.SQRT : allocation;
        floor = SampleRules.floor(floor);
        strata = strata == null ? List.of() : List.copyOf(strata);
        if (new HashSet<>(strata).size() < strata.size()) {
            throw new InvalidField("strata", "overlap: a stratum is named twice; name each once");
        }
        Check.optionalLabel("seed", seed, 100);
    }

    /// A bottom-k sample of this size with every default.
    public static NewSample ofSize(String pipeline, Instant from, Instant to, int size) {
        return new NewSample(
                pipeline,
                from,
                to,
                size,
                null,
                SampleMethod.BOTTOM_K,
                SampleAllocation.SQRT,
                SampleRules.DEFAULT_FLOOR,
                List.of(),
                null);
    }

    public NewSample method(SampleMethod value) {
        return with(value, allocation, strata, seed);
    }

    public NewSample allocation(SampleAllocation value) {
        return with(method, value, strata, seed);
    }

    public NewSample strata(List<String> value) {
        return with(method, allocation, value, seed);
    }

    public NewSample seed(String value) {
        return with(method, allocation, strata, value);
    }

    private NewSample with(
            SampleMethod otherMethod,
            SampleAllocation otherAllocation,
            List<String> otherStrata,
            @Nullable String otherSeed) {
        return new NewSample(
                pipeline, from, to, size, rate, otherMethod, otherAllocation, floor, otherStrata, otherSeed);
    }

    private static void wholeHour(String field, @Nullable Instant time) {
        if (time == null) {
            throw new InvalidField(field, "is required, such as 2030-01-07T00:00:00Z");
        }
        if (time.getEpochSecond() % 3600 != 0 || time.getNano() != 0 || time.isBefore(Instant.EPOCH)) {
            throw new InvalidField(
                    field, "must be a whole hour in UTC, was " + time + "; populations count by the hour");
        }
    }
}
