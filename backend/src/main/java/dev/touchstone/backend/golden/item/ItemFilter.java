package dev.touchstone.backend.golden.item;

import dev.touchstone.api.golden.GoldenKind;
import dev.touchstone.api.golden.GoldenState;
import dev.touchstone.api.id.PipelineName;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which items are asked for; what is null does not narrow.
///
/// @param conflict only those whose input has several answers
/// @param waiting only those that wait for a person: proposed, contradicted or kept out of the splits
/// @param after the id the page before ended with; empty for the first page
public record ItemFilter(
        @Nullable PipelineName pipeline,
        @Nullable GoldenState state,
        @Nullable GoldenKind kind,
        boolean conflict,
        boolean waiting,
        String after) {
    /// The corrections in use.
    static ItemFilter corrections(PipelineName pipeline, String after) {
        return new ItemFilter(pipeline, GoldenState.GOLDEN, GoldenKind.CORRECTION, false, false, after);
    }

    /// The condition in SQL; puts what it compares with into `values`.
    String condition(Map<String, Object> values) {
        StringBuilder sql = new StringBuilder("item.id > :after");
        values.put("after", after);
        Map<String, @Nullable Object> equal = new HashMap<>();
        equal.put("pipeline", pipeline);
        equal.put("state", state == null ? null : state.wire());
        equal.put("kind", kind == null ? null : kind.wire());
        equal.forEach((column, value) -> {
            if (value != null) {
                sql.append(" AND item.").append(column).append(" = :").append(column);
                values.put(column, value);
            }
        });
        if (conflict) {
            sql.append(" AND input.conflict = TRUE AND item.state <> 'retired' AND item.kind <> 'rejection'");
        }
        if (waiting) {
            sql.append(" AND item.state <> 'retired' AND (item.state = 'proposed' OR item.held IS NOT NULL"
                    + " OR input.conflict = TRUE AND item.kind <> 'rejection')");
        }
        return sql.toString();
    }
}
