package dev.touchstone.backend.webhook;

import java.time.Duration;
import java.util.Map;

/// Posts one signed message. Thread-safe.
public final class WebhookClient implements AutoCloseable {
    /// An answer's body is read and dropped, so that a well-behaved endpoint can finish it; its status says
    /// everything.
    static final int MOST_BODY_BYTES = 64 * 1024;

    private final OutboundClient http;

    /// @param atMost how long a call may take in all
    WebhookClient(PinnedConnector connector, Duration atMost) {
        http = new OutboundClient(connector, atMost);
    }

    /// Makes one call. Returns within the deadline, whatever the endpoint does.
    WebhookAnswer post(CallbackUrl url, WebhookMessage message) {
        var request = new OutboundClient.Request(
                "POST",
                url,
                Map.of(
                        "webhook-id", message.id(),
                        "webhook-timestamp", String.valueOf(message.timestamp()),
                        "webhook-signature", message.signature()),
                Content.json(message.body()),
                MOST_BODY_BYTES);
        return switch (http.send(request)) {
            case OutboundClient.Answer.Status status ->
                new WebhookAnswer.Status(status.code(), status.headers().get("retry-after"));
            case OutboundClient.Answer.None none -> new WebhookAnswer.None(none.why());
        };
    }

    @Override
    public void close() {
        http.close();
    }
}
