package dev.touchstone.backend.sampling;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.SampleAllocation;
import dev.touchstone.api.policy.SampleAudience;
import dev.touchstone.api.policy.SampleMethod;
import dev.touchstone.api.sampling.Sample;
import dev.touchstone.api.wire.WireEnum;
import java.time.Instant;
import org.jdbi.v3.core.mapper.Nested;
import org.jspecify.annotations.Nullable;

/// Public only because JDBI binds through public methods. A row of the sample table.
public record SampleRow(
        String id,
        PipelineName pipeline,
        @Nested Occasion occasion,
        @Nested Window window,
        @Nested Asked asked,
        int policyVersion,
        @Nested Result result,
        @Nested Order order) {
    /// Which plan drew it, and when.
    ///
    /// @param plan [#ASKED] when no plan drew it
    /// @param period where the plan's period begins; the request's key when no plan drew it
    public record Occasion(String plan, String period) {}

    /// Epoch hours; the end is exclusive.
    public record Window(long fromHour, long toHour) {}

    /// How it was to be drawn; either a size or a rate from 0 to 1.
    public record Asked(
            String method,
            String allocation,
            @Nullable Integer askedSize,
            @Nullable Double askedRate,
            int floorSize,
            @Nullable String seed,
            double startKey) {}

    /// What was there and how many were drawn.
    public record Result(
            long population, long members, @Nullable String note) {}

    /// When, in epoch milliseconds, by whom and for whom.
    public record Order(long createdAtMs, String createdBy, String audience) {}

    /// Stands for the plan of a sample that somebody asked for. No plan can have this name.
    static final String ASKED = "-";

    private static final long HOUR_SECONDS = 3600;

    boolean planned() {
        return !occasion.plan().equals(ASKED);
    }

    SampleAudience to() {
        return WireEnum.read(SampleAudience.class, order.audience());
    }

    Sample wire() {
        return new Sample(
                id,
                pipeline,
                new Sample.Occasion(
                        planned() ? occasion.plan() : null, planned() ? Instant.parse(occasion.period()) : null),
                new Sample.Window(
                        Instant.ofEpochSecond(window.fromHour() * HOUR_SECONDS),
                        Instant.ofEpochSecond(window.toHour() * HOUR_SECONDS)),
                new Sample.Asked(
                        WireEnum.read(SampleMethod.class, asked.method()),
                        WireEnum.read(SampleAllocation.class, asked.allocation()),
                        asked.askedSize(),
                        asked.askedRate(),
                        asked.floorSize(),
                        asked.seed()),
                policyVersion,
                new Sample.Result(result.population(), result.members(), result.note()),
                new Sample.Order(Instant.ofEpochMilli(order.createdAtMs()), order.createdBy(), to()));
    }
}
