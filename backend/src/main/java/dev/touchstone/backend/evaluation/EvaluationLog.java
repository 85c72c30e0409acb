package dev.touchstone.backend.evaluation;

import com.google.protobuf.ByteString;
import dev.touchstone.api.id.PipelineName;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.resource.v1.Resource;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// An event as OTLP has it, by the
/// [conventions for generative AI](https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-events/).
final class EvaluationLog {
    static final String EVENT = "gen_ai.evaluation.result";
    static final String NAME = "human_review";

    private static final long NS_PER_MS = 1_000_000;

    private EvaluationLog() {}

    /// @param id the same at every attempt, so that a receiver that keeps [log.record.uid] drops what it has
    /// @param at when the verdict came about
    static ExportLogsServiceRequest request(EvaluationEvent event, String id, PipelineName pipeline, Instant at) {
        LogRecord.Builder record = LogRecord.newBuilder()
                .setTimeUnixNano(at.toEpochMilli() * NS_PER_MS)
                .setObservedTimeUnixNano(at.toEpochMilli() * NS_PER_MS)
                .setSeverityNumber(SeverityNumber.SEVERITY_NUMBER_INFO)
                .setEventName(EVENT)
                .addAttributes(text("log.record.uid", id))
                .addAttributes(text("gen_ai.evaluation.name", NAME))
                .addAttributes(text("gen_ai.evaluation.score.label", event.label()));
        if (event.score() != null) {
            record.addAttributes(KeyValue.newBuilder()
                    .setKey("gen_ai.evaluation.score.value")
                    .setValue(AnyValue.newBuilder().setDoubleValue(event.score())));
        }
        add(record, "gen_ai.evaluation.explanation", event.explanation());
        add(record, "gen_ai.response.id", event.place().responseId());
        add(record, "touchstone.pipeline", pipeline.value());
        add(record, "touchstone.output.id", event.outputId());
        add(record, "touchstone.output.external_id", event.externalId());
        add(record, "touchstone.review.id", event.reviewId().value());
        record.addAttributes(KeyValue.newBuilder()
                .setKey("touchstone.review.revision")
                .setValue(AnyValue.newBuilder().setIntValue(event.revision())));
        String trace = event.place().traceId();
        String span = event.place().spanId();
        if (trace != null && span != null) {
            record.setTraceId(bytes(trace)).setSpanId(bytes(span));
        }
        return ExportLogsServiceRequest.newBuilder()
                .addResourceLogs(ResourceLogs.newBuilder()
                        .setResource(Resource.newBuilder().addAttributes(text("service.name", "touchstone")))
                        .addScopeLogs(ScopeLogs.newBuilder()
                                .setScope(InstrumentationScope.newBuilder().setName("dev.touchstone"))
                                .addLogRecords(record)))
                .build();
    }

    private static void add(LogRecord.Builder record, String key, @Nullable String value) {
        if (value != null) {
            record.addAttributes(text(key, value));
        }
    }

    private static KeyValue text(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    private static ByteString bytes(String hex) {
        return ByteString.copyFrom(HexFormat.of().parseHex(hex));
    }
}
