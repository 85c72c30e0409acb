package dev.touchstone.lab.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.Backend;
import dev.touchstone.lab.bench.LoadGenerator.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// Durable intake of traces as OpenTelemetry sends them against durable intake of the same outputs, by turns on one
/// server: one request is one trace of one span, as JSON. Outputs are made of them in the background meanwhile, as in
/// life.
final class TraceBench {
    private static final int CONNECTIONS = 64;
    private static final int MEASUREMENTS_TO_WARM_UP = 3;
    private static final double LEAST = 0.4;
    private static final String TRACE = "@@TRACE@@";

    private final Path dir;
    private final double seconds;
    private final int rounds;
    private final AtomicLong outputs = new AtomicLong();
    private final AtomicLong traces = new AtomicLong();
    private final SampleBodies bodies = new SampleBodies(new PipelineName(BenchBackend.PIPELINE));
    private final String trace = trace();

    TraceBench(Path dir, double seconds, int rounds) {
        this.dir = dir;
        this.seconds = seconds;
        this.rounds = rounds;
    }

    void run() throws InterruptedException {
        Map<String, Policy> pipelines =
                Map.of(BenchBackend.PIPELINE, Json.read("{\"traces\": {\"grace\": \"1s\"}}", Policy.class));
        try (Backend backend = BenchBackend.start(dir.resolve("traces.db"), pipelines, Map.of())) {
            String key = BenchBackend.key(backend);
            LoadGenerator posting = new LoadGenerator(backend.url(), "/v1/outputs", key, CONNECTIONS);
            LoadGenerator tracing = new LoadGenerator(backend.url(), "/v1/traces", key, CONNECTIONS);
            Result warm = posting.run(seconds * MEASUREMENTS_TO_WARM_UP, outputs, this::output);
            Result warmToo = tracing.run(seconds * MEASUREMENTS_TO_WARM_UP, traces, this::span);
            System.out.printf("  warmed up with %.0f/s and %.0f/s%n", warm.perSecond(), warmToo.perSecond());
            List<Double> ratios = new ArrayList<>();
            List<Double> posted = new ArrayList<>();
            List<Double> traced = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                posted.add(posting.run(seconds, outputs, this::output).perSecond());
                traced.add(tracing.run(seconds, traces, this::span).perSecond());
                ratios.add(traced.getLast() / posted.getLast());
            }
            double ratio = BenchCommand.median(ratios);
            System.out.printf("  outputs                            %7.0f/s%n", BenchCommand.median(posted));
            System.out.printf("  traces of one span                 %7.0f/s%n", BenchCommand.median(traced));
            System.out.printf("  traces / outputs                   %.2f  %s%n", ratio, Goal.atLeast(LEAST, ratio));
        }
    }

    private String output(long n) {
        return bodies.body("e-" + n, n);
    }

    private String span(long n) {
        return trace.replace(TRACE, "%032x".formatted(n + 1));
    }

    /// The same texts as the outputs have.
    private String trace() {
        NewOutput same = Json.read(bodies.body("e-1", 1), NewOutput.class);
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        ObjectNode resource = request.putArray("resourceSpans").addObject();
        attribute(resource.putObject("resource").putArray("attributes"), "service.name", BenchBackend.PIPELINE);
        ObjectNode span =
                resource.putArray("scopeSpans").addObject().putArray("spans").addObject();
        span.put("traceId", TRACE).put("spanId", "b7ad6b7169203331").put("name", "chat");
        span.put("endTimeUnixNano", "1764547200000000000");
        ArrayNode attributes = span.putArray("attributes");
        attribute(attributes, "gen_ai.operation.name", "chat");
        attribute(attributes, "gen_ai.request.model", "assistant-large-3");
        attribute(attributes, "gen_ai.input.messages", messages("user", String.valueOf(same.queryText())));
        attribute(
                attributes,
                "gen_ai.output.messages",
                messages("assistant", same.output().textValue()));
        attribute(attributes, "touchstone.stratum.category", "billing");
        attribute(
                attributes,
                "touchstone.metadata.sources",
                Json.mapper().valueToTree(same.context()).toString());
        return Json.write(request);
    }

    private static String messages(String role, String text) {
        ArrayNode messages = JsonNodeFactory.instance.arrayNode();
        ObjectNode part =
                messages.addObject().put("role", role).putArray("parts").addObject();
        part.put("type", "text").put("content", text);
        return Json.write(messages);
    }

    private static void attribute(ArrayNode attributes, String key, String value) {
        attributes.addObject().put("key", key).putObject("value").put("stringValue", value);
    }
}
