package dev.touchstone.backend.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.delivery.Acknowledgement;
import dev.touchstone.api.id.PipelineName;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A job in hand, until its lease ends.
///
/// @param id stays the same over all attempts
/// @param kind what it tells or what is to be done
/// @param target the channel or URL; null for our own work
/// @param subject what it is about
/// @param attempt which attempt this is, from 1
/// @param createdAt when it was written
/// @param leaseUntil acknowledged after this it counts for nothing
public record Leased(
        String id,
        String kind,
        PipelineName pipeline,
        @Nullable String target,
        String subject,
        JsonNode payload,
        int attempt,
        Instant createdAt,
        Instant leaseUntil) {

    /// It is done.
    public Acknowledgement done() {
        return new Acknowledgement(attempt, true, null, null, null, false);
    }

    /// To be tried again.
    ///
    /// @param after when; the backoff decides when null
    public Acknowledgement retry(String why, @Nullable Duration after) {
        return new Acknowledgement(attempt, false, null, why, after, false);
    }

    /// Trying again is useless.
    public Acknowledgement giveUp(String why) {
        return new Acknowledgement(attempt, false, null, why, null, true);
    }
}
