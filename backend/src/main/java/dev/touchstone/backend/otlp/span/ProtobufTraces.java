package dev.touchstone.backend.otlp.span;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads `application/x-protobuf`.
final class ProtobufTraces {
    private static final int TRACE_BYTES = 16;
    private static final int SPAN_BYTES = 8;

    private ProtobufTraces() {}

    static ReadTraces read(byte[] body) throws ReadTraces.Unreadable {
        ExportTraceServiceRequest request;
        try {
            request = ExportTraceServiceRequest.parseFrom(body);
        } catch (InvalidProtocolBufferException e) {
            throw new ReadTraces.Unreadable("the body is no ExportTraceServiceRequest, or is cut off", e);
        }
        List<Span> spans = new ArrayList<>();
        int broken = 0;
        for (ResourceSpans resource : request.getResourceSpansList()) {
            Map<String, JsonNode> program = attributes(resource.getResource().getAttributesList());
            for (ScopeSpans scope : resource.getScopeSpansList()) {
                for (io.opentelemetry.proto.trace.v1.Span span : scope.getSpansList()) {
                    if (isId(span.getTraceId(), TRACE_BYTES) && isId(span.getSpanId(), SPAN_BYTES)) {
                        spans.add(span(span, program));
                    } else {
                        broken++;
                    }
                }
            }
        }
        return new ReadTraces(spans, broken);
    }

    private static Span span(io.opentelemetry.proto.trace.v1.Span span, Map<String, JsonNode> program) {
        ByteString parent = span.getParentSpanId();
        return new Span(
                new Span.Ids(
                        hex(span.getTraceId()), hex(span.getSpanId()), isId(parent, SPAN_BYTES) ? hex(parent) : null),
                Span.storable(span.getName()),
                span.getEndTimeUnixNano(),
                attributes(span.getAttributesList()),
                span.getEventsList().stream()
                        .map(event -> new Span.Event(event.getName(), attributes(event.getAttributesList())))
                        .toList(),
                program);
    }

    /// All zeros say "none".
    private static boolean isId(ByteString bytes, int length) {
        if (bytes.size() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (bytes.byteAt(i) != 0) {
                return true;
            }
        }
        return false;
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    private static Map<String, JsonNode> attributes(List<KeyValue> pairs) {
        Map<String, JsonNode> attributes = new LinkedHashMap<>();
        pairs.forEach(pair -> attributes.put(pair.getKey(), value(pair.getValue())));
        return attributes;
    }

    private static JsonNode value(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> TextNode.valueOf(Span.storable(value.getStringValue()));
            case BOOL_VALUE -> BooleanNode.valueOf(value.getBoolValue());
            case INT_VALUE -> LongNode.valueOf(value.getIntValue());
            case DOUBLE_VALUE -> DoubleNode.valueOf(value.getDoubleValue());
            case ARRAY_VALUE -> {
                ArrayNode array = JsonNodeFactory.instance.arrayNode();
                value.getArrayValue().getValuesList().forEach(one -> array.add(value(one)));
                yield array;
            }
            case KVLIST_VALUE -> {
                ObjectNode object = JsonNodeFactory.instance.objectNode();
                value.getKvlistValue()
                        .getValuesList()
                        .forEach(pair -> object.set(pair.getKey(), value(pair.getValue())));
                yield object;
            }
            case BYTES_VALUE ->
                TextNode.valueOf(
                        Base64.getEncoder().encodeToString(value.getBytesValue().toByteArray()));
            case STRING_VALUE_STRINDEX, VALUE_NOT_SET -> NullNode.getInstance();
        };
    }
}
