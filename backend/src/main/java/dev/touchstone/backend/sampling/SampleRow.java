package dev.touchstone.backend.sampling;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.SampleAllocation;
import dev.touchstone.api.policy.SampleAudience;
import dev.touchstone.api.policy.SampleMethod;
import dev.touchstone.api.sampling.Sample;
import dev.touchstone.api.wire.WireEnum;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Public only because JDBI binds through public methods. A row of the sample table.
///
/// @param plan [#ASKED] when no plan drew it
/// @param period where the plan's period begins; the request's key when no plan drew it
public record SampleRow(
        String id,
        PipelineName pipeline,
        String plan,
        String period,
        long fromHour,
        long toHour,
        String method,
        String allocation,
        @Nullable Integer askedSize,
        @Nullable Double askedRate,
        int floorSize,
        @Nullable String seed,
        double startKey,
        int policyVersion,
        long population,
        long members,
        @Nullable String note,
        long createdAtMs,
        String createdBy,
        String audience) {
    /// Stands for the plan of a sample that somebody asked for. No plan can have this name.
    static final String ASKED = "-";

    private static final long HOUR_SECONDS = 3600;

    boolean planned() {
        return !plan.equals(ASKED);
    }

    SampleAudience to() {
        return WireEnum.read(SampleAudience.class, audience);
    }

    Sample wire() {
        return new Sample(
                id,
                pipeline,
                planned() ? plan : null,
                planned() ? Instant.parse(period) : null,
                Instant.ofEpochSecond(fromHour * HOUR_SECONDS),
                Instant.ofEpochSecond(toHour * HOUR_SECONDS),
                WireEnum.read(SampleMethod.class, method),
                WireEnum.read(SampleAllocation.class, allocation),
                askedSize,
                askedRate,
                floorSize,
                seed,
                policyVersion,
                population,
                members,
                note,
                Instant.ofEpochMilli(createdAtMs),
                createdBy,
                to());
    }
}
