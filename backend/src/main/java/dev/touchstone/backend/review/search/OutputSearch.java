package dev.touchstone.backend.review.search;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.review.OutputPage;
import dev.touchstone.api.review.OutputView;
import dev.touchstone.backend.output.OutputFilter;
import dev.touchstone.backend.output.OutputWalk;
import dev.touchstone.backend.review.view.ReviewViews;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.Ids;
import dev.touchstone.backend.store.PageBytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Finds outputs, newest first. It walks back in time, looks at so many outputs and no more, and says how far it came:
/// a page costs the same at a thousand outputs and at ten million. Thread-safe.
public final class OutputSearch {
    private final Database database;
    private final ReviewViews views;
    private final SearchWalk walk;

    public OutputSearch(Database database, ReviewViews views) {
        this(database, views, SearchWalk.USUAL);
    }

    OutputSearch(Database database, ReviewViews views, SearchWalk walk) {
        this.database = database;
        this.views = views;
        this.walk = walk;
    }

    /// One page.
    ///
    /// @param beforeId the id that the page before ended with; the bound of the search for the first
    OutputPage page(Search search, String beforeId, int limit, boolean total) {
        return database.reader().withHandle(handle -> {
            Taken taken = new Taken(handle, limit);
            @Nullable String end = walk.fill(beforeId, (before, rows) -> step(handle, search, before, rows), taken);
            return new OutputPage(
                    taken.views,
                    end,
                    end == null ? null : Instant.ofEpochMilli(Ids.millis(end)),
                    total ? count(handle, search, beforeId) : null);
        });
    }

    /// What a page holds.
    private final class Taken implements SearchWalk.Basket<OutputId> {
        private final Handle handle;
        private final int limit;
        private final List<OutputView> views = new ArrayList<>();
        private long bytes;

        private Taken(Handle handle, int limit) {
            this.handle = handle;
            this.limit = limit;
        }

        @Override
        public boolean full() {
            return views.size() == limit || bytes > PageBytes.MOST;
        }

        @Override
        public String put(OutputId id) {
            ReviewViews.Sized sized = OutputSearch.this.views.sized(handle, id).orElseThrow();
            views.add(sized.view());
            bytes += sized.bytes();
            return id.value();
        }
    }

    private SearchWalk.Step<OutputId> step(Handle handle, Search search, String beforeId, int rows) {
        OutputWalk.Step walked = OutputWalk.step(handle, search.filter(), beforeId, rows);
        return new SearchWalk.Step<>(fitting(handle, search, walked.found()), walked.last());
    }

    private OutputPage.Total count(Handle handle, Search search, String beforeId) {
        SearchWalk.Counted counted = walk.count(beforeId, (before, rows) -> step(handle, search, before, rows));
        return new OutputPage.Total(counted.count(), counted.more());
    }

    /// Those of which the right thing has become, in their order.
    private List<OutputId> fitting(Handle handle, Search search, List<OutputWalk.Found> found) {
        Map<ReviewId, ReviewedRow> reviews = search.outcome().any() ? Map.of() : reviews(handle, found);
        Set<OutputId> checking = search.outcome().asksForChecks() ? checking(handle, found) : Set.of();
        return found.stream()
                .filter(one -> search.outcome().any()
                        || search.outcome()
                                .fits(
                                        one.reasons(),
                                        one.reviewId() == null ? null : reviews.get(one.reviewId()),
                                        checking.contains(one.id())))
                .map(OutputWalk.Found::id)
                .toList();
    }

    private Set<OutputId> checking(Handle handle, List<OutputWalk.Found> found) {
        return views.checking(
                handle,
                found.stream()
                        .filter(one -> one.reviewId() == null)
                        .map(OutputWalk.Found::id)
                        .toList());
    }

    private static Map<ReviewId, ReviewedRow> reviews(Handle handle, List<OutputWalk.Found> found) {
        List<ReviewId> ids = found.stream()
                .map(OutputWalk.Found::reviewId)
                .filter(Objects::nonNull)
                .toList();
        Map<ReviewId, ReviewedRow> reviews = new HashMap<>();
        if (!ids.isEmpty()) {
            handle.attach(ReviewedDao.class)
                    .of(ids)
                    .forEach(row -> reviews.merge(row.id(), row, ReviewedRow::counting));
        }
        return reviews;
    }

    /// What is searched for.
    record Search(OutputFilter filter, WantedOutcome outcome) {}
}
