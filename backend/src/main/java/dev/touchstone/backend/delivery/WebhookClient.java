package dev.touchstone.backend.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.protocol.HttpCoreContext;

/// Posts one message over a connection of its own. The library only speaks HTTP over the socket it is given: there are
/// no redirects, proxies, cookies, retries or decompression to turn off. Thread-safe.
final class WebhookClient implements AutoCloseable {
    static final int MOST_BODY_BYTES = 64 * 1024;

    private static final Http1Config LIMITS = Http1Config.custom()
            .setMaxLineLength(8 * 1024)
            .setMaxHeaderCount(100)
            .build();

    private final PinnedConnector connector;
    private final Duration atMost;
    private final HttpRequestExecutor http = new HttpRequestExecutor();
    private final ScheduledExecutorService watchdog = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("webhook-watchdog").daemon().factory());

    /// @param atMost how long a call may take in all
    WebhookClient(PinnedConnector connector, Duration atMost) {
        this.connector = connector;
        this.atMost = atMost;
    }

    /// Makes one call. Returns within the deadline, whatever the endpoint does.
    WebhookAnswer post(CallbackUrl url, WebhookMessage message) {
        try (CallDeadline deadline = new CallDeadline(atMost, watchdog)) {
            try {
                return exchange(connector.open(url, deadline), request(url, message), deadline);
            } catch (IOException | HttpException e) {
                return new WebhookAnswer.None(reason(e, deadline));
            }
        }
    }

    private WebhookAnswer exchange(
            PinnedConnector.Connection connection, ClassicHttpRequest request, CallDeadline deadline)
            throws IOException, HttpException {
        try (DefaultBHttpClientConnection session = new DefaultBHttpClientConnection(LIMITS)) {
            if (connection.encrypted() != null) {
                session.bind(connection.encrypted(), connection.socket());
            } else {
                session.bind(connection.socket());
            }
            // Not closed itself: closing it would read what is left of the body, however much that is.
            ClassicHttpResponse response = http.execute(request, session, HttpCoreContext.create());
            Header retryAfter = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
            var answer =
                    new WebhookAnswer.Status(response.getCode(), retryAfter == null ? null : retryAfter.getValue());
            ignoreBody(response.getEntity(), deadline);
            return answer;
        }
    }

    /// Lets a well-behaved endpoint finish its answer, which says nothing that its status does not say.
    private static void ignoreBody(HttpEntity entity, CallDeadline deadline) {
        if (entity == null) {
            return;
        }
        try {
            InputStream body = entity.getContent();
            if (body.readNBytes(MOST_BODY_BYTES).length == MOST_BODY_BYTES) {
                deadline.closeSocket();
            }
        } catch (IOException e) {
            deadline.closeSocket();
        }
    }

    private static ClassicHttpRequest request(CallbackUrl url, WebhookMessage message) {
        var request = new BasicClassicHttpRequest("POST", url.requestTarget());
        // As the URL has it, even where the library would read two slashes as the start of another host.
        request.setPath(url.requestTarget());
        var body = new ByteArrayEntity(message.body().getBytes(StandardCharsets.UTF_8), ContentType.APPLICATION_JSON);
        request.setEntity(body);
        request.setHeader(HttpHeaders.HOST, url.authority());
        request.setHeader(HttpHeaders.CONTENT_TYPE, body.getContentType());
        request.setHeader(HttpHeaders.CONTENT_LENGTH, body.getContentLength());
        request.setHeader(HttpHeaders.CONNECTION, "close");
        request.setHeader(HttpHeaders.USER_AGENT, "Touchstone");
        request.setHeader("webhook-id", message.id());
        request.setHeader("webhook-timestamp", message.timestamp());
        request.setHeader("webhook-signature", message.signature());
        return request;
    }

    private String reason(Exception failure, CallDeadline deadline) {
        if (failure instanceof PinnedConnector.Refused) {
            return "refused: " + failure.getMessage();
        }
        if (deadline.passed()) {
            return "no answer within " + atMost.toMillis() + " ms";
        }
        return switch (failure) {
            case UnknownHostException e -> "the host does not resolve";
            case ConnectException e -> "the connection was refused";
            case SSLException e -> "TLS failed: " + plain(String.valueOf(e.getMessage()));
            case NoHttpResponseException e -> "the connection was closed without an answer";
            case HttpException e -> "the answer is not HTTP";
            default -> "the connection failed: " + failure.getClass().getSimpleName();
        };
    }

    /// A certificate's names come from outside; they go into a log line.
    private static String plain(String message) {
        String line = message.replaceAll("[^ -~]", "?");
        return line.length() > 200 ? line.substring(0, 200) : line;
    }

    @Override
    public void close() {
        connector.close();
        watchdog.shutdownNow();
    }
}
