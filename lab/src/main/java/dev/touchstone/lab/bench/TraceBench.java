package dev.touchstone.lab.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.Backend;
import dev.touchstone.lab.bench.kit.BenchBackend;
import dev.touchstone.lab.bench.kit.Goal;
import dev.touchstone.lab.bench.kit.LoadGenerator;
import dev.touchstone.lab.bench.kit.PackedTrace;
import dev.touchstone.lab.bench.kit.SampleBodies;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// Durable intake of traces as OpenTelemetry sends them against durable intake of the same outputs, by turns on one
/// server: one request is one trace of one span, as JSON and as protobuf. Outputs are made of them in the background
/// meanwhile, as in
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
    private final PackedTrace packed = new PackedTrace(trace.replace(TRACE, "%032x".formatted(1)));

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
            LoadGenerator packing =
                    new LoadGenerator(backend.url(), "/v1/traces", "application/x-protobuf", key, CONNECTIONS);
            double warm = seconds * MEASUREMENTS_TO_WARM_UP;
            System.out.printf(
                    "  warmed up with %.0f/s, %.0f/s and %.0f/s%n",
                    posting.run(warm, outputs, this::output).perSecond(),
                    tracing.run(warm, traces, this::span).perSecond(),
                    packing.runBytes(warm, traces, packed::of).perSecond());
            List<Double> posted = new ArrayList<>();
            List<Double> traced = new ArrayList<>();
            List<Double> sent = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                posted.add(posting.run(seconds, outputs, this::output).perSecond());
                traced.add(tracing.run(seconds, traces, this::span).perSecond());
                sent.add(packing.runBytes(seconds, traces, packed::of).perSecond());
            }
            System.out.printf("  outputs                            %7.0f/s%n", BenchCommand.median(posted));
            say("JSON", traced, posted);
            say("protobuf", sent, posted);
            System.out.println("  Traces that came before are made outputs of meanwhile.");
        }
    }

    private static void say(String form, List<Double> traced, List<Double> posted) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < traced.size(); round++) {
            ratios.add(traced.get(round) / posted.get(round));
        }
        double ratio = BenchCommand.median(ratios);
        System.out.printf("  traces of one span, %-8s       %7.0f/s%n", form, BenchCommand.median(traced));
        System.out.printf("  of outputs, %-8s               %.2f  %s%n", form, ratio, Goal.atLeast(LEAST, ratio));
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
