package dev.touchstone.backend.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.keys.Secrets;
import dev.touchstone.backend.keys.ServerSecret;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/// One attempt's message by the [Standard Webhooks](https://www.standardwebhooks.com) specification. Id and body are
/// the same at every attempt; timestamp and signature are the attempt's own, so that a receiver can refuse old ones.
///
/// @param id the delivery's id
/// @param timestamp seconds since the epoch
/// @param signature `v1,` and the base64 of HMAC-SHA-256 over `id.timestamp.body`; while the server's secret is being
///     replaced two of them with a space between, so that a receiver that knows either is content
/// @param body JSON
public record WebhookMessage(String id, long timestamp, String signature, String body) {
    static final String SECRET_PREFIX = "whsec_";

    /// What the body holds.
    ///
    /// @param timestamp when the verdict came to be
    record Event(String type, Instant timestamp, JsonNode data) {}

    static WebhookMessage sign(WebhookCall call, Instant attemptedAt, List<byte[]> keys) {
        String body = Json.write(new Event(call.event(), call.createdAt(), call.data()));
        long timestamp = attemptedAt.getEpochSecond();
        String signatures = keys.stream()
                .map(key -> signature(key, call.id(), timestamp, body))
                .collect(Collectors.joining(" "));
        return new WebhookMessage(call.id(), timestamp, signatures, body);
    }

    static String signature(byte[] key, String id, long timestamp, String body) {
        byte[] mac = ServerSecret.hmac(key, id + "." + timestamp + "." + body);
        return "v1," + Base64.getEncoder().encodeToString(mac);
    }

    /// The keys a pipeline's calls are signed with, the current one first.
    static List<byte[]> keys(Secrets secrets, String pipeline) {
        return secrets.derive("webhook:" + pipeline);
    }

    /// Never the body.
    @Override
    public String toString() {
        return "WebhookMessage[" + id + "]";
    }
}
