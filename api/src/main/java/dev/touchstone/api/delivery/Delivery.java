package dev.touchstone.api.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.id.PipelineName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something a channel must show or an endpoint must hear, at least once.
///
/// @param id the delivery's id; stays the same over retries, so that a receiver can drop what it has seen
/// @param kind what it tells
/// @param pipeline the pipeline it belongs to
/// @param channel where it goes, as the policy names it; deliveries of one channel keep their order
/// @param subject what it is about: a review's id, an alarm's, a digest's
/// @param payload what is told, by kind
/// @param attempt which attempt this lease is, from 1
/// @param createdAt when it was written
/// @param leaseUntil acknowledge before this, or it is leased again
public record Delivery(
        String id,
        DeliveryKind kind,
        PipelineName pipeline,
        @Nullable String channel,
        String subject,
        JsonNode payload,
        int attempt,
        Instant createdAt,
        Instant leaseUntil) {}
