package dev.touchstone.backend.outbox;

import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/// What waits, for operators. Each statement jumps along an index.
interface WaitingDao {
    /// Who has work that waits.
    @SqlQuery("""
        WITH RECURSIVE consumers(consumer) AS (
            SELECT MIN(consumer) FROM delivery WHERE state IN ('ready', 'leased')
            UNION ALL
            SELECT (SELECT MIN(d.consumer) FROM delivery d
                    WHERE d.state IN ('ready', 'leased') AND d.consumer > consumers.consumer)
            FROM consumers WHERE consumers.consumer IS NOT NULL
        )
        SELECT consumer FROM consumers WHERE consumer IS NOT NULL
        """)
    List<String> consumers();

    /// The heads of a consumer's first lanes.
    @RegisterConstructorMapper(Head.class)
    @SqlQuery("""
        WITH RECURSIVE lanes(lane, number) AS (
            SELECT MIN(lane), 1 FROM delivery
            WHERE consumer = :consumer AND state IN ('ready', 'leased') AND lane IS NOT NULL
            UNION ALL
            SELECT (SELECT MIN(d.lane) FROM delivery d
                    WHERE d.consumer = :consumer AND d.state IN ('ready', 'leased') AND d.lane > lanes.lane),
                lanes.number + 1
            FROM lanes WHERE lanes.lane IS NOT NULL AND lanes.number < :lanes
        )
        SELECT h.lane, h.created_at_ms FROM lanes
        JOIN delivery h ON h.id = (
            SELECT MIN(d.id) FROM delivery d
            WHERE d.consumer = :consumer AND d.state IN ('ready', 'leased') AND d.lane = lanes.lane)
        ORDER BY h.created_at_ms LIMIT :limit
        """)
    List<Head> oldestHeads(@Bind("consumer") String consumer, @Bind("lanes") int lanes, @Bind("limit") int limit);

    record Head(String lane, long createdAtMs) {}
}
