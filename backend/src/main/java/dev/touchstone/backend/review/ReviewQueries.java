package dev.touchstone.backend.review;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.api.review.ReviewSummary;
import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.store.PageBytes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// The queries whose shape depends on what is asked.
final class ReviewQueries {
    private static final int EXCERPT_CHARS = 200;

    private final Outputs outputs;

    ReviewQueries(Outputs outputs) {
        this.outputs = outputs;
    }

    /// One page and where the next begins; null when there is none.
    record Listing(List<ReviewSummary> items, @Nullable Cursor next) {}

    Listing list(Handle handle, ReviewFilter filter, long nowMs) {
        List<ReviewRow> rows = rows(handle, filter, nowMs);
        int fitting = PageBytes.fitting(sizes(handle, rows), filter.limit());
        boolean more = rows.size() > fitting;
        List<ReviewRow> shown = rows.subList(0, fitting);
        return new Listing(
                shown.stream().map(row -> summary(handle, row, nowMs)).toList(),
                more ? Cursor.of(shown.getLast()) : null);
    }

    /// A summary shows the start of an output, and all of a decision.
    private static List<Long> sizes(Handle handle, List<ReviewRow> rows) {
        DecisionDao decisions = handle.attach(DecisionDao.class);
        return rows.stream()
                .map(row -> row.decisionId() == null
                        ? 0L
                        : decisions.size(row.decisionId()).orElse(0L))
                .toList();
    }

    private static List<ReviewRow> rows(Handle handle, ReviewFilter filter, long nowMs) {
        boolean queueOrder = filter.state() == ReviewState.OPEN;
        StringBuilder sql = new StringBuilder("SELECT " + ReviewDao.COLUMNS + " FROM review WHERE state = ");
        // A literal, so that the planner can use the partial index of open reviews.
        sql.append('\'').append(filter.state().wire()).append('\'');
        Map<String, Object> values = new HashMap<>();
        if (filter.pipeline() != null) {
            sql.append(" AND pipeline = :pipeline");
            values.put("pipeline", filter.pipeline());
        }
        if (filter.reason() != null) {
            sql.append(" AND (',' || reasons || ',') LIKE :reason");
            values.put("reason", "%," + filter.reason().wire() + ",%");
        }
        if (filter.claimedBy() != null) {
            sql.append(" AND claimed_by = :claimedBy AND lease_until_ms > :now");
            values.put("claimedBy", filter.claimedBy());
            values.put("now", nowMs);
        }
        if (filter.notSkippedBy() != null) {
            sql.append(
                    " AND (claimed_by IS NULL OR claimed_by = :me OR lease_until_ms <= :now)"
                            + " AND NOT EXISTS (SELECT 1 FROM review_skip s WHERE s.review_id = review.id AND s.reviewer = :me)");
            values.put("me", filter.notSkippedBy());
            values.put("now", nowMs);
        }
        if (filter.overdue()) {
            sql.append(" AND due_at_ms < :now");
            values.put("now", nowMs);
        }
        Cursor cursor = filter.cursor();
        if (cursor != null) {
            sql.append(queueOrder ? " AND (due_at_ms, calm, id) > (:due, :calm, :id)" : " AND id < :id");
            values.put("id", cursor.id());
            if (queueOrder) {
                values.put("due", cursor.dueAtMs());
                values.put("calm", cursor.calm());
            }
        }
        sql.append(queueOrder ? " ORDER BY due_at_ms, calm, id" : " ORDER BY id DESC");
        sql.append(" LIMIT :limit");
        values.put("limit", filter.limit() + 1);
        try (Query query = handle.createQuery(sql.toString())) {
            return query.bindMap(values)
                    .registerRowMapper(org.jdbi.v3.core.mapper.reflect.ConstructorMapper.factory(ReviewRow.class))
                    .mapTo(ReviewRow.class)
                    .list();
        }
    }

    private ReviewSummary summary(Handle handle, ReviewRow row, long nowMs) {
        Review review = row.wire(nowMs, ReviewQueue.decisionOf(handle, row));
        NewOutput body =
                outputs.find(handle, row.outputId()).map(OutputRow::parsedBody).orElse(null);
        return ReviewQueue.summary(
                review,
                body == null || body.query() == null ? null : excerpt(body.query()),
                body == null ? null : excerpt(text(body.output())),
                row.confidence());
    }

    private static String text(JsonNode output) {
        return output.isTextual() ? output.textValue() : output.toString();
    }

    static String excerpt(String text) {
        int end = text.offsetByCodePoints(0, Math.min(EXCERPT_CHARS, text.codePointCount(0, text.length())));
        return text.substring(0, end);
    }

    Map<String, Long> openByPipeline(Handle handle) {
        Map<String, Long> counts = new HashMap<>();
        handle.createQuery(
                        "SELECT pipeline, COUNT(*) AS open_reviews FROM review WHERE state = 'open' GROUP BY pipeline")
                .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }
}
