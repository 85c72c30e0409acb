package dev.touchstone.backend.otlp.span;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ReadTracesTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";

    private static ReadTraces json(String span) throws ReadTraces.Unreadable {
        return ReadTraces.ofJson(("{\"resourceSpans\": [{\"scopeSpans\": [{\"spans\": [" + span + "]}]}]}")
                .getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void idsMayBeInBase64AndNumbersTextsAndNamesInSnakeCase() throws Exception {
        String body = """
                {"resource_spans": [{"scope_spans": [{"spans": [{"trace_id": "CvdlGRbNQ92ESOshHIAxnA==",
                "span_id": "t61rcWkgMzE=", "name": "chat", "end_time_unix_nano": 1764547200000000000, "unknown": {},
                "attributes": [{"key": "n", "value": {"intValue": "8"}}, {"key": "x", "value": {"intValue": "eight"}},
                {"key": "list", "value": {"arrayValue": {"values": [{"stringValue": "a"}, {"doubleValue": 0.5}]}}},
                {"key": "map", "value": {"kvlistValue": {"values": [{"key": "b", "value": {"boolValue": true}}]}}}]}]}]}]}""";
        ReadTraces read = ReadTraces.ofJson(body.getBytes(StandardCharsets.UTF_8));

        Span span = read.spans().getFirst();
        assertThat(span.ids()).isEqualTo(new Span.Ids(TRACE, SPAN, null));
        assertThat(span.endNs()).isEqualTo(1_764_547_200_000_000_000L);
        assertThat(span.get("n").longValue()).isEqualTo(8);
        assertThat(span.get("x").isNull()).isTrue();
        assertThat(span.get("list").get(1).doubleValue()).isEqualTo(0.5);
        assertThat(span.get("map").path("b").booleanValue()).isTrue();
    }

    @Test
    void aSpanWithoutATraceIsCountedAndTheOthersAreTaken() throws Exception {
        assertThat(json("{\"spanId\": \"" + SPAN + "\"}, {\"traceId\": \"" + TRACE + "\", \"spanId\": \"" + SPAN
                        + "\"}," + "{\"traceId\": \"" + "0".repeat(32) + "\", \"spanId\": \"" + SPAN + "\"}"))
                .satisfies(read -> assertThat(read.spans()).hasSize(1))
                .satisfies(read -> assertThat(read.broken()).isEqualTo(2));
    }

    @Test
    void bothFormsSayTheSame() throws Exception {
        byte[] body = ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .addScopeSpans(ScopeSpans.newBuilder()
                                .addSpans(io.opentelemetry.proto.trace.v1.Span.newBuilder()
                                        .setTraceId(ByteString.copyFrom(
                                                HexFormat.of().parseHex(TRACE)))
                                        .setSpanId(ByteString.copyFrom(
                                                HexFormat.of().parseHex(SPAN)))
                                        .setName("chat")
                                        .setEndTimeUnixNano(5)
                                        .addAttributes(KeyValue.newBuilder()
                                                .setKey("a")
                                                .setValue(AnyValue.newBuilder().setStringValue("b"))))))
                .build()
                .toByteArray();

        ReadTraces asJson = json(
                "{\"traceId\": \"" + TRACE + "\", \"spanId\": \"" + SPAN + "\", \"name\": \"chat\","
                        + "\"endTimeUnixNano\": \"5\", \"attributes\": [{\"key\": \"a\", \"value\": {\"stringValue\": \"b\"}}]}");

        assertThat(ReadTraces.ofProtobuf(body)).isEqualTo(asJson);
        assertThatThrownBy(() -> ReadTraces.ofProtobuf(Arrays.copyOf(body, body.length - 3)))
                .isInstanceOf(ReadTraces.Unreadable.class);
        assertThatThrownBy(() -> ReadTraces.ofJson("{\"resourceSpans\": [".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(ReadTraces.Unreadable.class);
    }
}
