package dev.touchstone.backend.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.keys.ServerSecret;
import java.time.Instant;
import java.util.Base64;

/// One attempt's message by the [Standard Webhooks](https://www.standardwebhooks.com) specification. Id and body are
/// the same at every attempt; timestamp and signature are the attempt's own, so that a receiver can refuse old ones.
///
/// @param id the delivery's id
/// @param timestamp seconds since the epoch
/// @param signature `v1,` and the base64 of HMAC-SHA-256 over `id.timestamp.body`
/// @param body JSON
public record WebhookMessage(String id, long timestamp, String signature, String body) {
    static final String SECRET_PREFIX = "whsec_";

    /// What the body holds.
    ///
    /// @param timestamp when the verdict came to be
    record Event(String type, Instant timestamp, JsonNode data) {}

    static WebhookMessage sign(WebhookCall call, Instant attemptedAt, byte[] key) {
        String body = Json.write(new Event(call.event(), call.createdAt(), call.data()));
        long timestamp = attemptedAt.getEpochSecond();
        return new WebhookMessage(call.id(), timestamp, signature(key, call.id(), timestamp, body), body);
    }

    static String signature(byte[] key, String id, long timestamp, String body) {
        byte[] mac = ServerSecret.hmac(key, id + "." + timestamp + "." + body);
        return "v1," + Base64.getEncoder().encodeToString(mac);
    }

    /// The key a pipeline's calls are signed with.
    static byte[] key(ServerSecret secret, PipelineName pipeline) {
        return secret.derive("webhook:" + pipeline);
    }

    /// Never the body.
    @Override
    public String toString() {
        return "WebhookMessage[" + id + "]";
    }
}
