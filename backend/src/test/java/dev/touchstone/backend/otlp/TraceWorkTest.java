package dev.touchstone.backend.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.backend.otlp.span.ReadTraces;
import dev.touchstone.backend.otlp.span.Span;
import dev.touchstone.backend.store.DatabaseConfig;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

class TraceWorkTest {
    private static final PipelineName SUPPORT = new PipelineName("support");
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String ROOT = "00f067aa0ba902b7";

    private static final class Bench implements AutoCloseable {
        final Workbench bench;
        final TraceIntake intake;
        final TraceWork work;

        Bench(DatabaseConfig database, String rules) {
            bench = new Workbench(database);
            bench.pipeline("support", "{\"traces\": " + rules + "}");
            intake = new TraceIntake(bench.database, bench.clock, bench.pipelines);
            intake.start();
            work = new TraceWork(bench.database, bench.clock, bench.pipelines, bench.intake);
        }

        void send(Span... spans) {
            TraceIntake.Sender sender = new TraceIntake.Sender(Optional.of(SUPPORT), name -> true);
            intake.take(new ReadTraces(List.of(spans), 0), sender).join();
        }

        List<String> outputs() {
            return bench.database
                    .reader()
                    .withHandle(handle -> handle.createQuery("SELECT external_id FROM output ORDER BY external_id")
                            .mapTo(String.class)
                            .list());
        }

        long kept() {
            return bench.count("otlp_span");
        }

        @Override
        public void close() {
            intake.close();
            bench.close();
        }
    }

    private static Span answer(String id, @Nullable String parent, long endSeconds, String text) {
        Map<String, JsonNode> attributes = new LinkedHashMap<>();
        attributes.put("gen_ai.operation.name", TextNode.valueOf("chat"));
        attributes.put("gen_ai.prompt", TextNode.valueOf("Why?"));
        attributes.put("gen_ai.completion", TextNode.valueOf(text));
        return span(id, parent, endSeconds, "chat", attributes);
    }

    private static Span root(long endSeconds) {
        return span(ROOT, null, endSeconds, "answer", Map.of());
    }

    private static Span span(
            String id, @Nullable String parent, long endSeconds, String name, Map<String, JsonNode> attributes) {
        return new Span(
                new Span.Ids(TRACE, id, parent), name, endSeconds * 1_000_000_000, attributes, List.of(), Map.of());
    }

    @EveryDatabase
    void childrenMayComeBeforeTheirParentAndTheLastAnswerIsTheOutput(DatabaseConfig database) {
        try (Bench bench = new Bench(database, "{\"grace\": \"5s\"}")) {
            bench.send(answer("00000000000000a2", ROOT, 20, "second"), answer("00000000000000a1", ROOT, 10, "first"));
            bench.bench.clock.advance(Duration.ofSeconds(30));
            assertThat(bench.work.run()).as("its first span is not there").isZero();

            bench.send(root(21));
            assertThat(bench.work.run()).as("more may come").isZero();
            bench.bench.clock.advance(Duration.ofSeconds(6));

            assertThat(bench.work.run()).isEqualTo(1);
            assertThat(bench.outputs()).containsExactly(TRACE + ":00000000000000a2");
            assertThat(bench.kept()).as("what became an output").isZero();
        }
    }

    @EveryDatabase
    void aTraceWhoseFirstSpanNeverComesIsNotWaitedForForEver(DatabaseConfig database) {
        try (Bench bench = new Bench(database, "{\"longest_wait\": \"1m\"}")) {
            bench.send(answer("00000000000000a1", ROOT, 10, "first"));
            bench.bench.clock.advance(Duration.ofSeconds(61));

            assertThat(bench.work.run()).isEqualTo(1);
            assertThat(bench.outputs()).hasSize(1);
        }
    }

    @EveryDatabase
    void whatComesAfterwardsOrAgainMakesNoSecondOutput(DatabaseConfig database) {
        try (Bench bench = new Bench(database, "{\"grace\": \"0s\"}")) {
            Span answer = answer("00000000000000a1", null, 10, "first");
            bench.send(answer);
            bench.send(answer);
            assertThat(bench.work.run()).isEqualTo(1);

            bench.send(answer);
            bench.send(answer("00000000000000a2", ROOT, 20, "too late"));
            bench.bench.clock.advance(Duration.ofMinutes(10));

            assertThat(bench.work.run()).isZero();
            assertThat(bench.outputs()).hasSize(1);
            assertThat(bench.kept()).isZero();
        }
    }

    /// As after a kill between storing the output and saying so.
    @EveryDatabase
    void aTraceThatIsLookedAtTwiceHasOneOutput(DatabaseConfig database) {
        try (Bench bench = new Bench(database, "{\"grace\": \"0s\"}")) {
            bench.send(answer("00000000000000a1", null, 10, "first"));
            List<Map<String, Object>> trace = bench.bench
                    .database
                    .reader()
                    .withHandle(handle -> handle.createQuery("SELECT due_at_ms FROM otlp_trace")
                            .mapToMap()
                            .list());
            assertThat(trace).hasSize(1);
            try (TraceWork other =
                    new TraceWork(bench.bench.database, bench.bench.clock, bench.bench.pipelines, bench.bench.intake)) {
                Thread second = Thread.startVirtualThread(other::run);
                int unused = bench.work.run();
                second.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }

            assertThat(bench.outputs()).hasSize(1);
            assertThat(bench.kept()).isZero();
        }
    }

    @EveryDatabase
    void theRootOrASpanWithANameMayBeTheOutput(DatabaseConfig database) {
        try (Bench bench =
                new Bench(database, "{\"output\": \"named\", \"span_name\": \"final\", \"grace\": \"0s\"}")) {
            Map<String, JsonNode> said = new LinkedHashMap<>();
            said.put("output.value", TextNode.valueOf("What users saw"));
            bench.send(
                    root(30),
                    span("00000000000000b1", ROOT, 15, "final", said),
                    answer("00000000000000a1", ROOT, 20, "a draft"));

            assertThat(bench.work.run()).isEqualTo(1);
            assertThat(bench.outputs()).containsExactly(TRACE + ":00000000000000b1");
        }
        try (Bench bench = new Bench(database, "{\"output\": \"root\", \"grace\": \"0s\"}")) {
            Map<String, JsonNode> said = new LinkedHashMap<>();
            said.put("output.value", TextNode.valueOf("What users saw"));
            Span root = new Span(
                    new Span.Ids("1af7651916cd43dd8448eb211c80319c", ROOT, null),
                    "answer",
                    0,
                    said,
                    List.of(),
                    Map.of());
            bench.send(root);

            assertThat(bench.work.run()).isEqualTo(1);
            assertThat(bench.outputs()).contains("1af7651916cd43dd8448eb211c80319c:" + ROOT);
        }
    }

    @EveryDatabase
    void aClockThatIsAheadDoesNotMatter(DatabaseConfig database) {
        try (Bench bench = new Bench(database, "{\"grace\": \"0s\"}")) {
            long tomorrow = bench.bench.clock.instant().getEpochSecond() + 86_400;
            bench.send(answer("00000000000000a1", null, tomorrow, "first"));

            assertThat(bench.work.run()).isEqualTo(1);
            assertThat(bench.outputs()).hasSize(1);
        }
    }

    /// PostgreSQL keeps no NUL, and one span must not fail the requests of others.
    @EveryDatabase
    void aTextWithNulIsTakenWithoutIt(DatabaseConfig database) throws Exception {
        try (Bench bench = new Bench(database, "{\"grace\": \"0s\"}")) {
            String nul = "\\u0000";
            String body = """
                    {"resourceSpans": [{"scopeSpans": [{"spans": [{"traceId": "%s", "spanId": "00000000000000a1",
                    "name": "chat%s", "attributes": [
                    {"key": "gen_ai.operation.name", "value": {"stringValue": "chat"}},
                    {"key": "gen_ai.prompt", "value": {"stringValue": "Why%s?"}},
                    {"key": "gen_ai.completion", "value": {"stringValue": "So%s."}},
                    {"key": "touchstone.stratum.language", "value": {"stringValue": ""}}]}]}]}]}
                    """.formatted(TRACE, nul, nul, nul);
            bench.send(ReadTraces.ofJson(body.getBytes(StandardCharsets.UTF_8))
                    .spans()
                    .toArray(Span[]::new));

            assertThat(bench.work.run()).isEqualTo(1);
            assertThat(bench.outputs()).hasSize(1);
        }
    }

    /// More traces in one request than a statement takes values, and more than one run looks at.
    @EveryDatabase
    void aRequestMayHoldThousandsOfTraces(DatabaseConfig database) {
        try (Bench bench = new Bench(database, "{\"grace\": \"0s\"}")) {
            Span[] spans = new Span[2_500];
            for (int i = 0; i < spans.length; i++) {
                Span one = answer("00000000000000a1", null, 10, "answer " + i);
                spans[i] = new Span(
                        new Span.Ids("%032x".formatted(i + 1), "00000000000000a1", null),
                        one.name(),
                        one.endNs(),
                        one.attributes(),
                        List.of(),
                        Map.of());
            }
            bench.send(spans);
            bench.send(spans);

            int looked = 0;
            for (int run = bench.work.run(); run > 0; run = bench.work.run()) {
                looked += run;
            }

            assertThat(looked).isEqualTo(spans.length);
            assertThat(bench.outputs()).hasSize(spans.length);
            assertThat(bench.kept()).isZero();
        }
    }

    @EveryDatabase
    void whatIsOldIsForgotten(DatabaseConfig database) {
        try (Bench bench = new Bench(database, "{\"grace\": \"0s\"}")) {
            bench.send(answer("00000000000000a1", null, 10, "first"));
            bench.work.run();
            bench.bench.clock.advance(Duration.ofDays(2));

            bench.work.forget();

            assertThat(bench.bench.count("otlp_trace")).isZero();
        }
    }
}
