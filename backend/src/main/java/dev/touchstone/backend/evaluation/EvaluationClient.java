package dev.touchstone.backend.evaluation;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.backend.webhook.CallbackUrl;
import dev.touchstone.backend.webhook.Content;
import dev.touchstone.backend.webhook.OutboundClient;
import dev.touchstone.backend.webhook.RetryAfter;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Posts logs by [OTLP/HTTP](https://opentelemetry.io/docs/specs/otlp/#otlphttp), in protobuf, which every receiver
/// reads. Thread-safe.
final class EvaluationClient implements AutoCloseable {
    private static final String PROTOBUF = "application/x-protobuf";
    private static final int MOST_BODY_BYTES = 64 * 1024;
    private static final int MOST_SAID = 200;

    private final OutboundClient http;
    private final CallbackUrl url;
    private final Map<String, String> headers;
    private final InstantSource clock;

    EvaluationClient(EvaluationConfig config, InstantSource clock) {
        this.http = OutboundClient.trusting(config.deadline());
        this.url = target(String.valueOf(config.url()));
        this.headers = config.headerMap();
        this.clock = clock;
    }

    /// What came of a call.
    sealed interface Answer {
        record Taken() implements Answer {}

        /// It does not take this event, and never will.
        record Refused(String why) implements Answer {}

        /// It may take it another time.
        ///
        /// @param after how long it wants to be left alone; null when it does not say
        record Away(String why, @Nullable Duration after) implements Answer {}
    }

    /// @throws IllegalArgumentException when it can never be called
    static CallbackUrl target(String url) {
        try {
            return CallbackUrl.check(url);
        } catch (InvalidField e) {
            throw new IllegalArgumentException("url " + e.getMessage(), e);
        }
    }

    Answer send(ExportLogsServiceRequest logs) {
        var request = new OutboundClient.Request(
                "POST", url, headers, Content.of(PROTOBUF, logs.toByteArray()), MOST_BODY_BYTES);
        return switch (http.send(request)) {
            case OutboundClient.Answer.None none -> new Answer.Away(none.why(), null);
            case OutboundClient.Answer.Status status when status.code() / 100 == 2 -> taken(status.content());
            case OutboundClient.Answer.Status status
            when status.code() == 400 || status.code() == 413 -> new Answer.Refused("status " + status.code());
            case OutboundClient.Answer.Status status ->
                new Answer.Away("status " + status.code(), after(status, clock.instant()));
        };
    }

    private static @Nullable Duration after(OutboundClient.Answer.Status status, Instant now) {
        return RetryAfter.parse(status.headers().get("retry-after"), now);
    }

    /// What was rejected in part must not be sent again, says the protocol. What is no protobuf says nothing: the
    /// status counts.
    private static Answer taken(@Nullable Content content) {
        if (content == null || !content.mediaType().startsWith(PROTOBUF)) {
            return new Answer.Taken();
        }
        try {
            ExportLogsPartialSuccess partial =
                    ExportLogsServiceResponse.parseFrom(content.bytes()).getPartialSuccess();
            return partial.getRejectedLogRecords() == 0
                    ? new Answer.Taken()
                    : new Answer.Refused("rejected" + said(partial.getErrorMessage()));
        } catch (InvalidProtocolBufferException e) {
            return new Answer.Taken();
        }
    }

    /// It comes from outside and goes into a log line.
    private static String said(String message) {
        String line = message.replaceAll("[^ -~]", "?");
        return line.isEmpty() ? "" : ": " + (line.length() > MOST_SAID ? line.substring(0, MOST_SAID) : line);
    }

    @Override
    public void close() {
        http.close();
    }
}
