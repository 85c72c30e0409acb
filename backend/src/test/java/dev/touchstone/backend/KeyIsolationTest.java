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
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.review.ClaimRequest;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.UndoRequest;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.testing.Eventually;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.ServedBackend;
import dev.touchstone.backend.testing.TestDatabases;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// What a key must not see, may not do, and how often it may ask.
class KeyIsolationTest {
    private static final Reviewer ANA = Reviewer.of(new ReviewerId("ana"));

    @EveryDatabase
    void aKeyOfOnePipelineFindsNothingOfAnother(ServedBackend served) {
        served.client.putPipeline("claims", Policy.DEFAULT);
        OutputReceipt others = served.client.post(ServedBackend.doubtful("e-1"));
        ReviewId review = Objects.requireNonNull(others.reviewId());
        served.client.decide(review, NewDecision.edit(ANA, 0, TextNode.valueOf("right"), null, null));
        TouchstoneClient claims = served.client(served.key(new PipelineName("claims"), Scope.ADMIN));

        refused(404, () -> claims.output(others.id()));
        refused(404, () -> claims.awaitVerdict(others.id(), Duration.ofSeconds(5)));
        refused(404, () -> claims.post(ServedBackend.doubtful("e-2")));
        refused(404, () -> claims.review(review));
        refused(404, () -> claims.claim(review, ClaimRequest.of(ANA)));
        refused(404, () -> claims.handBack(review, ANA));
        refused(404, () -> claims.skip(review, ANA));
        refused(404, () -> claims.decide(review, NewDecision.approve(ANA, 1, null)));
        refused(404, () -> claims.undo(review, new UndoRequest(ANA, 1, null)));
        refused(404, () -> claims.goldenSet().golden(new PipelineName(ServedBackend.PIPELINE), null, 10));
        refused(404, () -> claims.goldenSet().exportGolden(new PipelineName(ServedBackend.PIPELINE)));
        refused(404, () -> claims.pipeline(ServedBackend.PIPELINE));
        refused(404, () -> claims.putPipeline(ServedBackend.PIPELINE, Policy.DEFAULT));
        refused(404, () -> claims.reviews(ReviewQuery.OPEN.pipeline(new PipelineName(ServedBackend.PIPELINE))));

        assertThat(claims.postBatch(List.of(ServedBackend.doubtful("e-2"), doubtfulClaim("c-1"))))
                .extracting(BatchLine::status)
                .containsExactly(404, 201);
        assertThat(claims.reviews(ReviewQuery.OPEN).items())
                .singleElement()
                .satisfies(summary -> assertThat(summary.review().pipeline()).isEqualTo(new PipelineName("claims")));
        assertThat(claims.pipelines()).extracting(Pipeline::name).containsExactly(new PipelineName("claims"));
        assertThat(claims.decisionsOf(new ReviewerId("ana"), 10)).isEmpty();
        assertThat(claims.outputsNamed("e-1")).isEmpty();
        assertThat(claims.outputsNamed("c-1")).hasSize(1);
        assertThat(claims.goldenSet().exportGolden(new PipelineName("claims"))).isEmpty();
    }

    @EveryDatabase
    void aPipelinesKeyGetsItsOwnDecisionsHoweverManyOthersFollowed(ServedBackend served) {
        TouchstoneClient admin = served.client(served.key(null, Scope.ADMIN));
        admin.putPipeline("claims", Policy.DEFAULT);
        TouchstoneClient claims = served.client(served.key(new PipelineName("claims"), Scope.REVIEWS_READ));
        ReviewId own = Objects.requireNonNull(admin.post(doubtfulClaim("c-1")).reviewId());
        admin.decide(own, NewDecision.approve(ANA, 0, null));
        for (int i = 0; i < 21; i++) {
            ReviewId other = Objects.requireNonNull(
                    admin.post(ServedBackend.doubtful("e-" + i)).reviewId());
            admin.decide(other, NewDecision.approve(ANA, 0, null));
        }

        assertThat(claims.decisionsOf(new ReviewerId("ana"), 20))
                .extracting(decision -> decision.reviewId())
                .containsExactly(own);
        assertThat(admin.decisionsOf(new ReviewerId("ana"), 20)).hasSize(20);
    }

    @EveryDatabase
    void aKeyMayDoWhatItsScopesSayAndRefusalsAreAudited(ServedBackend served) {
        TouchstoneClient writer = served.client(served.key(null, Scope.OUTPUTS_WRITE));
        OutputReceipt receipt = writer.post(ServedBackend.doubtful("e-1"));
        ReviewId review = Objects.requireNonNull(receipt.reviewId());

        refused(403, () -> writer.output(receipt.id()));
        refused(403, () -> writer.output(receipt.id()));
        refused(403, () -> writer.reviews(ReviewQuery.OPEN));
        refused(403, () -> writer.decide(review, NewDecision.approve(ANA, 0, null)));
        refused(403, () -> writer.goldenSet().exportGolden(new PipelineName(ServedBackend.PIPELINE)));
        refused(403, () -> writer.putPipeline("mine", Policy.DEFAULT));
        refused(401, () -> served.client("ts_0123456789abcdef_guessed").pipelines());

        assertThat(refusals(served, 6))
                .contains("getOutput", "listReviews", "decideReview", "exportGolden", "putPipeline", "listPipelines");
    }

    @EveryDatabase
    void askingForWhatIsAnotherPipelinesIsAudited(ServedBackend served) {
        OutputReceipt others = served.client.post(ServedBackend.doubtful("e-1"));
        TouchstoneClient claims = served.client(served.key(new PipelineName("claims"), Scope.ADMIN));

        claims.pipelines();
        refused(404, () -> claims.output(others.id()));
        refused(404, () -> claims.review(Objects.requireNonNull(others.reviewId())));
        refused(404, () -> claims.post(ServedBackend.doubtful("e-2")));
        refused(404, () -> claims.reviews(ReviewQuery.OPEN.pipeline(new PipelineName(ServedBackend.PIPELINE))));

        assertThat(refusals(served, 4)).containsOnlyOnce("getOutput", "getReview", "postOutput", "listReviews");
    }

    /// The operations that were refused, once there are as many kinds of them.
    private static List<String> refusals(ServedBackend served, int kinds) {
        try (Database database = Database.open(served.database)) {
            Eventually.within(
                    Duration.ofSeconds(20),
                    kinds + " refusals kept",
                    () -> operations(database).size() >= kinds);
            return operations(database);
        }
    }

    private static List<String> operations(Database database) {
        return database.reader()
                .withHandle(handle -> handle.createQuery("SELECT operation FROM refused_call")
                        .mapTo(String.class)
                        .list());
    }

    @Test
    void aKeyThatAsksTooOftenIsToldWhenToComeBackAndDelaysNobodyElse() {
        try (ServedBackend served =
                new ServedBackend(TestDatabases.newSqlite(), Map.of("TOUCHSTONE_SERVER__REQUESTS_PER_SECOND", "5"))) {
            TouchstoneClient greedy = served.client(served.key(null, Scope.OUTPUTS_READ));

            assertThatThrownBy(() -> {
                        for (int i = 0; i < 100; i++) {
                            greedy.pipelines();
                        }
                    })
                    .isInstanceOfSatisfying(ApiException.class, e -> {
                        assertThat(e.status()).isEqualTo(429);
                        assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(1));
                    });

            assertThat(served.client.pipelines()).hasSize(1);
        }
    }

    private static NewOutput doubtfulClaim(String externalId) {
        return NewOutput.text("claims", externalId, "an answer").confidence(0.3).build();
    }

    private static void refused(int status, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.status()).isEqualTo(status));
    }
}
