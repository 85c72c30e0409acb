package dev.touchstone.backend.review.view;

import dev.touchstone.api.chat.ChatText;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewCounts;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.api.review.ReviewSummary;
import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.review.DecisionDao;
import dev.touchstone.backend.review.DecisionRow;
import dev.touchstone.backend.review.ReviewDao;
import dev.touchstone.backend.review.ReviewRow;
import dev.touchstone.backend.review.panel.Seats;
import dev.touchstone.backend.store.PageBytes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
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
        return new Listing(summaries(handle, shown, nowMs), more ? Cursor.of(shown.getLast()) : null);
    }

    List<ReviewSummary> listed(Handle handle, List<ReviewId> ids, long nowMs) {
        Map<ReviewId, ReviewRow> rows = handle.attach(ReviewDao.class).find(ids).stream()
                .collect(Collectors.toMap(ReviewRow::id, Function.identity()));
        return summaries(
                handle, ids.stream().map(rows::get).filter(Objects::nonNull).toList(), nowMs);
    }

    /// Counts no further than [ReviewCounts#MOST]: whoever has more to do than that need not know how much.
    ReviewCounts counts(Handle handle, ReviewFilter filter, long nowMs) {
        Map<String, Object> values = new HashMap<>();
        String sql = "SELECT COUNT(*), COALESCE(SUM(CASE WHEN due_at_ms < :now THEN 1 ELSE 0 END), 0) FROM"
                + " (SELECT due_at_ms FROM review WHERE " + condition(filter, nowMs, values)
                + " ORDER BY due_at_ms, calm, id LIMIT :limit) first_ones";
        values.put("now", nowMs);
        values.put("limit", ReviewCounts.MOST);
        try (Query query = handle.createQuery(sql)) {
            return query.bindMap(values)
                    .map((row, context) -> new ReviewCounts(
                            row.getInt(1),
                            row.getInt(2),
                            filter.holder().notSkippedBy() == null
                                    ? 0
                                    : claimed(handle, filter.holder().notSkippedBy(), nowMs)))
                    .one();
        }
    }

    private static int claimed(Handle handle, ReviewerId reviewer, long nowMs) {
        return handle.attach(ReviewDao.class).claimedBy(reviewer, nowMs);
    }

    /// A summary shows the start of an output, and all of a decision.
    private static List<Long> sizes(Handle handle, List<ReviewRow> rows) {
        List<String> decided = rows.stream()
                .map(row -> row.standing().decisionId())
                .filter(Objects::nonNull)
                .toList();
        Map<String, Long> sizes =
                decided.isEmpty() ? Map.of() : handle.attach(DecisionDao.class).sizes(decided);
        return rows.stream()
                .map(row -> row.standing().decisionId() == null
                        ? 0L
                        : sizes.getOrDefault(row.standing().decisionId(), 0L))
                .toList();
    }

    private static List<ReviewRow> rows(Handle handle, ReviewFilter filter, long nowMs) {
        boolean queueOrder = filter.state() == ReviewState.OPEN;
        Map<String, Object> values = new HashMap<>();
        StringBuilder sql = new StringBuilder("SELECT " + ReviewDao.COLUMNS + " FROM review WHERE ")
                .append(condition(filter, nowMs, values));
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

    private static String condition(ReviewFilter filter, long nowMs, Map<String, Object> values) {
        // A literal, so that the planner can use the partial index of open reviews.
        StringBuilder sql = new StringBuilder("state = '" + filter.state().wire() + "'");
        if (filter.among().pipeline() != null) {
            sql.append(" AND pipeline = :pipeline");
            values.put("pipeline", filter.among().pipeline());
        }
        if (!filter.among().pipelines().isEmpty()) {
            sql.append(" AND ").append(OfPipelines.condition(filter.among().pipelines(), values));
        }
        if (filter.among().except() != null) {
            sql.append(" AND id <> :except");
            values.put("except", filter.among().except());
        }
        if (filter.reason() != null) {
            sql.append(" AND (',' || reasons || ',') LIKE :reason");
            values.put("reason", "%," + filter.reason().wire() + ",%");
        }
        if (filter.holder().claimedBy() != null) {
            sql.append(" AND id IN (SELECT id FROM review WHERE state = 'open' AND claimed_by = :claimedBy"
                    + " AND lease_until_ms > :now UNION ALL SELECT review_id FROM panel_seat"
                    + " WHERE claimed_by = :claimedBy AND lease_until_ms > :now)");
            values.put("claimedBy", filter.holder().claimedBy());
            values.put("now", nowMs);
        }
        if (filter.holder().notSkippedBy() != null) {
            sql.append(
                    " AND (claimed_by IS NULL OR claimed_by = :me OR lease_until_ms <= :now) AND NOT EXISTS (SELECT 1"
                            + " FROM review_skip s WHERE s.review_id = review.id AND s.reviewer = :me)"
                            + " AND (panel_size IS NULL OR EXISTS (SELECT 1 FROM panel_seat p"
                            + " WHERE p.review_id = review.id AND p.decision_id IS NULL"
                            + " AND (p.offered_to IS NULL OR p.offered_to LIKE :listed ESCAPE '!')"
                            + " AND (p.claimed_by IS NULL OR p.claimed_by = :me OR p.lease_until_ms <= :now)))");
            values.put("me", filter.holder().notSkippedBy());
            values.put("listed", "%" + Seats.listed(filter.holder().notSkippedBy()) + "%");
            values.put("now", nowMs);
        }
        if (filter.overdue()) {
            sql.append(" AND due_at_ms < :now");
            values.put("now", nowMs);
        }
        return sql.toString();
    }

    /// Texts and decisions of a whole page come with one statement each.
    private List<ReviewSummary> summaries(Handle handle, List<ReviewRow> rows, long nowMs) {
        Map<OutputId, OutputRow> texts = outputs.find(
                handle, rows.stream().map(ReviewRow::outputId).distinct().toList());
        List<String> decided = rows.stream()
                .map(row -> row.standing().decisionId())
                .filter(Objects::nonNull)
                .toList();
        Map<String, Decision> decisions = decided.isEmpty()
                ? Map.of()
                : handle.attach(DecisionDao.class).find(decided).stream()
                        .collect(Collectors.toMap(DecisionRow::id, DecisionRow::wire));
        return rows.stream()
                .map(row -> summary(row, row.wire(nowMs, inForce(row, decisions)), texts.get(row.outputId())))
                .toList();
    }

    private static @Nullable Decision inForce(ReviewRow row, Map<String, Decision> decisions) {
        return row.standing().decisionId() == null
                ? null
                : decisions.get(row.standing().decisionId());
    }

    private static ReviewSummary summary(ReviewRow row, Review review, @Nullable OutputRow output) {
        NewOutput body = output == null ? null : output.parsedBody();
        return new ReviewSummary(
                review,
                body == null || body.query() == null
                        ? null
                        : excerpt(body.query().asked()),
                body == null ? null : excerpt(ChatText.output(body.output())),
                review.asked().blind() && review.decision() == null
                        ? null
                        : row.facts().confidence());
    }

    private static String excerpt(String text) {
        int end = text.offsetByCodePoints(0, Math.min(EXCERPT_CHARS, text.codePointCount(0, text.length())));
        return text.substring(0, end);
    }
}
