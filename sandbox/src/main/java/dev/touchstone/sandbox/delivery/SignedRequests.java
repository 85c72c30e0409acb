package dev.touchstone.sandbox.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.touchstone.sandbox.workspace.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The HTTP mode: each payload is posted to the app's request URL with Slack's `v0` signature
/// (<https://docs.slack.dev/authentication/verifying-requests-from-slack/>); the response body is the acknowledgement.
public final class SignedRequests implements Courier {
    private final URI requestUrl;
    private final String signingSecret;
    private final InstantSource clock;
    private final HttpClient client;

    public SignedRequests(URI requestUrl, String signingSecret, InstantSource clock, HttpClient client) {
        this.requestUrl = requestUrl;
        this.signingSecret = signingSecret;
        this.clock = clock;
        this.client = client;
    }

    @Override
    public CompletableFuture<Answer> deliver(Envelope envelope) {
        String body = body(envelope);
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        HttpRequest.Builder request = HttpRequest.newBuilder(requestUrl)
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", contentType(envelope))
                .header("X-Slack-Request-Timestamp", timestamp)
                .header("X-Slack-Signature", sign(timestamp, body))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (envelope.attempt() > 0) {
            request.header("X-Slack-Retry-Num", Integer.toString(envelope.attempt()))
                    .header(
                            "X-Slack-Retry-Reason",
                            "timeout".equals(envelope.retryReason()) ? "http_timeout" : "http_error");
        }
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .handle((response, failure) -> failure != null ? new Answer.Silence("error") : answer(response));
    }

    private static Answer answer(HttpResponse<String> response) {
        if (response.statusCode() / 100 != 2) {
            return new Answer.Silence("http_" + response.statusCode());
        }
        JsonNode payload =
                Json.read(response.body()).filter(JsonNode::isContainerNode).orElseGet(() -> asText(response.body()));
        return new Answer.Acked(payload);
    }

    /// A slash command may be answered with bare text.
    private static JsonNode asText(String body) {
        return body.isBlank() ? MissingNode.getInstance() : Json.object().put("text", body);
    }

    private static String contentType(Envelope envelope) {
        return envelope.kind() == Envelope.Kind.EVENT ? "application/json" : "application/x-www-form-urlencoded";
    }

    private static String body(Envelope envelope) {
        return switch (envelope.kind()) {
            case EVENT -> Json.write(envelope.payload());
            case INTERACTIVE -> form(Map.of("payload", Json.write(envelope.payload())));
            case COMMAND -> {
                Map<String, String> fields = new TreeMap<>();
                envelope.payload()
                        .properties()
                        .forEach(field ->
                                fields.put(field.getKey(), field.getValue().asText("")));
                yield form(fields);
            }
        };
    }

    private static String form(Map<String, String> fields) {
        var form = new StringBuilder();
        fields.forEach((name, value) -> form.append(form.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return form.toString();
    }

    private String sign(String timestamp, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(signingSecret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] signature = mac.doFinal(("v0:" + timestamp + ":" + body).getBytes(StandardCharsets.UTF_8));
            return "v0=" + HexFormat.of().formatHex(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
