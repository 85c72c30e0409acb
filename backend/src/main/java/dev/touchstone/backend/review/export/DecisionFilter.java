package dev.touchstone.backend.review.export;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.backend.store.Ids;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which decisions are asked for; what is null does not narrow.
///
/// @param since only decisions from then on
/// @param until only decisions before
/// @param equal columns and what they must be
record DecisionFilter(
        PipelineName pipeline,
        @Nullable Instant since,
        @Nullable Instant until,
        Map<String, String> equal) {

    /// The condition in SQL; puts what it compares with into `values`.
    ///
    /// @param after the decision the part before ended with; empty for the first
    String condition(String after, Map<String, Object> values) {
        StringBuilder sql = new StringBuilder("decision.pipeline = :pipeline AND decision.id > :after");
        values.put("pipeline", pipeline);
        // Ids ascend with time: a late beginning costs no walk through what was before.
        String first = since == null ? "" : Ids.lowerBound(since.toEpochMilli());
        values.put("after", after.compareTo(first) > 0 ? after : first);
        if (since != null) {
            sql.append(" AND decision.decided_at_ms >= :since");
            values.put("since", since.toEpochMilli());
        }
        if (until != null) {
            sql.append(" AND decision.decided_at_ms < :until");
            values.put("until", until.toEpochMilli());
        }
        Map<String, String> columns = new LinkedHashMap<>(equal);
        columns.forEach((column, value) -> {
            String name = column.substring(column.indexOf('.') + 1);
            sql.append(" AND ").append(column).append(" = :").append(name);
            values.put(name, value);
        });
        return sql.toString();
    }
}
