package dev.touchstone.api.delivery;

import org.jspecify.annotations.Nullable;

/// A delivery that was given up after its last attempt.
///
/// @param delivery what was to be delivered
/// @param target the channel or URL it was for
/// @param lastError why the last attempt failed
public record DeadDelivery(
        Delivery delivery,
        @Nullable String target,
        @Nullable String lastError) {}
