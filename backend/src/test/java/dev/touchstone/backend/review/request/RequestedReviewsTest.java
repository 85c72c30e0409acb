package dev.touchstone.backend.review.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.RequestedReview;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewRequest;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.ServedBackend;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

class RequestedReviewsTest {
    private static final Reviewer ANN = new Reviewer(new ReviewerId("slack:U1"), "Ann");
    private static final ReviewRequest WISH = new ReviewRequest(ANN, "Look at the fee.");

    private static OutputId approved(ServedBackend served) {
        served.client.putPipeline(
                ServedBackend.PIPELINE,
                Json.read("{\"audit_rate\": 0, \"reviewers\": {\"channel\": \"#c\"}}", Policy.class));
        return served.client
                .post(NewOutput.text(ServedBackend.PIPELINE, "a", "an answer")
                        .confidence(0.95)
                        .build())
                .id();
    }

    @EveryDatabase
    void anAutoApprovedOutputIsReviewedOnceSomebodyAsks(ServedBackend served) {
        OutputId id = approved(served);

        RequestedReview first = served.client.requestReview(id, WISH);
        RequestedReview again = served.client.requestReview(id, new ReviewRequest(null, null));

        assertThat(first.opened()).isTrue();
        assertThat(again).isEqualTo(new RequestedReview(id, first.reviewId(), false));
        Review review = served.client.review(first.reviewId()).review();
        assertThat(review.asked().reasons()).containsExactly(RouteReason.REQUESTED);
        assertThat(review.asked().blind()).isFalse();
        assertThat(text(served, "SELECT kind FROM delivery WHERE subject = '" + first.reviewId() + "' ORDER BY id"))
                .isEqualTo("review.opened review.note");
        assertThat(text(served, "SELECT pi + audit_rate FROM review"))
                .as("no estimate takes it in")
                .startsWith("0");
        assertThat(text(served, "SELECT actor FROM ledger_entry WHERE action = 'review.requested'"))
                .isEqualTo("slack:U1");
    }

    @EveryDatabase
    void whatPeopleHaveDecidedIsNotAskedForAgain(ServedBackend served) {
        OutputId id = approved(served);
        RequestedReview asked = served.client.requestReview(id, WISH);
        Review unused = served.client.decide(asked.reviewId(), NewDecision.approve(ANN, 0, null));

        refused(409, () -> served.client.requestReview(id, WISH));
    }

    @EveryDatabase
    void anExpiredReviewMakesRoomForOneThatSomebodyAsksFor(ServedBackend served) {
        OutputId id = approved(served);
        RequestedReview first = served.client.requestReview(id, WISH);
        change(served, "UPDATE review SET state = 'expired', closed_at_ms = 1");

        RequestedReview second = served.client.requestReview(id, WISH);

        assertThat(second.opened()).isTrue();
        assertThat(second.reviewId()).isNotEqualTo(first.reviewId());
    }

    @EveryDatabase
    void whatIsGoneOrForeignCannotBeAskedFor(ServedBackend served) {
        OutputId id = approved(served);
        served.client.putPipeline("claims", Policy.DEFAULT);
        TouchstoneClient claims = served.client(served.key(new PipelineName("claims"), Scope.ADMIN));
        refused(404, () -> claims.requestReview(id, WISH));
        refused(404, () -> served.client.requestReview(new OutputId("nobody"), WISH));

        change(served, "UPDATE output SET body = NULL");
        refused(409, () -> served.client.requestReview(id, WISH));
    }

    private static void refused(int status, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.status()).isEqualTo(status));
    }

    private static String text(ServedBackend served, String sql) {
        try (Database database = Database.openAndMigrate(served.database)) {
            List<String> values = database.reader()
                    .withHandle(handle ->
                            handle.createQuery(sql).mapTo(String.class).list());
            return String.join(" ", values);
        }
    }

    private static void change(ServedBackend served, String sql) {
        try (Database database = Database.openAndMigrate(served.database)) {
            database.writer().useHandle(handle -> handle.execute(sql));
        }
    }
}
