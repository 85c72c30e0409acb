package dev.touchstone.backend.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.feedback.FeedbackClass;
import dev.touchstone.api.feedback.FeedbackEvent;
import dev.touchstone.api.feedback.FeedbackKind;
import dev.touchstone.api.feedback.FeedbackLine;
import dev.touchstone.api.feedback.NewFeedback;
import dev.touchstone.api.feedback.OutputFeedback;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.testing.Eventually;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.ServedBackend;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// What users do, over HTTP: taken, counted, shown, and led to a review.
class FeedbackJourneyTest {
    private static final Policy NO_AUDIT = Json.read("{\"audit_rate\": 0}", Policy.class);
    private static final Duration SOON = Duration.ofSeconds(20);

    @EveryDatabase
    void aThumbsDownOpensAReviewThatShowsTheWords(ServedBackend served) {
        served.client.putPipeline(ServedBackend.PIPELINE, NO_AUDIT);
        TouchstoneClient sender =
                served.client(served.key(new PipelineName(ServedBackend.PIPELINE), Scope.FEEDBACK_WRITE));
        sender.feedback(NewFeedback.of(ServedBackend.PIPELINE, "a", FeedbackKind.THUMB)
                .eventId("e1")
                .actor("ann")
                .value("down")
                .comment("The fee is 40, not 30.")
                .correction(TextNode.valueOf("40 euros"))
                .build());
        OutputReceipt output = served.client.post(confident("a"));

        Eventually.within(
                SOON, "a review", () -> served.client.output(output.id()).reviewId() != null);
        OutputFeedback feedback = served.client.feedback(output.id());
        assertThat(feedback.feedbackClass()).isEqualTo(FeedbackClass.STRONG_NEGATIVE);
        assertThat(feedback.score()).isZero();
        assertThat(feedback.voices()).isEqualTo(1);
        FeedbackEvent event = feedback.events().getFirst();
        assertThat(event.words().comment()).isEqualTo("The fee is 40, not 30.");
        assertThat(event.actor()).isNotEqualTo("ann");
        ReviewDetail review = served.client.review(
                Objects.requireNonNull(served.client.output(output.id()).reviewId()));
        assertThat(review.review().asked().reasons()).containsExactly(RouteReason.FEEDBACK);
        assertThat(review.feedback()).containsExactly(event);
    }

    @EveryDatabase
    void badLinesOfABatchAreRefusedAndTheirNeighboursStored(ServedBackend served) throws Exception {
        served.client.putPipeline("claims", Policy.DEFAULT);
        OutputReceipt others = served.client.post(
                NewOutput.text("claims", "c", "x").confidence(0.9).build());
        String long1 = "a".repeat(1024 * 1024);
        List<String> lines = List.of(
                line("'event_id':'1','external_id':'a','kind':'thumb','value':'down'"),
                line("'event_id':'1','external_id':'a','kind':'thumb','value':'down'"),
                line("'event_id':'1','external_id':'a','kind':'thumb','value':'up'"),
                line("'event_id':'2','external_id':'a','kind':'stars','value':6"),
                line("'event_id':'3','external_id':'a','kind':'stars','value':2.5"),
                line("'event_id':'4','external_id':'a','kind':'dwell','value':-1"),
                line("'event_id':'5','external_id':'a','kind':'dwell','value':1000000000"),
                line("'event_id':'6','external_id':'a','kind':'score','value':1.01"),
                line("'event_id':'7','external_id':'a','kind':'thumb'"),
                line("'event_id':'8','external_id':'a','kind':'copy','value':1"),
                line("'event_id':'9','external_id':'a','kind':'comment'"),
                line("'event_id':'10','kind':'copy'"),
                line("'event_id':'11','external_id':'a','output_id':'o','kind':'copy'"),
                line("'event_id':'12','external_id':'a','kind':'wave'"),
                line("'event_id':'13','output_id':'" + others.id() + "','kind':'copy'"),
                line("'event_id':'14','external_id':'a','kind':'comment','comment':'" + long1 + "'"),
                line("'event_id':'15','external_id':'a','kind':'comment','comment':'" + long1.substring(0, 4001) + "'"),
                line("'event_id':'16','external_id':'a','kind':'comment','comment':'<b>&lt;@U1&gt;</b>'"),
                line("'external_id':'a','kind':'copy'"),
                "{\"pipeline\":\"nobody\",\"event_id\":\"17\",\"external_id\":\"a\",\"kind\":\"copy\"}",
                "{\"pipeline\": ",
                "null");

        assertThat(answers(served, "/v1/feedback:batch", lines))
                .extracting(FeedbackLine::status)
                .containsExactly(
                        201, 200, 409, 422, 422, 422, 422, 422, 422, 422, 422, 422, 404, 422, 404, 413, 422, 201, 422,
                        404, 400, 422);
        assertThat(answers(served, "/v1/feedback", lines.subList(0, 2)))
                .as("lines may go to the address of one event too")
                .extracting(FeedbackLine::status)
                .containsExactly(200, 200);
    }

    @EveryDatabase
    void aKeyOfOnePipelineNeitherPostsNorReadsWhatUsersDidWithAnother(ServedBackend served) {
        served.client.putPipeline("claims", Policy.DEFAULT);
        OutputReceipt output = served.client.post(confident("a"));
        TouchstoneClient claims = served.client(served.key(new PipelineName("claims"), Scope.ADMIN));
        TouchstoneClient reader = served.client(served.key(null, Scope.OUTPUTS_READ));
        NewFeedback event = NewFeedback.of(ServedBackend.PIPELINE, output.id(), FeedbackKind.COPY)
                .build();

        refused(404, () -> claims.feedback(event));
        refused(404, () -> claims.feedback(output.id()));
        refused(403, () -> reader.feedback(event));
        assertThat(reader.feedback(output.id()).feedbackClass()).isEqualTo(FeedbackClass.SILENCE);
    }

    @EveryDatabase
    void whatUsersDidIsWithheldWhileSomebodyJudgesBlind(ServedBackend served) {
        served.client.putPipeline(ServedBackend.PIPELINE, Json.read("{\"audit_rate\": 1}", Policy.class));
        OutputReceipt output = served.client.post(confident("a"));
        served.client.feedback(NewFeedback.of(ServedBackend.PIPELINE, output.id(), FeedbackKind.THUMB)
                .value("down")
                .build());

        OutputFeedback seen = served.client.feedback(output.id());

        assertThat(seen.withheld()).isTrue();
        assertThat(seen.events()).isEmpty();
    }

    private static NewOutput confident(String externalId) {
        return NewOutput.text(ServedBackend.PIPELINE, externalId, "an answer")
                .query("a question")
                .confidence(0.95)
                .build();
    }

    private static void refused(int status, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.status()).isEqualTo(status));
    }

    private static String line(String fields) {
        return ("{'pipeline':'" + ServedBackend.PIPELINE + "'," + fields + "}").replace('\'', '"');
    }

    private static List<FeedbackLine> answers(ServedBackend served, String path, List<String> lines) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(served.backend.url() + path))
                            .header("Authorization", "Bearer " + served.key(null, Scope.ADMIN))
                            .header("Content-Type", "application/x-ndjson")
                            .POST(HttpRequest.BodyPublishers.ofString(String.join("\n", lines)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body()
                    .lines()
                    .map(one -> Json.read(one, FeedbackLine.class))
                    .toList();
        }
    }
}
