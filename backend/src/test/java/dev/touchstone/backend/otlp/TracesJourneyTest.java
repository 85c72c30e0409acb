package dev.touchstone.backend.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.review.OutputQuery;
import dev.touchstone.api.review.OutputView;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.testing.Eventually;
import dev.touchstone.backend.testing.ServedBackend;
import dev.touchstone.backend.testing.TestDatabases;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Spans in over HTTP, outputs out.
class TracesJourneyTest {
    private static final String JSON = "application/json";
    private static final String PROTOBUF = "application/x-protobuf";

    private ServedBackend served;
    private String key;

    @BeforeEach
    void start(@TempDir Path folder) {
        served = new ServedBackend(TestDatabases.newSqlite(folder.resolve("touchstone.db")));
        served.client.putPipeline(
                ServedBackend.PIPELINE,
                Json.read(
                        "{\"traces\": {\"grace\": \"0s\", \"trace_url\": \"https://traces.example/{trace_id}\"}}",
                        Policy.class));
        key = served.key(new PipelineName(ServedBackend.PIPELINE), Scope.OUTPUTS_WRITE);
    }

    @AfterEach
    void stop() {
        served.close();
    }

    private List<OutputView> outputs(int count) {
        Eventually.within(
                Duration.ofSeconds(30),
                count + " outputs",
                () -> served.client.outputs(OutputQuery.ALL, null, 50).items().size() >= count);
        return served.client.outputs(OutputQuery.ALL, null, 50).items();
    }

    private static byte[] recorded(String name) throws Exception {
        try (InputStream in = TracesJourneyTest.class.getResourceAsStream("/otlp/" + name + ".json")) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    private HttpResponse<String> post(String mediaType, String bearer, byte[] body) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(served.backend.url() + "/v1/traces"))
                            .header("Content-Type", mediaType)
                            .header("Authorization", "Bearer " + bearer)
                            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void anExporterNeedsAnAddressAndAKey() {
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .setResource(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "shop")))
                .addSpanProcessor(BatchSpanProcessor.builder(OtlpHttpSpanExporter.builder()
                                .setEndpoint(served.backend.url() + "/v1/traces")
                                .addHeader("Authorization", "Bearer " + key)
                                .setCompression("gzip")
                                .build())
                        .build())
                .build();
        Tracer tracer = provider.get("test");
        Span root = tracer.spanBuilder("answer")
                .setAttribute("gen_ai.conversation.id", "c-7")
                .setAttribute("touchstone.stratum.language", "en")
                .startSpan();
        try (var current = root.makeCurrent()) {
            assertThat(current).isNotNull();
            tracer.spanBuilder("retrieve")
                    .setAttribute("gen_ai.operation.name", "retrieval")
                    .setAttribute("retrieval.documents.0.document.content", "Kettles: 30 days.")
                    .startSpan()
                    .end();
            tracer.spanBuilder("chat")
                    .setAttribute("gen_ai.operation.name", "chat")
                    .setAttribute("gen_ai.request.model", "kettle-1")
                    .setAttribute("touchstone.confidence", 0.42)
                    .setAttribute(
                            "gen_ai.input.messages",
                            "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"How long?\"}]}]")
                    .setAttribute(
                            "gen_ai.output.messages",
                            "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"30 days.\"}]}]")
                    .startSpan()
                    .end();
        }
        root.end();
        assertThat(provider.shutdown().join(20, TimeUnit.SECONDS).isSuccess()).isTrue();

        OutputView output = outputs(1).getFirst();
        NewOutput body = Objects.requireNonNull(output.body());
        assertThat(body.queryText()).isEqualTo("How long?");
        assertThat(body.output().textValue()).isEqualTo("30 days.");
        assertThat(body.model()).isEqualTo("kettle-1");
        assertThat(body.confidence()).isEqualTo(0.42);
        assertThat(body.cluster()).isEqualTo("c-7");
        assertThat(body.stratumKeys()).containsEntry("language", "en");
        assertThat(Objects.requireNonNull(body.context()).sources())
                .extracting(source -> source.text())
                .containsExactly("Kettles: 30 days.");
        String trace = root.getSpanContext().getTraceId();
        assertThat(body.traceUrl()).isEqualTo("https://traces.example/" + trace);
        assertThat(output.externalId()).startsWith(trace + ":");
        assertThat(output.reviewId()).as("low confidence").isNotNull();
    }

    @Test
    void whatIsSentTwiceIsStoredOnce() throws Exception {
        byte[] spans = recorded("traceloop");
        assertThat(post(JSON, key, spans).body()).isEqualTo("{}");
        assertThat(post(JSON, key, spans).body()).isEqualTo("{}");
        assertThat(outputs(2)).as("two traces").hasSize(2);

        // Now that both are done, once more.
        assertThat(post(JSON, key, spans).statusCode()).isEqualTo(200);
        assertThat(post(JSON, key, recorded("openinference")).statusCode()).isEqualTo(200);
        assertThat(outputs(4)).hasSize(4);
    }

    @Test
    void whatSaysNothingIsRejectedWithWhatToDo() throws Exception {
        JsonNode answer = Json.read(
                post(JSON, key, recorded("opentelemetry-without-content")).body(), JsonNode.class);

        assertThat(answer.at("/partialSuccess/rejectedSpans").textValue()).isEqualTo("2");
        assertThat(answer.at("/partialSuccess/errorMessage").textValue())
                .contains("content capture is off")
                .contains("OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT");
    }

    @Test
    void nobodyWritesToAnothersPipeline() throws Exception {
        served.client.putPipeline("other", Policy.DEFAULT);
        String others = served.key(new PipelineName("other"), Scope.OUTPUTS_WRITE);
        String named = new String(recorded("langfuse"), java.nio.charset.StandardCharsets.UTF_8)
                .replaceFirst(
                        "\"attributes\": \\[",
                        "\"attributes\": [{\"key\": \"touchstone.pipeline\", \"value\": {\"stringValue\": \"support\"}},");
        JsonNode answer = Json.read(
                post(JSON, others, named.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .body(),
                JsonNode.class);

        assertThat(answer.at("/partialSuccess/errorMessage").textValue()).contains("touchstone.pipeline");
        assertThat(post(JSON, served.key(null, Scope.OUTPUTS_READ), recorded("langfuse"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(post(JSON, "nobody", recorded("langfuse")).statusCode()).isEqualTo(401);
    }

    @Test
    void whatIsNoRequestIsRefusedWhole() throws Exception {
        byte[] json = recorded("vercel");
        assertThat(post(JSON, key, java.util.Arrays.copyOf(json, json.length / 2)))
                .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(400))
                .satisfies(answer -> assertThat(answer.body()).contains("bad-traces"));
        assertThat(post(PROTOBUF, key, json).statusCode()).isEqualTo(400);
        assertThat(post("text/plain", key, json).statusCode()).isEqualTo(415);
        assertThat(post(PROTOBUF, key, new byte[0]).statusCode())
                .as("an empty request is one")
                .isEqualTo(200);
    }
}
