package dev.touchstone.backend.otlp;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.ApiProblem;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.otlp.span.ReadTraces;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST /v1/traces`
public final class TraceRoutes {
    static final String PROTOBUF = "application/x-protobuf";

    private final TraceIntake intake;

    public TraceRoutes(TraceIntake intake) {
        this.intake = intake;
    }

    public List<Endpoint> endpoints() {
        return List.of(Endpoint.post(
                        "/v1/traces",
                        "postTraces",
                        "Takes spans as OpenTelemetry exports them (OTLP over HTTP, protobuf or JSON); docs/otlp.md says"
                                + " what becomes an output.")
                .scope(Scope.OUTPUTS_WRITE)
                .takes(byte[].class, PROTOBUF)
                .answers(byte[].class, PROTOBUF)
                .meaning("An ExportTraceServiceResponse; it says which spans were rejected, and why.")
                .parks()
                .by(this::post));
    }

    private @Nullable Object post(Call call) {
        boolean json = call.hasMediaType(Endpoint.JSON);
        if (!json && !call.hasMediaType(PROTOBUF)) {
            throw ApiProblem.unsupportedMediaType("Traces are sent as " + PROTOBUF + " or " + Endpoint.JSON
                    + "; set OTEL_EXPORTER_OTLP_PROTOCOL to" + " http/protobuf.");
        }
        ReadTraces read = read(call, json);
        TraceIntake.Taken taken = intake.take(
                        read, new TraceIntake.Sender(call.caller().onlyPipeline(), call.caller()::sees))
                .join();
        call.bytes(json ? Endpoint.JSON : PROTOBUF, json ? asJson(taken) : asProtobuf(taken));
        return null;
    }

    private static ReadTraces read(Call call, boolean json) {
        try {
            return json ? ReadTraces.ofJson(call.bodyBytes()) : ReadTraces.ofProtobuf(call.bodyBytes());
        } catch (ReadTraces.Unreadable e) {
            throw ApiProblem.badRequest(
                    "bad-traces", "Nothing was taken: " + e.getMessage() + "; send it again as it was exported.");
        }
    }

    private static byte[] asProtobuf(TraceIntake.Taken taken) {
        ExportTraceServiceResponse.Builder response = ExportTraceServiceResponse.newBuilder();
        if (taken.rejected() > 0) {
            response.setPartialSuccess(ExportTracePartialSuccess.newBuilder()
                    .setRejectedSpans(taken.rejected())
                    .setErrorMessage(taken.why()));
        }
        return response.build().toByteArray();
    }

    private static byte[] asJson(TraceIntake.Taken taken) {
        ObjectNode response = JsonNodeFactory.instance.objectNode();
        if (taken.rejected() > 0) {
            response.putObject("partialSuccess")
                    .put("rejectedSpans", String.valueOf(taken.rejected()))
                    .put("errorMessage", taken.why());
        }
        return Json.write(response).getBytes(StandardCharsets.UTF_8);
    }
}
