package dev.touchstone.backend.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
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
import org.jspecify.annotations.Nullable;

/// Makes one call over a connection of its own, within a deadline over everything and with a cap on what is read.
/// The library only speaks HTTP over the socket it is given: there are no redirects, proxies, cookies, retries or
/// decompression to turn off. Thread-safe.
public final class OutboundClient implements AutoCloseable {
    private static final Http1Config LIMITS = Http1Config.custom()
            .setMaxLineLength(8 * 1024)
            .setMaxHeaderCount(100)
            .build();

    private final PinnedConnector connector;
    private final Duration atMost;
    private final HttpRequestExecutor http = new HttpRequestExecutor();
    private final ScheduledExecutorService watchdog = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("outbound-watchdog").daemon().factory());

    /// @param atMost how long a call may take in all
    OutboundClient(PinnedConnector connector, Duration atMost) {
        this.connector = connector;
        this.atMost = atMost;
    }

    /// For hosts that the operator has configured: any address may be called, by http too.
    ///
    /// @param atMost how long a call may take in all
    public static OutboundClient trusting(Duration atMost) {
        var anywhere = new AddressGuard(List.of("0.0.0.0/0", "::/0"));
        var tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
        return new OutboundClient(new PinnedConnector(anywhere, HostResolver.SYSTEM, tls), atMost);
    }

    /// What is sent.
    ///
    /// @param headers besides those that HTTP itself needs
    /// @param content null for none
    /// @param mostBodyBytes how much of the answer's body is read
    public record Request(
            String method,
            CallbackUrl url,
            Map<String, String> headers,
            @Nullable Content content,
            int mostBodyBytes) {
        public Request {
            headers = Map.copyOf(headers);
        }

        /// Neither headers nor body: they hold secrets and text.
        @Override
        public String toString() {
            return method + " " + url;
        }
    }

    /// What came of it.
    public sealed interface Answer {
        /// The other side answered.
        ///
        /// @param headers by their name in lower case; of several, the first
        /// @param content null when it did not come whole, or is larger than what is read
        record Status(
                int code,
                Map<String, String> headers,
                @Nullable Content content) implements Answer {
            public Status {
                headers = Map.copyOf(headers);
            }

            /// The content as text; null as the content is.
            public @Nullable String text() {
                return content == null ? null : content.text();
            }
        }

        /// There was no answer. What was asked for may have been done all the same.
        ///
        /// @param why without any text of the other side or of ours
        record None(String why) implements Answer {}
    }

    /// Makes one call. Returns within the deadline, whatever the other side does.
    public Answer send(Request request) {
        try (CallDeadline deadline = new CallDeadline(atMost, watchdog)) {
            try {
                return exchange(connector.open(request.url(), deadline), request, deadline);
            } catch (IOException | HttpException e) {
                return new Answer.None(reason(e, deadline));
            }
        }
    }

    private Answer exchange(PinnedConnector.Connection connection, Request request, CallDeadline deadline)
            throws IOException, HttpException {
        try (DefaultBHttpClientConnection session = new DefaultBHttpClientConnection(LIMITS)) {
            if (connection.encrypted() != null) {
                session.bind(connection.encrypted(), connection.socket());
            } else {
                session.bind(connection.socket());
            }
            // Not closed itself: closing it would read what is left of the body, however much that is.
            ClassicHttpResponse response = http.execute(message(request), session, HttpCoreContext.create());
            Map<String, String> headers = new TreeMap<>();
            for (Header header : response.getHeaders()) {
                headers.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), String.valueOf(header.getValue()));
            }
            Content content = content(response.getEntity(), request.mostBodyBytes(), deadline);
            return new Answer.Status(response.getCode(), headers, content);
        }
    }

    /// The status has arrived and counts, whatever becomes of the body.
    private static @Nullable Content content(@Nullable HttpEntity entity, int most, CallDeadline deadline) {
        if (entity == null) {
            return Content.of("", new byte[0]);
        }
        String mediaType = entity.getContentType() == null ? "" : entity.getContentType();
        try {
            InputStream body = entity.getContent();
            byte[] bytes = body.readNBytes(most);
            if (bytes.length < most) {
                return Content.of(mediaType, bytes);
            }
        } catch (IOException e) {
            // It ends below like one that is too large.
        }
        deadline.closeSocket();
        return null;
    }

    private static ClassicHttpRequest message(Request request) {
        CallbackUrl url = request.url();
        var message = new BasicClassicHttpRequest(request.method(), url.requestTarget());
        // As the URL has it, even where the library would read two slashes as the start of another host.
        message.setPath(url.requestTarget());
        message.setHeader(HttpHeaders.HOST, url.authority());
        message.setHeader(HttpHeaders.CONNECTION, "close");
        message.setHeader(HttpHeaders.USER_AGENT, "Touchstone");
        Content content = request.content();
        if (content != null) {
            var body = new ByteArrayEntity(content.bytes(), ContentType.parse(content.mediaType()));
            message.setEntity(body);
            message.setHeader(HttpHeaders.CONTENT_TYPE, content.mediaType());
            message.setHeader(HttpHeaders.CONTENT_LENGTH, body.getContentLength());
        }
        request.headers().forEach(message::setHeader);
        return message;
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
