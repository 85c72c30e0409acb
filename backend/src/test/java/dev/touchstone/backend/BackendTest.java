package dev.touchstone.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.ReviewQuery;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.BatchLine;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.review.ClaimRequest;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.OutputStatus;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.UndoRequest;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.ServedBackend;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// The whole backend as its callers see it: over HTTP, through the client, on both databases.
class BackendTest {
    private static final Reviewer ANA = new Reviewer(new ReviewerId("ana"), "Ana");
    private static final Reviewer BEN = new Reviewer(new ReviewerId("ben"), "Ben");
    private static final TextNode RIGHT = TextNode.valueOf("the right answer");

    @EveryDatabase
    void anOutputGoesAllTheWayAndBack(ServedBackend served) throws Exception {
        TouchstoneClient client = served.client;
        OutputReceipt receipt = client.post(ServedBackend.doubtful("e-1"));
        assertThat(receipt.reasons()).contains(RouteReason.LOW_CONFIDENCE);
        ReviewId id = review(receipt);
        assertThat(client.reviews(ReviewQuery.OPEN.pipeline(new PipelineName(ServedBackend.PIPELINE)))
                        .items())
                .singleElement()
                .satisfies(summary -> assertThat(summary.review().id()).isEqualTo(id));

        Review claimed = client.claim(id, ClaimRequest.of(ANA));
        assertThat(Objects.requireNonNull(claimed.claim()).by()).isEqualTo(ANA);
        NewDecision edit = NewDecision.edit(ANA, claimed.standing().revision(), RIGHT, "a slip", 4.5);
        refused(
                409,
                "review-claimed",
                () -> client.decide(
                        id, NewDecision.approve(BEN, claimed.standing().revision(), null)));

        CompletableFuture<OutputStatus> waiting = CompletableFuture.supplyAsync(
                () -> client.awaitVerdict(receipt.id(), Duration.ofSeconds(10)).status());
        Review decided = client.decide(id, edit);
        assertThat(waiting.get()).isEqualTo(OutputStatus.DECIDED);
        assertThat(decided.standing().revision()).isEqualTo(1);
        assertThat(client.goldenSet().exportGolden(new PipelineName(ServedBackend.PIPELINE)))
                .singleElement()
                .satisfies(example -> {
                    assertThat(example.correctedOutput()).isEqualTo(RIGHT);
                    assertThat(example.lineage().externalId()).isEqualTo("e-1");
                    assertThat(example.lineage().action()).isEqualTo(DecisionAction.EDIT);
                });

        Review reopened =
                client.undo(id, new UndoRequest(ANA, decided.standing().revision(), "too fast"));
        assertThat(reopened.decision()).isNull();
        assertThat(client.goldenSet().exportGolden(new PipelineName(ServedBackend.PIPELINE)))
                .isEmpty();
        assertThat(client.output(receipt.id()).status()).isEqualTo(OutputStatus.IN_REVIEW);
        assertThat(client.review(id).history())
                .extracting(decision -> decision.action())
                .containsExactly(DecisionAction.EDIT, DecisionAction.UNDO);
    }

    @EveryDatabase
    void theSameRequestAgainGetsTheSameAnswer(ServedBackend served) {
        TouchstoneClient client = served.client;
        OutputReceipt receipt = client.post(ServedBackend.doubtful("e-1"));

        assertThat(client.post(ServedBackend.doubtful("e-1"))).isEqualTo(receipt);
        refused(409, "external-id-taken", () -> client.post(confident("e-1")));

        NewDecision approval = NewDecision.approve(ANA, 0, 1.0);
        Review decided = client.decide(review(receipt), approval, "request-1");
        assertThat(client.decide(review(receipt), approval, "request-1")).isEqualTo(decided);
        refused(409, "review-changed", () -> client.decide(review(receipt), approval, "request-2"));

        UndoRequest undo = new UndoRequest(ANA, 1, null);
        Review undone = client.undo(review(receipt), undo, "request-3");
        assertThat(client.undo(review(receipt), undo, "request-3")).isEqualTo(undone);
        assertThat(client.review(review(receipt)).history()).hasSize(2);
    }

    @EveryDatabase
    void aBadLineDoesNotSpoilTheOthersOfItsBatch(ServedBackend served) {
        TouchstoneClient client = served.client;
        client.post(ServedBackend.doubtful("taken"));

        List<BatchLine> answers = client.postBatch(List.of(
                ServedBackend.doubtful("b-1"),
                NewOutput.text("nowhere", "b-2", "x").build(),
                confident("taken"),
                ServedBackend.doubtful("taken"),
                ServedBackend.doubtful("b-1"),
                confident("b-5")));

        assertThat(answers).extracting(BatchLine::line).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(answers).extracting(BatchLine::status).containsExactly(201, 404, 409, 200, 200, 201);
        assertThat(Objects.requireNonNull(answers.get(1).problem()).detail()).contains("'nowhere' is unknown");
        assertThat(answers.get(4).receipt()).isEqualTo(answers.get(0).receipt());
    }

    @EveryDatabase
    void anOutputKeepsThePolicyVersionThatRoutedIt(ServedBackend served) {
        TouchstoneClient client = served.client;
        Policy lax = Json.read("{\"confidence_threshold\": 0.1, \"audit_rate\": 0}", Policy.class);
        OutputReceipt first = client.post(ServedBackend.doubtful("e-1"));

        assertThat(client.putPipeline(ServedBackend.PIPELINE, lax).policyVersion())
                .isEqualTo(2);
        assertThat(client.putPipeline(ServedBackend.PIPELINE, lax).policyVersion())
                .isEqualTo(2);
        OutputReceipt second = client.post(ServedBackend.doubtful("e-2"));

        assertThat(first.policyVersion()).isEqualTo(1);
        assertThat(second.policyVersion()).isEqualTo(2);
        assertThat(second.reviewId()).isNull();
        assertThat(client.output(first.id()).routed().policyVersion()).isEqualTo(1);
        assertThat(client.output(first.id()).status()).isEqualTo(OutputStatus.IN_REVIEW);
        assertThat(client.post(ServedBackend.doubtful("e-1"))).isEqualTo(first);
        assertThat(client.putPipeline(ServedBackend.PIPELINE, Policy.DEFAULT).policyVersion())
                .isEqualTo(3);
    }

    private static NewOutput confident(String externalId) {
        return NewOutput.text(ServedBackend.PIPELINE, externalId, "another answer")
                .confidence(0.99)
                .build();
    }

    private static ReviewId review(OutputReceipt receipt) {
        return Objects.requireNonNull(receipt.reviewId());
    }

    private static void refused(int status, String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ApiException.class, e -> {
            assertThat(e.status()).isEqualTo(status);
            assertThat(e.code()).isEqualTo(code);
        });
    }
}
