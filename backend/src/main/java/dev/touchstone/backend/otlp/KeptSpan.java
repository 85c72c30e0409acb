package dev.touchstone.backend.otlp;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.backend.otlp.genai.SpanKind;
import org.jspecify.annotations.Nullable;

/// A span that says something of an output, as it is kept.
///
/// @param parentId null for the first of its trace
/// @param kind [SpanKind#wire]
/// @param endNs nanoseconds since 1970
/// @param facts [dev.touchstone.backend.otlp.genai.SpanFacts] as JSON
/// @param atMs when it arrived
public record KeptSpan(
        PipelineName pipeline,
        String traceId,
        String spanId,
        @Nullable String parentId,
        String kind,
        String name,
        long endNs,
        String facts,
        long atMs) {
    boolean is(SpanKind other) {
        return kind.equals(other.wire());
    }

    boolean root() {
        return parentId == null;
    }
}
