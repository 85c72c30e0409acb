package dev.touchstone.console.review;

import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.ReviewQuery;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.review.ClaimRequest;
import dev.touchstone.api.review.ReviewCounts;
import dev.touchstone.api.review.ReviewSummary;
import dev.touchstone.api.wire.Page;
import dev.touchstone.console.web.Backends;
import dev.touchstone.console.web.Role;
import dev.touchstone.console.web.Visitor;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The queue as one person may see it: of pipelines they review, without what they skipped or others hold.
final class OwnQueue {
    /// Somebody else may take a review between the look and the claim; that often in a row, hardly.
    private static final int TRIES = 5;

    private final Backends backends;

    OwnQueue(Backends backends) {
        this.backends = backends;
    }

    Page<ReviewSummary> page(Visitor visitor, @Nullable PipelineName only, @Nullable String cursor) {
        return visitor.anywhere(Role.REVIEWER)
                ? client().reviews(query(visitor).pipeline(only).cursor(cursor))
                : new Page<>(List.of(), null);
    }

    ReviewCounts counts(Visitor visitor, @Nullable PipelineName only) {
        return visitor.anywhere(Role.REVIEWER)
                ? client().countReviews(query(visitor).pipeline(only))
                : new ReviewCounts(0, 0, 0);
    }

    /// Takes the next review, so that nobody else does it at the same time.
    ///
    /// @param after a review that was just done or is left; null for none
    /// @return empty when nothing waits for this person
    Optional<ReviewId> takeNext(Visitor visitor, @Nullable PipelineName only, @Nullable ReviewId after) {
        if (!visitor.anywhere(Role.REVIEWER)) {
            return Optional.empty();
        }
        List<ReviewSummary> waiting = client().reviews(query(visitor)
                        .pipeline(only)
                        .except(after == null ? null : after.value())
                        .limit(TRIES))
                .items();
        for (ReviewSummary summary : waiting) {
            ReviewId id = summary.review().id();
            if (claimed(visitor, id)) {
                return Optional.of(id);
            }
        }
        return Optional.empty();
    }

    private boolean claimed(Visitor visitor, ReviewId id) {
        try {
            client().claim(id, ClaimRequest.of(visitor.person()));
            return true;
        } catch (ApiException e) {
            if (e.status() != 409) {
                throw e;
            }
            return false;
        }
    }

    private static ReviewQuery query(Visitor visitor) {
        return ReviewQuery.OPEN.forReviewer(visitor.id()).ofPipelines(visitor.where(Role.REVIEWER));
    }

    private TouchstoneClient client() {
        return backends.client();
    }
}
