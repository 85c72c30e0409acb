package dev.touchstone.backend.report;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.backend.store.Database;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// How the set that is learned from grew in a week, in a sentence. Items that are on no side are not counted.
final class GoldenGrowth {
    private GoldenGrowth() {}

    private record Growth(long came, long all, long train, long dev, long test) {}

    /// Empty when nothing came.
    ///
    /// @param from when the week began
    /// @param to when it ended
    static Optional<String> of(Database database, PipelineName pipeline, Instant from, Instant to) {
        Growth growth = database.reader()
                .withHandle(handle -> handle.createQuery("""
                                SELECT COALESCE(SUM(CASE WHEN item.created_at_ms >= :from THEN 1 ELSE 0 END), 0),
                                    COUNT(*),
                                    COALESCE(SUM(CASE WHEN root.split = 'train' THEN 1 ELSE 0 END), 0),
                                    COALESCE(SUM(CASE WHEN root.split = 'dev' THEN 1 ELSE 0 END), 0),
                                    COALESCE(SUM(CASE WHEN root.split = 'test' THEN 1 ELSE 0 END), 0)
                                FROM golden_item item
                                JOIN golden_input input ON input.id = item.input_id
                                JOIN golden_group part ON part.id = item.group_id
                                JOIN golden_group root ON root.id = part.root
                                WHERE item.pipeline = :pipeline AND item.state = 'golden' AND item.kind <> 'rejection'
                                    AND input.conflict = FALSE AND item.created_at_ms < :to
                                """)
                        .bind("pipeline", pipeline)
                        .bind("from", from.toEpochMilli())
                        .bind("to", to.toEpochMilli())
                        .map((row, context) -> new Growth(
                                row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)))
                        .one());
        return growth.came() == 0 ? Optional.empty() : Optional.of(sentence(growth));
    }

    private static String sentence(Growth growth) {
        return String.format(
                Locale.ROOT,
                "The golden set grew by %,d to %,d items: %,d to learn from, %,d to choose with, %,d to measure with.",
                growth.came(),
                growth.all(),
                growth.train(),
                growth.dev(),
                growth.test());
    }
}
