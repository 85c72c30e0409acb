package dev.touchstone.backend.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.DecisionReason;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.OutputQuery;
import dev.touchstone.api.review.UndoRequest;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.store.DatabaseConfig;
import dev.touchstone.backend.testing.Eventually;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.ServedBackend;
import dev.touchstone.backend.testing.TestDatabases;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Verdicts over HTTP, and what a receiver of OpenTelemetry's logs hears of them.
class EvaluationJourneyTest {
    private static final Reviewer ANA = new Reviewer(new ReviewerId("ana"), "Ana");
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";

    private static ServedBackend served(DatabaseConfig database, String url) {
        return new ServedBackend(
                database,
                Map.of(
                        "TOUCHSTONE_EVALUATIONS__URL",
                        url,
                        "TOUCHSTONE_EVALUATIONS_HEADERS",
                        "Authorization=Basic%20cDpr+Q=="));
    }

    private static ReviewId posted(ServedBackend served, NewOutput output) {
        return new ReviewId(String.valueOf(served.client.post(output).reviewId()));
    }

    private static int revision(ServedBackend served, ReviewId review) {
        return served.client.review(review).review().standing().revision();
    }

    private static void approve(ServedBackend served, ReviewId review) {
        served.client.decide(review, NewDecision.approve(ANA, revision(served, review), null));
    }

    private static void reject(ServedBackend served, ReviewId review, String note) {
        served.client.decide(
                review,
                NewDecision.of(ANA, DecisionAction.REJECT, revision(served, review))
                        .reason(DecisionReason.of("wrong"))
                        .note(note)
                        .build());
    }

    private static void await(LogReceiver receiver, int events) {
        Eventually.within(
                Duration.ofSeconds(40),
                events + " events",
                () -> receiver.taken().size() >= events);
    }

    @Test
    void theVerdictOnATraceGoesBackToItsSpan(@TempDir Path folder) throws Exception {
        try (var receiver = new LogReceiver(0);
                var served = served(TestDatabases.newSqlite(folder.resolve("t.db")), receiver.url())) {
            served.client.putPipeline(
                    ServedBackend.PIPELINE,
                    Json.read("{\"traces\": {\"grace\": \"0s\"}, \"audit_rate\": 1}", Policy.class));
            postTrace(served);
            Eventually.within(
                    Duration.ofSeconds(30),
                    "the output",
                    () -> !served.client
                            .outputs(OutputQuery.ALL, null, 1)
                            .items()
                            .isEmpty());
            ReviewId review = Objects.requireNonNull(served.client
                    .outputs(OutputQuery.ALL, null, 1)
                    .items()
                    .getFirst()
                    .reviewId());

            reject(served, review, "It is 14 days.");

            await(receiver, 1);
            LogReceiver.Received event = receiver.taken().getFirst();
            assertThat(event.log().getEventName()).isEqualTo("gen_ai.evaluation.result");
            assertThat(event.traceId()).isEqualTo(TRACE);
            assertThat(event.spanId()).isEqualTo(SPAN);
            assertThat(event.text("gen_ai.evaluation.name")).isEqualTo("human_review");
            assertThat(event.label()).isEqualTo("rejected");
            assertThat(event.attribute("gen_ai.evaluation.score.value")
                            .orElseThrow()
                            .getDoubleValue())
                    .isZero();
            assertThat(event.text("gen_ai.evaluation.explanation")).isEqualTo("wrong: It is 14 days.");
            assertThat(event.text("gen_ai.response.id")).isEqualTo("chatcmpl-7");
            assertThat(event.text("touchstone.output.external_id")).isEqualTo(TRACE + ":" + SPAN);
            assertThat(event.authorization()).hasValue("Basic cDpr+Q==");
        }
    }

    private static void postTrace(ServedBackend served) throws Exception {
        String span = """
                {"resourceSpans": [{"resource": {"attributes": [
                  {"key": "service.name", "value": {"stringValue": "support"}}]}, "scopeSpans": [{"spans": [
                  {"traceId": "%s", "spanId": "%s", "name": "chat", "endTimeUnixNano": "1764547200000000000",
                   "attributes": [
                    {"key": "gen_ai.operation.name", "value": {"stringValue": "chat"}},
                    {"key": "gen_ai.response.id", "value": {"stringValue": "chatcmpl-7"}},
                    {"key": "gen_ai.completion", "value": {"stringValue": "30 days."}}]}]}]}]}
                """.formatted(TRACE, SPAN);
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(served.backend.url() + "/v1/traces"))
                            .header("Content-Type", "application/json")
                            .header("Authorization", "Bearer " + served.key(null, Scope.ADMIN))
                            .POST(HttpRequest.BodyPublishers.ofString(span))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }

    @EveryDatabase
    void whileTheEndpointIsAwayVerdictsWaitAndThenArriveOnceInOrder(DatabaseConfig database) {
        int port;
        try (var free = new LogReceiver(0)) {
            port = free.port();
        }
        String url = "http://127.0.0.1:" + port + "/v1/logs";
        ReviewId changed;
        try (var served = served(database, url)) {
            changed = posted(served, ServedBackend.doubtful("changed"));
            approve(served, changed);
            approve(served, posted(served, ServedBackend.doubtful("other")));
            served.client.undo(changed, new UndoRequest(ANA, revision(served, changed), null));
            reject(served, changed, "No.");
        }
        // Everything was stopped and is started again; the endpoint too.
        try (var receiver = new LogReceiver(port);
                var served = served(database, url)) {
            await(receiver, 4);
            approve(served, posted(served, ServedBackend.doubtful("last")));
            await(receiver, 5);

            assertThat(receiver.taken())
                    .extracting(LogReceiver.Received::label)
                    .containsExactly("approved", "approved", "reopened", "rejected", "approved");
            assertThat(receiver.taken().get(2).attribute("gen_ai.evaluation.score.value"))
                    .isEmpty();
            List<LogReceiver.Received> ofChanged = receiver.taken().stream()
                    .filter(event -> event.text("touchstone.review.id").equals(changed.value()))
                    .toList();
            assertThat(ofChanged).hasSize(3);
            assertThat(ofChanged.stream()
                            .map(event -> event.attribute("touchstone.review.revision")
                                    .orElseThrow()
                                    .getIntValue()))
                    .isSorted();
            assertThat(new HashSet<>(receiver.received().stream()
                            .map(event -> event.text("log.record.uid"))
                            .toList()))
                    .hasSize(5);
        }
    }

    @EveryDatabase
    void anAnswerThatNeverCameRepeatsTheEventUnderItsId(DatabaseConfig database) {
        try (var receiver = new LogReceiver(0).answers(503);
                var served = served(database, receiver.url())) {
            approve(served, posted(served, ServedBackend.doubtful("one")));

            await(receiver, 1);

            assertThat(receiver.received()).hasSize(2);
            assertThat(receiver.received().getFirst().text("log.record.uid"))
                    .isEqualTo(receiver.received().getLast().text("log.record.uid"));
        }
    }

    @Test
    void whatTheEndpointNeverTakesIsPutAsideAndHoldsNothingUp(@TempDir Path folder) {
        try (var receiver = new LogReceiver(0).answers(400);
                var served = served(TestDatabases.newSqlite(folder.resolve("t.db")), receiver.url())) {
            approve(served, posted(served, ServedBackend.doubtful("one")));
            approve(served, posted(served, ServedBackend.doubtful("two")));
            await(receiver, 1);
            assertThat(receiver.taken().getFirst().text("touchstone.output.external_id"))
                    .isEqualTo("two");

            receiver.rejects("too old");
            approve(served, posted(served, ServedBackend.doubtful("three")));
            Eventually.within(
                    Duration.ofSeconds(20),
                    "both put aside",
                    () -> served.client
                                    .deliveries()
                                    .deadDeliveries(null, 10)
                                    .items()
                                    .size()
                            == 2);

            assertThat(served.client.deliveries().deadDeliveries(null, 10).items())
                    .extracting(dead -> dead.tries().lastError())
                    .containsExactly("status 400", "rejected: too old");
        }
    }

    @Test
    void outputsThatWerePostedSayInTheirMetadataWhereTheyWereTraced(@TempDir Path folder) {
        try (var receiver = new LogReceiver(0);
                var served = served(TestDatabases.newSqlite(folder.resolve("t.db")), receiver.url())) {
            NewOutput traced = NewOutput.text(ServedBackend.PIPELINE, "t-1", "an answer")
                    .confidence(0.3)
                    .metadata("trace_id", TextNode.valueOf(TRACE.toUpperCase(Locale.ROOT)))
                    .metadata("span_id", TextNode.valueOf(SPAN))
                    .metadata("response_id", TextNode.valueOf("resp_1"))
                    .build();
            approve(served, posted(served, traced));
            approve(served, posted(served, ServedBackend.doubtful("untraced")));

            await(receiver, 2);

            assertThat(receiver.taken().getFirst().traceId()).isEqualTo(TRACE);
            assertThat(receiver.taken().getFirst().spanId()).isEqualTo(SPAN);
            assertThat(receiver.taken().getFirst().text("gen_ai.response.id")).isEqualTo("resp_1");
            assertThat(receiver.taken().getLast().traceId()).isEmpty();
            assertThat(receiver.taken().getLast().text("touchstone.output.external_id"))
                    .isEqualTo("untraced");
        }
    }
}
