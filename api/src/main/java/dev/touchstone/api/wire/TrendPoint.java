package dev.touchstone.api.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One period of a course over time.
///
/// @param label such as `2026-W47`
/// @param from the period's first moment
/// @param value null when there was nothing to tell it from; a chart leaves a gap
/// @param interval null when there is none
/// @param reviewed what it rests on, n
public record TrendPoint(
        String label,
        Instant from,
        @Nullable Double value,
        @Nullable Range interval,
        long reviewed) {}
