package dev.touchstone.backend.review.search;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.backend.output.OutputFilter;
import dev.touchstone.backend.output.OutputWalk;
import dev.touchstone.backend.output.RouteTaken;
import dev.touchstone.backend.review.PanelOpinions;
import dev.touchstone.backend.review.view.OfPipelines;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// Walks decisions from the newest back, some at a time, as [OutputWalk] walks outputs: a range of an index, so that a
/// step costs the same however many there are.
final class DecisionWalk {
    private DecisionWalk() {}

    /// One that was found, with the facts of its output.
    record Found(String id, PipelineName pipeline, boolean inForce, About about) {}

    /// What a decision is about.
    record About(
            OutputId outputId, String externalId, String model, String promptVersion, String stratum, String reasons) {}

    /// @param beforeId exclusive upper bound
    /// @param rows how many decisions to look at
    static SearchWalk.Step<Found> step(Handle handle, WantedDecisions wanted, String beforeId, int rows) {
        String own = wanted.reviewer() == null ? "" : " AND reviewer = :reviewer";
        Map<String, Object> values = new HashMap<>();
        values.put("before", beforeId);
        values.put("from", wanted.fromId());
        if (wanted.reviewer() != null) {
            values.put("reviewer", wanted.reviewer());
        }
        String last = end(handle, own, values, rows);
        List<Found> found = new ArrayList<>();
        values.put("rows", rows);
        OutputFilter.Metadata metadata = wanted.metadata();
        try (Query query = handle.createQuery(sql(wanted, own, values))) {
            query.bindMap(values)
                    .map((row, context) -> new Row(found(row), metadata == null ? null : row.getString("body")))
                    .forEach(row -> {
                        if ((metadata == null || OutputWalk.says(row.body(), metadata)) && asked(row.found(), wanted)) {
                            found.add(row.found());
                        }
                    });
        }
        return new SearchWalk.Step<>(found, last);
    }

    private record Row(Found found, @Nullable String body) {}

    private static boolean asked(Found found, WantedDecisions wanted) {
        return wanted.reason() == null
                || RouteTaken.parse(found.about().reasons()).contains(wanted.reason());
    }

    private static Found found(ResultSet row) throws SQLException {
        return new Found(
                row.getString("id"),
                new PipelineName(row.getString("pipeline")),
                row.getString("id").equals(row.getString("in_force")),
                new About(
                        new OutputId(row.getString("output_id")),
                        row.getString("external_id"),
                        row.getString("model"),
                        row.getString("prompt_version"),
                        row.getString("stratum"),
                        row.getString("reasons")));
    }

    /// Of the decisions in reach the oldest; null when they are the last.
    private static @Nullable String end(Handle handle, String own, Map<String, Object> values, int rows) {
        try (Query query = handle.createQuery("SELECT id FROM decision WHERE id < :before AND id >= :from" + own
                + " ORDER BY id DESC LIMIT 1 OFFSET :skip")) {
            return query.bindMap(values)
                    .bind("skip", rows - 1)
                    .mapTo(String.class)
                    .findOne()
                    .orElse(null);
        }
    }

    private static String sql(WantedDecisions wanted, String own, Map<String, Object> values) {
        StringBuilder sql = new StringBuilder(
                """
                SELECT walked.id, walked.pipeline, review.decision_id AS in_force, review.output_id,
                    output.external_id, review.model, review.prompt_version, review.stratum, review.reasons%s
                FROM (
                    SELECT id, review_id, pipeline, action, reason FROM decision
                    WHERE id < :before AND id >= :from%s ORDER BY id DESC LIMIT :rows) AS walked
                JOIN review ON review.id = walked.review_id
                %s
                WHERE 1 = 1""".formatted(wanted.metadata() == null ? "" : ", output.body", own, OutputWalk.BESIDE_REVIEW));
        if (wanted.pipeline() != null) {
            sql.append(" AND (walked.pipeline = :pipeline OR walked.pipeline LIKE :experiments ESCAPE '!')");
            values.put("pipeline", wanted.pipeline());
            values.put("experiments", OfPipelines.experiments(wanted.pipeline()));
        }
        wanted.equal().forEach((column, value) -> {
            String name = column.name().toLowerCase(Locale.ROOT);
            sql.append(" AND ").append(column.sql()).append(" = :").append(name);
            values.put(name, value);
        });
        if (!wanted.theirOwn()) {
            // What somebody said while others are still to say theirs, they alone are told.
            sql.append(" AND NOT " + PanelOpinions.KEPT);
        }
        if (wanted.inForce()) {
            sql.append(" AND review.decision_id = walked.id");
        }
        if (wanted.metadata() != null) {
            // Most texts are passed over without being parsed.
            sql.append(" AND output.body LIKE :key ESCAPE '!'");
            values.put("key", OutputWalk.mentions(wanted.metadata()));
        }
        return sql.append(" ORDER BY walked.id DESC").toString();
    }
}
