package dev.touchstone.backend.output;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.wire.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// Walks outputs from the newest back, some at a time: a range of the primary key, so that a step costs the same
/// however many outputs there are. Rare things may take many steps; there is no index for each of them, because each
/// would cost every intake.
public final class OutputWalk {
    /// Puts the output beside each `review` of a statement that walks something else.
    public static final String BESIDE_REVIEW = "JOIN output ON output.id = review.output_id";

    private OutputWalk() {}

    /// One that was found.
    ///
    /// @param reasons why it was routed to review, see [RouteTaken#parse]
    /// @param reviewId its review; null without any
    public record Found(
            OutputId id, String reasons, @Nullable ReviewId reviewId) {}

    /// What one step came to.
    ///
    /// @param found newest first
    /// @param last the oldest id that was looked at, to go on before; null when nothing is left
    public record Step(List<Found> found, @Nullable String last) {}

    /// @param beforeId exclusive upper bound
    /// @param rows how many outputs to look at
    public static Step step(Handle handle, OutputFilter filter, String beforeId, int rows) {
        Map<String, Object> values = new HashMap<>();
        values.put("before", beforeId);
        values.put("from", filter.fromId());
        values.put("rows", rows);
        String last = end(handle, values, rows);
        if (filter.pipelines().isEmpty()) {
            return new Step(List.of(), null);
        }
        List<Found> found = new ArrayList<>();
        try (Query query = handle.createQuery(sql(filter, values))) {
            query.bindMap(values)
                    .bindList("pipelines", filter.pipelines())
                    .map((row, context) ->
                            new Row(row.getString(1), row.getString(2), row.getString(3), body(filter, row)))
                    .forEach(row -> {
                        if (filter.metadata() == null || says(row.body(), filter.metadata())) {
                            found.add(new Found(
                                    new OutputId(row.id()),
                                    row.reasons(),
                                    row.reviewId() == null ? null : new ReviewId(row.reviewId())));
                        }
                    });
        }
        return new Step(found, last);
    }

    private record Row(
            String id,
            String reasons,
            @Nullable String reviewId,
            @Nullable String body) {}

    private static @Nullable String body(OutputFilter filter, ResultSet row) throws SQLException {
        return filter.metadata() == null ? null : row.getString(4);
    }

    /// Of the outputs in reach the oldest; null when they are the last.
    private static @Nullable String end(Handle handle, Map<String, Object> values, int rows) {
        try (Query query = handle.createQuery("""
                SELECT id FROM output WHERE id < :before AND id >= :from ORDER BY id DESC LIMIT 1 OFFSET :skip
                """)) {
            return query.bind("before", values.get("before"))
                    .bind("from", values.get("from"))
                    .bind("skip", rows - 1)
                    .mapTo(String.class)
                    .findOne()
                    .orElse(null);
        }
    }

    private static String sql(OutputFilter filter, Map<String, Object> values) {
        String text = filter.metadata() == null ? "" : ", body";
        StringBuilder sql = new StringBuilder("""
                SELECT id, reasons, review_id%s FROM (
                    SELECT id, pipeline, model, prompt_version, stratum, reasons, review_id%s FROM output
                    WHERE id < :before AND id >= :from ORDER BY id DESC LIMIT :rows) AS walked
                WHERE pipeline IN (<pipelines>)""".formatted(text, text));
        filter.facts().forEach((fact, value) -> {
            sql.append(" AND ").append(fact.column()).append(" = :").append(fact.column());
            values.put(fact.column(), value);
        });
        if (filter.reviewed() != null) {
            sql.append(filter.reviewed() ? " AND review_id IS NOT NULL" : " AND review_id IS NULL");
        }
        if (filter.metadata() != null) {
            // Most texts are passed over without being parsed.
            sql.append(" AND body LIKE :key ESCAPE '!'");
            values.put("key", mentions(filter.metadata()));
        }
        return sql.append(" ORDER BY id DESC").toString();
    }

    private static String escaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    /// What the text of an output that fits is like; `!` escapes. Much that does not fit is like that too.
    public static String mentions(OutputFilter.Metadata wanted) {
        return "%" + escaped(Json.write(wanted.key())) + "%";
    }

    /// Whether the metadata of an output say that.
    public static boolean says(@Nullable String body, OutputFilter.Metadata wanted) {
        JsonNode value = Json.read(Objects.requireNonNull(body), JsonNode.class)
                .path("metadata")
                .path(wanted.key());
        return !value.isMissingNode()
                && (wanted.value() == null || value.asText().equals(wanted.value()));
    }
}
