package dev.touchstone.backend.review.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.QualityQuery;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.quality.QualityFigure;
import dev.touchstone.api.review.ClaimRequest;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.OutputQuery;
import dev.touchstone.api.review.OutputStatus;
import dev.touchstone.api.review.OutputView;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.api.review.Withdrawal;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.ServedBackend;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

class WithdrawnReviewsTest {
    private static final Reviewer ANN = new Reviewer(new ReviewerId("slack:U1"), "Ann");
    private static final Withdrawal CANCELLED = new Withdrawal(null, "The order was cancelled.");

    private static OutputReceipt posted(ServedBackend served, String policy, String externalId) {
        served.client.putPipeline(ServedBackend.PIPELINE, Json.read(policy, Policy.class));
        return served.client.post(NewOutput.text(ServedBackend.PIPELINE, externalId, "an answer")
                .confidence(0.3)
                .callbackUrl("https://pipeline.example/hook")
                .build());
    }

    private static ReviewId doubtful(ServedBackend served) {
        return review(posted(
                served, "{\"audit_rate\": 0, \"reviewers\": {\"channel\": \"#c\"}, \"max_open_cards\": 5}", "a"));
    }

    private static ReviewId review(OutputReceipt receipt) {
        return Objects.requireNonNull(receipt.reviewId());
    }

    private static List<String> text(ServedBackend served, String sql) {
        try (Database database = Database.openAndMigrate(served.database)) {
            return database.reader()
                    .withHandle(handle ->
                            handle.createQuery(sql).mapTo(String.class).list());
        }
    }

    @EveryDatabase
    void whatIsNotNeededAnyMoreLeavesTheQueueAndWhoeverHeldItLosesIt(ServedBackend served) {
        ReviewId id = doubtful(served);
        Review unused = served.client.claim(id, new ClaimRequest(ANN, Duration.ofMinutes(5), null));

        Review withdrawn = served.client.withdrawReview(id, CANCELLED);

        assertThat(withdrawn.standing().state()).isEqualTo(ReviewState.WITHDRAWN);
        assertThat(withdrawn.standing().revision()).isEqualTo(1);
        assertThat(withdrawn.claim()).isNull();
        assertThat(withdrawn.closedWhy()).isEqualTo("The order was cancelled.");
        assertThatThrownBy(() -> served.client.decide(id, NewDecision.approve(ANN, 0, null)))
                .isInstanceOfSatisfying(ApiException.class, e -> {
                    assertThat(e.code()).isEqualTo("review-changed");
                    assertThat(e.getMessage()).contains("withdrawn");
                });
        OutputView output = served.client.output(withdrawn.outputId());
        assertThat(output.status()).isEqualTo(OutputStatus.WITHDRAWN);
        assertThat(served.client
                        .outputs(OutputQuery.ALL.status(OutputStatus.WITHDRAWN), null, 10)
                        .items())
                .singleElement()
                .satisfies(found -> assertThat(found.id()).isEqualTo(output.id()));
        assertThat(served.client
                        .outputs(OutputQuery.ALL.status(OutputStatus.AUTO_APPROVED), null, 10)
                        .items())
                .isEmpty();
    }

    @EveryDatabase
    void toRepeatItChangesNothingAndTellsNobodyTwice(ServedBackend served) {
        ReviewId id = doubtful(served);

        Review first = served.client.withdrawReview(id, new Withdrawal(ANN, "The order was cancelled."));
        Review again = served.client.withdrawReview(id, new Withdrawal(null, "Another reason."));

        assertThat(again).isEqualTo(first);
        assertThat(text(served, "SELECT actor FROM ledger_entry WHERE action = 'review.withdrawn'"))
                .containsExactly("slack:U1");
        assertThat(text(served, "SELECT payload FROM delivery WHERE consumer = 'webhook'"))
                .singleElement()
                .satisfies(payload -> {
                    JsonNode data = Json.read(payload, JsonNode.class);
                    assertThat(data.get("external_id").asText()).isEqualTo("a");
                    assertThat(data.get("review_id").asText()).isEqualTo(id.value());
                    assertThat(data.get("revision").asInt()).isEqualTo(1);
                    assertThat(data.get("reason").asText()).isEqualTo("The order was cancelled.");
                });
        assertThat(text(served, "SELECT kind FROM delivery WHERE consumer = 'webhook'"))
                .containsExactly("verdict.withdrawn");
    }

    @EveryDatabase
    void whatPeopleHaveDecidedCannotBeWithdrawn(ServedBackend served) {
        ReviewId id = doubtful(served);
        Review decided = served.client.decide(id, NewDecision.approve(ANN, 0, null));

        assertThatThrownBy(() -> served.client.withdrawReview(id, CANCELLED))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo("review-closed"));
        assertThat(served.client.review(id).review()).isEqualTo(decided);
    }

    @EveryDatabase
    void whoWaitsForTheVerdictHearsThatThereWillBeNone(ServedBackend served) throws Exception {
        OutputReceipt receipt = posted(served, "{\"audit_rate\": 0}", "a");
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<OutputView> waiting =
                    threads.submit(() -> served.client.awaitVerdict(receipt.id(), Duration.ofSeconds(30)));

            Review unused = served.client.withdrawReview(review(receipt), CANCELLED);

            assertThat(waiting.get().status()).isEqualTo(OutputStatus.WITHDRAWN);
        }
    }

    @EveryDatabase
    void anAuditThatIsWithdrawnStaysInTheEstimateAsOneThatNobodyAnswered(ServedBackend served) {
        for (int i = 0; i < 12; i++) {
            ReviewId id = review(posted(served, "{\"audit_rate\": 1}", "o-" + i));
            Review unused = i < 10
                    ? served.client.decide(id, NewDecision.approve(ANN, 0, null))
                    : served.client.withdrawReview(id, CANCELLED);
        }

        QualityFigure approval = served.client
                .quality()
                .report(QualityQuery.of(new PipelineName(ServedBackend.PIPELINE)))
                .total()
                .figure("approval_rate")
                .orElseThrow();

        assertThat(approval.population()).isEqualTo(12);
        assertThat(approval.reviewed()).isEqualTo(10);
        assertThat(Objects.requireNonNull(approval.worstCase()).lower()).isLessThan(10.5 / 12);
    }

    @EveryDatabase
    void aKeyOfAnotherPipelineFindsNothingToWithdraw(ServedBackend served) {
        ReviewId id = doubtful(served);
        served.client.putPipeline("claims", Policy.DEFAULT);
        var other = served.client(served.key(new PipelineName("claims"), Scope.REVIEWS_WRITE));

        assertThatThrownBy(() -> other.withdrawReview(id, CANCELLED))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.status()).isEqualTo(404));
    }
}
