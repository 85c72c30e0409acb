package dev.touchstone.bot.home;

import dev.touchstone.api.wire.Page;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.output.Population;
import dev.touchstone.api.review.ReviewSummary;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.client.TouchstoneClient.ReviewQuery;
import dev.touchstone.bot.card.home.HomeFilter;
import dev.touchstone.bot.people.Admission;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The queue as one reviewer may see it: only of pipelines they may review, without what they skipped or others
/// hold.
final class OwnQueue {
    private static final int COUNTED_PAGES = 5;
    private static final int LARGEST_PAGE = 200;
    private static final int MOST_EMPTY_PAGES = 10;

    private final TouchstoneClient client;
    private final Admission admission;

    OwnQueue(TouchstoneClient client, Admission admission) {
        this.client = client;
        this.admission = admission;
    }

    /// The pipelines somebody may review, by name.
    Set<String> pipelines(String user) {
        Set<String> names = new HashSet<>();
        for (Pipeline pipeline : client.pipelines()) {
            if (admission.barrier(user, pipeline.policy().reviewers()).isEmpty()) {
                names.add(pipeline.name());
            }
        }
        return names;
    }

    /// A page of what waits. Where a page holds nothing for this reviewer, the next one is taken.
    Page<ReviewSummary> page(String reviewer, Set<String> pipelines, HomeFilter filter, int limit) {
        @Nullable String cursor = filter.cursor();
        List<ReviewSummary> own = List.of();
        for (int page = 0; page < MOST_EMPTY_PAGES; page++) {
            Page<ReviewSummary> found = client.reviews(query(reviewer, filter, cursor, limit));
            own = found.items().stream()
                    .filter(item -> pipelines.contains(
                            Population.pipelineOf(item.review().pipeline())))
                    .toList();
            cursor = found.nextCursor();
            if (!own.isEmpty() || cursor == null) {
                break;
            }
        }
        return new Page<>(own, cursor);
    }

    private static ReviewQuery query(String reviewer, HomeFilter filter, @Nullable String cursor, int limit) {
        return new ReviewQuery(filter.pipeline(), null, filter.reason(), null, reviewer, false, cursor, limit);
    }

    /// Goes over what waits, the first 1,000 at most.
    void forEach(String reviewer, Set<String> pipelines, Consumer<ReviewSummary> each) {
        @Nullable String cursor = null;
        for (int page = 0; page < COUNTED_PAGES; page++) {
            Page<ReviewSummary> found = client.reviews(query(reviewer, HomeFilter.NONE, cursor, LARGEST_PAGE));
            found.items().stream()
                    .filter(item -> pipelines.contains(
                            Population.pipelineOf(item.review().pipeline())))
                    .forEach(each);
            cursor = found.nextCursor();
            if (cursor == null) {
                return;
            }
        }
    }

    /// How many wait, counted to 1,000 at most.
    int count(String reviewer, Set<String> pipelines) {
        List<ReviewSummary> all = new ArrayList<>();
        forEach(reviewer, pipelines, all::add);
        return all.size();
    }

    /// What the reviewer holds.
    List<ReviewSummary> claimed(String reviewer) {
        return client.reviews(ReviewQuery.OPEN.claimedBy(reviewer).limit(LARGEST_PAGE))
                .items();
    }
}
