package dev.touchstone.lab.bench.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import dev.touchstone.api.wire.Json;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// A trace of one span in protobuf, of which only the id changes: made once and patched, so that making it costs the
/// benchmark's machine nothing.
public final class PackedTrace {
    private static final int ID_BYTES = 16;

    private final byte[] template;
    private final int at;

    /// @param json the same as JSON, all its attributes texts
    public PackedTrace(String json) {
        JsonNode resource = Json.read(json, JsonNode.class).at("/resourceSpans/0");
        JsonNode span = resource.at("/scopeSpans/0/spans/0");
        byte[] id = HexFormat.of().parseHex(span.path("traceId").textValue());
        template = ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .setResource(
                                Resource.newBuilder().addAllAttributes(attributes(resource.at("/resource/attributes"))))
                        .addScopeSpans(ScopeSpans.newBuilder()
                                .addSpans(Span.newBuilder()
                                        .setTraceId(ByteString.copyFrom(id))
                                        .setSpanId(ByteString.copyFrom(HexFormat.of()
                                                .parseHex(span.path("spanId").textValue())))
                                        .setName(span.path("name").textValue())
                                        .setEndTimeUnixNano(
                                                span.path("endTimeUnixNano").asLong())
                                        .addAllAttributes(attributes(span.path("attributes"))))))
                .build()
                .toByteArray();
        at = find(template, id);
    }

    private static List<KeyValue> attributes(JsonNode attributes) {
        List<KeyValue> pairs = new ArrayList<>();
        for (JsonNode attribute : attributes) {
            pairs.add(KeyValue.newBuilder()
                    .setKey(attribute.path("key").textValue())
                    .setValue(AnyValue.newBuilder()
                            .setStringValue(attribute.at("/value/stringValue").textValue()))
                    .build());
        }
        return pairs;
    }

    private static int find(byte[] in, byte[] what) {
        for (int from = 0; from <= in.length - what.length; from++) {
            if (ByteBuffer.wrap(in, from, what.length).equals(ByteBuffer.wrap(what))) {
                return from;
            }
        }
        throw new IllegalStateException("the id does not stand in the message");
    }

    /// @param n from 1; stands in the id
    public byte[] of(long n) {
        byte[] body = template.clone();
        // Apart from the ids of those that go as JSON, which begin with zeros.
        ByteBuffer.wrap(body, at, ID_BYTES).putLong(1).putLong(n);
        return body;
    }
}
