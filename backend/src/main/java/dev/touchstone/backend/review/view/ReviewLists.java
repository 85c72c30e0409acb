package dev.touchstone.backend.review.view;

import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.review.ReviewCounts;
import dev.touchstone.api.review.ReviewSummary;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.store.Database;
import java.time.InstantSource;
import java.util.List;

/// Pages of reviews, cut by bytes. The order of reviews is due time, then risk, then age. Thread-safe.
public final class ReviewLists {
    private final Database database;
    private final InstantSource clock;
    private final ReviewQueries queries;

    public ReviewLists(Database database, InstantSource clock, Outputs outputs) {
        this.database = database;
        this.clock = clock;
        this.queries = new ReviewQueries(outputs);
    }

    /// A page of reviews that match the filter, with the cursor of the next one.
    ReviewQueries.Listing list(ReviewFilter filter) {
        long now = clock.millis();
        return database.reader().withHandle(handle -> queries.list(handle, filter, now));
    }

    /// Certain reviews, in whatever state, in the order of the ids; those that do not exist are left out.
    List<ReviewSummary> listed(List<ReviewId> ids) {
        long now = clock.millis();
        return database.reader().withHandle(handle -> queries.listed(handle, ids, now));
    }

    /// How much there is to do. The filter's page plays no part.
    ReviewCounts counts(ReviewFilter filter) {
        long now = clock.millis();
        return database.reader().withHandle(handle -> queries.counts(handle, filter, now));
    }
}
