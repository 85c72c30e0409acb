package dev.touchstone.lab.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.client.ReviewQuery;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.review.ClaimRequest;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.api.review.ReviewSummary;
import dev.touchstone.api.wire.Page;
import dev.touchstone.api.wire.Reviewer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Decides reviews over the API as the humans did, and reads back what was kept.
final class HumanReviewer {
    private static final Reviewer REVIEWER = new Reviewer(new ReviewerId("scenario"), "The recorded humans");
    private static final int PAGE = 200;

    private final TouchstoneClient client;
    private final HumanVerdicts humans;

    HumanReviewer(TouchstoneClient client, HumanVerdicts humans) {
        this.client = client;
        this.humans = humans;
    }

    /// Decides until no review is open.
    void decideAll() {
        List<ReviewSummary> open = open();
        while (!open.isEmpty()) {
            open.forEach(summary -> decide(summary.review().id()));
            open = open();
        }
    }

    private List<ReviewSummary> open() {
        return client.reviews(ReviewQuery.OPEN.limit(PAGE)).items();
    }

    private void decide(ReviewId reviewId) {
        client.claim(reviewId, ClaimRequest.of(REVIEWER));
        ReviewDetail detail = client.review(reviewId);
        int revision = detail.review().standing().revision();
        HumanVerdicts.Verdict verdict = humans.of(detail.output().externalId());
        client.decide(
                reviewId,
                switch (verdict.action()) {
                    case APPROVE -> NewDecision.approve(REVIEWER, revision, null);
                    case EDIT -> NewDecision.edit(REVIEWER, revision, correction(verdict), null, null);
                    case REJECT ->
                        NewDecision.reject(
                                REVIEWER,
                                revision,
                                detail.policy()
                                        .rubric()
                                        .rejectReasons()
                                        .getFirst()
                                        .id(),
                                verdict.correction(),
                                null);
                    case UNDO, REOPEN -> throw new IllegalStateException("no human says " + verdict.action());
                });
    }

    private static JsonNode correction(HumanVerdicts.Verdict verdict) {
        if (verdict.correction() == null) {
            throw new IllegalStateException("an edit without a correction");
        }
        return verdict.correction();
    }

    /// The decisions in force, as the backend lists them, by the external id of their output.
    Map<String, Decision> kept() {
        Map<String, Decision> kept = new HashMap<>();
        @Nullable String cursor = null;
        do {
            Page<ReviewSummary> page = client.reviews(
                    ReviewQuery.OPEN.state(ReviewState.DECIDED).limit(PAGE).cursor(cursor));
            for (ReviewSummary summary : page.items()) {
                Decision decision = summary.review().decision();
                if (decision == null) {
                    throw new IllegalStateException("a decided review has no decision: " + summary);
                }
                kept.put(client.output(summary.review().outputId()).externalId(), decision);
            }
            cursor = page.nextCursor();
        } while (cursor != null);
        return kept;
    }
}
