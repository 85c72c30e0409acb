package dev.touchstone.bot.home;

import dev.touchstone.api.client.ReviewQuery;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.review.ReviewCounts;
import dev.touchstone.api.review.ReviewSummary;
import dev.touchstone.api.wire.Page;
import dev.touchstone.bot.card.home.HomeFilter;
import dev.touchstone.bot.people.Admission;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The queue as one reviewer may see it: only of pipelines they may review, without what they skipped or others
/// hold.
final class OwnQueue {
    private static final int LARGEST_PAGE = 200;

    private final TouchstoneClient client;
    private final Admission admission;

    OwnQueue(TouchstoneClient client, Admission admission) {
        this.client = client;
        this.admission = admission;
    }

    /// The pipelines somebody may review.
    ///
    /// @param policies by name
    /// @param all whether there are no others
    record Own(Map<PipelineName, Policy> policies, boolean all) {
        Set<PipelineName> names() {
            return policies.keySet();
        }

        boolean none() {
            return policies.isEmpty();
        }

        /// Narrows the queue to them. Nothing is to be asked for who may review none.
        private ReviewQuery narrow(ReviewQuery query) {
            return all ? query : query.ofPipelines(List.copyOf(names()));
        }
    }

    Own own(String user) {
        Map<PipelineName, Policy> policies = new TreeMap<>();
        List<Pipeline> pipelines = client.pipelines();
        for (Pipeline pipeline : pipelines) {
            if (admission.barrier(user, pipeline.policy().reviewers()).isEmpty()) {
                policies.put(pipeline.name(), pipeline.policy());
            }
        }
        return new Own(policies, policies.size() == pipelines.size());
    }

    /// A page of what waits.
    ///
    /// @param except is left out; null for none
    Page<ReviewSummary> page(ReviewerId reviewer, Own own, HomeFilter filter, @Nullable String except, int limit) {
        return own.none()
                ? new Page<>(List.of(), null)
                : client.reviews(query(reviewer, own, except)
                        .pipeline(filter.pipeline())
                        .reason(filter.reason())
                        .cursor(filter.cursor())
                        .limit(limit));
    }

    /// How many wait.
    ReviewCounts counts(ReviewerId reviewer, Own own, @Nullable String except) {
        return own.none() ? new ReviewCounts(0, 0, 0) : client.countReviews(query(reviewer, own, except));
    }

    private static ReviewQuery query(ReviewerId reviewer, Own own, @Nullable String except) {
        return own.narrow(ReviewQuery.OPEN.forReviewer(reviewer.value())).except(except);
    }

    /// What the reviewer holds.
    List<ReviewSummary> claimed(ReviewerId reviewer) {
        return client.reviews(ReviewQuery.OPEN.claimedBy(reviewer.value()).limit(LARGEST_PAGE))
                .items();
    }
}
