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
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Finds outputs, newest first. It walks back in time, looks at so many outputs and no more, and says how far it came:
/// a page costs the same at a thousand outputs and at ten million. Thread-safe.
public final class OutputSearch {
    private static final int MOST_LOOKED_AT = 20_000;

    private static final int STEP = 1_000;
    private static final int MOST_COUNTED = 1_000;

    private final Database database;
    private final ReviewViews views;
    private final int mostLookedAt;
    private final int step;

    public OutputSearch(Database database, ReviewViews views) {
        this(database, views, MOST_LOOKED_AT, STEP);
    }

    /// @param mostLookedAt how many outputs one page looks at
    /// @param step how many of them at once
    OutputSearch(Database database, ReviewViews views, int mostLookedAt, int step) {
        this.database = database;
        this.views = views;
        this.mostLookedAt = mostLookedAt;
        this.step = step;
    }

    /// One page.
    ///
    /// @param beforeId the id that the page before ended with; the bound of the search for the first
    OutputPage page(Search search, String beforeId, int limit, boolean total) {
        return database.reader().withHandle(handle -> {
            Taken taken = take(handle, search, beforeId, limit);
            return new OutputPage(
                    taken.views,
                    taken.end,
                    taken.end == null ? null : Instant.ofEpochMilli(Ids.millis(taken.end)),
                    total ? count(handle, search, beforeId) : null);
        });
    }

    /// What a page holds, and the id it ended with; null when everything was looked at.
    private static final class Taken {
        private final List<OutputView> views = new ArrayList<>();
        private long bytes;
        private @Nullable String end;
    }

    private Taken take(Handle handle, Search search, String beforeId, int limit) {
        Taken taken = new Taken();
        taken.end = beforeId;
        for (int looked = 0; looked < mostLookedAt && taken.end != null; looked += step) {
            OutputWalk.Step walked = OutputWalk.step(handle, search.filter(), taken.end, step);
            for (OutputId id : fitting(handle, search, walked.found())) {
                if (taken.views.size() == limit || taken.bytes > PageBytes.MOST) {
                    return taken;
                }
                ReviewViews.Sized sized = views.sized(handle, id).orElseThrow();
                taken.views.add(sized.view());
                taken.bytes += sized.bytes();
                taken.end = id.value();
            }
            taken.end = walked.last();
        }
        return taken;
    }

    private OutputPage.Total count(Handle handle, Search search, String beforeId) {
        int count = 0;
        String end = beforeId;
        for (int looked = 0; looked < mostLookedAt && end != null && count < MOST_COUNTED; looked += step) {
            OutputWalk.Step walked = OutputWalk.step(handle, search.filter(), end, step);
            count += fitting(handle, search, walked.found()).size();
            end = walked.last();
        }
        return new OutputPage.Total(Math.min(count, MOST_COUNTED), end != null || count > MOST_COUNTED);
    }

    /// Those of which the right thing has become, in their order.
    private static List<OutputId> fitting(Handle handle, Search search, List<OutputWalk.Found> found) {
        Map<ReviewId, ReviewedRow> reviews = search.outcome().any() ? Map.of() : reviews(handle, found);
        return found.stream()
                .filter(one -> search.outcome().any()
                        || search.outcome()
                                .fits(one.reasons(), one.reviewId() == null ? null : reviews.get(one.reviewId())))
                .map(OutputWalk.Found::id)
                .toList();
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
