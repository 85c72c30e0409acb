package dev.touchstone.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.api.rubric.RubricAnswer;
import dev.touchstone.api.wire.Json;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What people decide at the console, and what must not count.
class ReviewTest {
    private ConsoleStage stage;
    private Browserless ann;
    private String csrf = "";

    @BeforeEach
    void start() throws Exception {
        stage = new ConsoleStage();
        ann = new Browserless();
        var unused = ann.signIn(stage.link(ConsoleStage.ANN));
        csrf = Browserless.token(ann.get(stage.url("/queue")).body());
    }

    @AfterEach
    void stop() {
        ann.close();
        stage.close();
    }

    @Test
    void anApprovalCountsUnderOnesOwnNameAndLeadsToTheNext() throws Exception {
        ReviewId first = stage.doubtful("o-1", "Within 90 days.");
        ReviewId second = stage.doubtful("o-2", "Within 30 days.");

        HttpResponse<String> answer = press(first, "approve", Map.of("tenths", "123"));

        assertThat(answer.statusCode()).isEqualTo(303);
        String next = answer.headers().firstValue("Location").orElseThrow();
        assertThat(next).startsWith("/console/reviews/" + second).contains("n=1", "done=" + first);
        Decision decision = decision(first);
        assertThat(decision.action()).isEqualTo(DecisionAction.APPROVE);
        assertThat(decision.reviewer()).isEqualTo(ConsoleStage.ANN);
        assertThat(decision.said().seconds()).isEqualTo(12.3);
        assertThat(Objects.requireNonNull(stage.api.review(second).review().claim())
                        .by())
                .isEqualTo(ConsoleStage.ANN);
        assertThat(ann.get(stage.backend.url() + next).body())
                .contains("You approved “Within 90 days.”", "1 done", "1 waits");
    }

    @Test
    void aFormThatIsSentTwiceCountsOnce() throws Exception {
        ReviewId review = stage.doubtful("o-1", "Yes.");
        Map<String, String> key = Map.of("key", UUID.randomUUID().toString());

        var first = press(review, "approve", key);
        var second = press(review, "approve", key);

        assertThat(first.statusCode()).isEqualTo(303);
        assertThat(second.statusCode()).isEqualTo(303);
        assertThat(stage.api.review(review).history()).hasSize(1);
    }

    @Test
    void whoIsTooLateIsToldWhoDecidedAndLosesNothing() throws Exception {
        ReviewId review = stage.doubtful("o-1", "Yes.");
        var unused = stage.api.decide(review, NewDecision.approve(ConsoleStage.ROB, 0, null));

        HttpResponse<String> late =
                press(review, "edit", Map.of("corrected", "Within 90 days, <b>unworn</b>.", "note", "See page 3."));

        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body())
                .contains(
                        "Rob decided this",
                        "yours was not counted",
                        "Within 90 days, &lt;b&gt;unworn&lt;/b&gt;.",
                        "See page 3.");
        assertThat(stage.api.review(review).history()).hasSize(1);
    }

    @Test
    void aCorrectionKeepsTheLinesThatWereWrittenAndTheRubric() throws Exception {
        ReviewId review = stage.doubtful("o-1", "Yes.");

        var unused = press(
                review,
                "edit",
                Map.of(
                        "corrected",
                        "Within\r\n90 days.",
                        "golden",
                        "true",
                        "rubric.correct",
                        "fail",
                        "note",
                        "Page 3"));

        Decision decision = decision(review);
        assertThat(decision.action()).isEqualTo(DecisionAction.EDIT);
        assertThat(decision.correction().correctedOutput()).isEqualTo(TextNode.valueOf("Within\n90 days."));
        assertThat(decision.said().rubric()).containsEntry("correct", RubricAnswer.FAIL);
        assertThat(decision.said().note()).isEqualTo("Page 3");
    }

    @Test
    void anEditThatChangesNothingApproves() throws Exception {
        ReviewId review = stage.doubtful("o-1", "Two\nlines.");

        var unused = press(review, "edit", Map.of("corrected", "Two\r\nlines."));

        assertThat(decision(review).action()).isEqualTo(DecisionAction.APPROVE);
    }

    @Test
    void attributesKeepTheirKindAndAClearedOneHasNoValue() throws Exception {
        ReviewId review =
                stage.post(NewOutput.json("support", "o-1", Json.mapper().createObjectNode())
                        .attribute("brand", TextNode.valueOf("Nordhavel"), null)
                        .attribute("size", IntNode.valueOf(41), null)
                        .attribute("waterproof", TextNode.valueOf("yes"), null)
                        .confidence(0.3)
                        .build());

        var refused = press(review, "edit", Map.of("attribute.1", "forty-two"));
        var unused = press(review, "edit", Map.of("attribute.0", "Nordhavel", "attribute.1", "42", "attribute.2", ""));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("“size” was a number", "value=\"forty-two\"");
        assertThat(decision(review).correction().correctedAttributes())
                .containsOnlyKeys("size", "waterproof")
                .containsEntry("size", IntNode.valueOf(42));
        assertThat(Objects.requireNonNull(decision(review)
                                .correction()
                                .correctedAttributes()
                                .get("waterproof"))
                        .isNull())
                .isTrue();
    }

    @Test
    void whatIsNotFinishedComesBackAsItWasEntered() throws Exception {
        ReviewId review = stage.doubtful("o-1", "Yes.");

        var noReason = press(review, "reject", Map.of("note", "My note"));
        var changed = press(review, "approve", Map.of("corrected", "No."));
        var reasoned = press(review, "approve", Map.of("reason", "wrong"));
        var enter = press(review, "enter", Map.of());

        assertThat(noReason.body()).contains("A rejection needs a reason", "My note");
        assertThat(changed.body()).contains("You changed the output", ">\nNo.</textarea>");
        assertThat(reasoned.body()).contains("You chose a reason for a rejection");
        assertThat(noReason.statusCode()).isEqualTo(422);
        assertThat(enter.statusCode()).isEqualTo(422);
        assertThat(stage.api.review(review).history()).isEmpty();
    }

    @Test
    void aRejectionHasItsReasonAndIsTakenBack() throws Exception {
        ReviewId review = stage.doubtful("o-1", "Yes.");
        var unused = press(review, "reject", Map.of("reason", "unsafe"));
        assertThat(decision(review).said().reason()).isEqualTo("unsafe");

        var undone = ann.post(stage.url("/reviews/" + review + "/undo"), Map.of("csrf", csrf, "revision", "1"));

        assertThat(undone.statusCode()).isEqualTo(303);
        assertThat(stage.api.review(review).review().standing().state()).isEqualTo(ReviewState.OPEN);
        assertThat(ann.get(stage.url("/reviews/" + review)).body())
                .contains("Ann rejected this on", "Unsafe or against policy", "Ann took back this on");
    }

    @Test
    void whoSkipsIsNotAskedAgain() throws Exception {
        ReviewId first = stage.doubtful("o-1", "Yes.");

        var skipped = press(first, "skip", Map.of());

        assertThat(skipped.headers().firstValue("Location").orElseThrow()).startsWith("/console/queue");
        assertThat(ann.get(stage.url("/queue")).body()).contains("Nothing waits for you");
        assertThat(stage.api.review(first).history()).isEmpty();
    }

    @Test
    void whatWasWrittenIsShownToWhoeverIsNoLongerSignedIn() throws Exception {
        ReviewId review = stage.doubtful("o-1", "Yes.");
        stage.api.sessions().endAllOf(ConsoleStage.ANN.id());

        var answer = press(review, "edit", Map.of("corrected", "Half an hour of <work>"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("Half an hour of &lt;work&gt;");
        assertThat(stage.api.review(review).history()).isEmpty();
    }

    @Test
    void aRoleThatIsTakenAwayIsGoneFromAPageThatIsOpen() throws Exception {
        ReviewId review = stage.doubtful("o-1", "Yes.");
        stage.put("support", Json.read("{\"reviewers\": {\"allow\": [\"slack:U9\"]}}", Policy.class));
        stage.later(Duration.ofSeconds(5));

        assertThat(press(review, "approve", Map.of()).statusCode()).isEqualTo(404);
        assertThat(ann.get(stage.url("/reviews/" + review)).statusCode()).isEqualTo(404);
        assertThat(ann.get(stage.url("/reviews/" + review + "/state")).statusCode())
                .isEqualTo(404);
        assertThat(stage.api.review(review).history()).isEmpty();
    }

    @Test
    void anOpenPageCanAskWhetherSomebodyHasDecided() throws Exception {
        ReviewId review = stage.doubtful("o-1", "Yes.");
        String before = ann.get(stage.url("/reviews/" + review + "/state")).body();
        var unused = stage.api.decide(review, NewDecision.approve(ConsoleStage.ROB, 0, null));

        assertThat(before).isEqualTo("{\"revision\":0,\"open\":true,\"words\":\"\"}");
        assertThat(ann.get(stage.url("/reviews/" + review + "/state")).body())
                .startsWith("{\"revision\":1,\"open\":false,\"words\":\"Rob approved this on");
    }

    @Test
    void aVeryLongOutputIsCutOnThePageAndWholeInItsFile() throws Exception {
        String text = "long ".repeat(100_000);
        ReviewId review = stage.doubtful("o-1", text);

        String page = ann.get(stage.url("/reviews/" + review)).body();
        var file = ann.get(stage.url("/reviews/" + review + "/text"));

        assertThat(page).contains("500,000 characters in all", "too long to be corrected here");
        assertThat(page.length()).isLessThan(60_000);
        assertThat(file.body()).isEqualTo(text);
        assertThat(file.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
        assertThat(press(review, "approve", Map.of()).statusCode()).isEqualTo(303);
    }

    @Test
    void aBlindReviewShowsNoConfidence() throws Exception {
        stage.put(
                "audited",
                Json.read(
                        "{\"audit_rate\": 1, \"confidence_threshold\": 0, \"reviewers\": {\"owners\": [\"slack:U1\"]}}",
                        Policy.class));
        stage.later(Duration.ofSeconds(5));
        ReviewId blind = stage.post(
                NewOutput.text("audited", "o-1", "Yes.").confidence(0.87).build());
        ReviewId open = stage.doubtful("o-2", "No.");

        assertThat(ann.get(stage.url("/reviews/" + blind)).body()).doesNotContain("87 %", "Confidence");
        assertThat(ann.get(stage.url("/reviews/" + open)).body()).contains("40 %");
    }

    private Decision decision(ReviewId review) {
        return Objects.requireNonNull(stage.api.review(review).review().decision());
    }

    private HttpResponse<String> press(ReviewId review, String action, Map<String, String> more) throws Exception {
        Map<String, String> fields = new LinkedHashMap<>(Map.of("csrf", csrf, "revision", "0", "action", action));
        fields.putAll(more);
        return ann.post(stage.url("/reviews/" + review + "/decision"), fields);
    }
}
