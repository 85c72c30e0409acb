package dev.touchstone.console.review;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewCounts;
import dev.touchstone.api.review.ReviewSummary;
import dev.touchstone.console.web.Role;
import dev.touchstone.console.web.Visitor;
import dev.touchstone.console.web.Words;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the page of the queue shows.
///
/// @param only the pipeline it is narrowed to; null for all of the visitor's
/// @param cursor of the next page; null on the last one
/// @param done what the visitor did just before; null for nothing
public record QueuePage(
        Visitor visitor,
        @Nullable PipelineName only,
        ReviewCounts counts,
        List<Row> rows,
        @Nullable String cursor,
        @Nullable Done done) {
    public QueuePage {
        rows = List.copyOf(rows);
    }

    /// One review of the list.
    public record Row(
            String id,
            String pipeline,
            String query,
            String output,
            String reasons,
            String due,
            @Nullable String holder) {
        static Row of(ReviewSummary item, Instant now) {
            Review review = item.review();
            return new Row(
                    review.id().value(),
                    review.pipeline().value(),
                    item.query() == null ? "" : item.query(),
                    item.output() == null ? "(removed)" : item.output(),
                    review.asked().reasons().stream()
                            .map(reason -> Words.plain(reason.wire()))
                            .collect(Collectors.joining(", ")),
                    Words.due(review.times().dueAt(), now),
                    review.claim() == null ? null : review.claim().by().displayName());
        }
    }

    public List<PipelineName> pipelines() {
        return visitor.where(Role.REVIEWER);
    }

    /// Such as "45 wait, 3 of them overdue".
    public String summary() {
        String open = counts.open() >= ReviewCounts.MOST ? "1,000 or more" : String.valueOf(counts.open());
        return switch (counts.open()) {
            case 0 -> "Nothing waits for you.";
            case 1 -> "1 waits" + overdue();
            default -> open + " wait" + overdue();
        };
    }

    private String overdue() {
        return counts.overdue() == 0 ? "." : ", " + counts.overdue() + " overdue.";
    }

    public String narrowed() {
        return only == null ? "" : only.value();
    }
}
