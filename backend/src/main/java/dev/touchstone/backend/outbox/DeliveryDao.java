package dev.touchstone.backend.outbox;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(DeliveryRow.class)
interface DeliveryDao {
    @SqlBatch("""
        INSERT INTO delivery (id, consumer, kind, pipeline, lane, target, subject, payload, state, attempts,
            created_at_ms, not_before_ms)
        VALUES (:id, :address.consumer, :kind, :pipeline, :address.lane, :address.target, :subject, :payload, 'ready', 0,
            :tries.createdAtMs, :tries.createdAtMs)
        """)
    void insert(@BindMethods List<DeliveryRow> rows);

    /// The head of every lane that is due, oldest first. A recursive step jumps from one lane to the next, so the
    /// cost grows with the number of lanes and not with what is queued in them.
    @SqlQuery("""
        WITH RECURSIVE lanes(lane) AS (
            SELECT MIN(lane) FROM delivery
            WHERE consumer = :consumer AND state IN ('ready', 'leased') AND lane IS NOT NULL
            UNION ALL
            SELECT (SELECT MIN(d.lane) FROM delivery d
                    WHERE d.consumer = :consumer AND d.state IN ('ready', 'leased') AND d.lane > lanes.lane)
            FROM lanes WHERE lanes.lane IS NOT NULL
        )
        SELECT h.id FROM lanes
        JOIN delivery h ON h.id = (
            SELECT MIN(d.id) FROM delivery d
            WHERE d.consumer = :consumer AND d.state IN ('ready', 'leased') AND d.lane = lanes.lane)
        WHERE h.not_before_ms <= :now AND (h.state = 'ready' OR h.lease_until_ms <= :now)
        ORDER BY h.id LIMIT :limit
        """)
    List<String> dueHeads(@Bind("consumer") String consumer, @Bind("now") long nowMs, @Bind("limit") int limit);

    /// Deliveries without a lane that are due.
    @SqlQuery("""
        SELECT id FROM delivery
        WHERE consumer = :consumer AND state IN ('ready', 'leased') AND lane IS NULL AND not_before_ms <= :now
          AND (state = 'ready' OR lease_until_ms <= :now)
        ORDER BY not_before_ms LIMIT :limit <skipLocked>
        """)
    List<String> dueLoose(@Bind("consumer") String consumer, @Bind("now") long nowMs, @Bind("limit") int limit);

    /// When the first head of a lane falls due that is not due yet, because it waits or somebody has it.
    @SqlQuery("""
        WITH RECURSIVE lanes(lane) AS (
            SELECT MIN(lane) FROM delivery
            WHERE consumer = :consumer AND state IN ('ready', 'leased') AND lane IS NOT NULL
            UNION ALL
            SELECT (SELECT MIN(d.lane) FROM delivery d
                    WHERE d.consumer = :consumer AND d.state IN ('ready', 'leased') AND d.lane > lanes.lane)
            FROM lanes WHERE lanes.lane IS NOT NULL
        )
        SELECT MIN(CASE WHEN h.state = 'leased' AND h.lease_until_ms > h.not_before_ms THEN h.lease_until_ms
                   ELSE h.not_before_ms END)
        FROM lanes
        JOIN delivery h ON h.id = (
            SELECT MIN(d.id) FROM delivery d
            WHERE d.consumer = :consumer AND d.state IN ('ready', 'leased') AND d.lane = lanes.lane)
        WHERE h.not_before_ms > :now OR h.lease_until_ms > :now
        """)
    Optional<Long> nextHead(@Bind("consumer") String consumer, @Bind("now") long nowMs);

    /// When the first delivery without a lane falls due that waits for its time.
    @SqlQuery("""
        SELECT not_before_ms FROM delivery
        WHERE consumer = :consumer AND state IN ('ready', 'leased') AND lane IS NULL AND not_before_ms > :now
        ORDER BY not_before_ms LIMIT 1
        """)
    Optional<Long> nextLoose(@Bind("consumer") String consumer, @Bind("now") long nowMs);

    /// When the first lease of a delivery without a lane ends. Asked when nothing is due, so it passes over nothing
    /// but leases.
    @SqlQuery("""
        SELECT MIN(lease_until_ms) FROM delivery
        WHERE consumer = :consumer AND state IN ('ready', 'leased') AND lane IS NULL AND not_before_ms <= :now
          AND state = 'leased'
        """)
    Optional<Long> nextLeaseEnd(@Bind("consumer") String consumer, @Bind("now") long nowMs);

    /// Whose lease has ended keeps it all the same, unless somebody else has taken it.
    @SqlUpdate("""
        UPDATE delivery SET lease_until_ms = :until WHERE id = :id AND state = 'leased' AND attempts = :attempt
        """)
    int renew(@Bind("id") String id, @Bind("attempt") int attempt, @Bind("until") long untilMs);

    /// Takes the lease unless somebody else has taken it meanwhile. A lane can only be taken at its head.
    @SqlQuery("""
        UPDATE delivery SET state = 'leased', attempts = attempts + 1, lease_until_ms = :until, leased_by = :by
        WHERE id = :id AND not_before_ms <= :now
          AND (state = 'ready' OR (state = 'leased' AND lease_until_ms <= :now))
        RETURNING id, consumer, kind, pipeline, lane, target, subject, payload, state, attempts, created_at_ms,
            not_before_ms, lease_until_ms, last_error
        """)
    Optional<DeliveryRow> lease(
            @Bind("id") String id, @Bind("by") String by, @Bind("now") long nowMs, @Bind("until") long untilMs);

    @SqlQuery("""
            UPDATE delivery SET state = 'done', done_at_ms = :now, lease_until_ms = NULL, last_error = NULL,
                receipt_channel = :channel, receipt_message = :message
            WHERE id = :id AND state = 'leased' AND attempts = :attempt
            RETURNING consumer
            """)
    Optional<String> done(
            @Bind("id") String id,
            @Bind("attempt") int attempt,
            @Bind("now") long nowMs,
            @Bind("channel") @Nullable String channel,
            @Bind("message") @Nullable String message);

    @SqlQuery("""
            UPDATE delivery SET state = :state, not_before_ms = :notBefore, lease_until_ms = NULL, last_error = :error
            WHERE id = :id AND state = 'leased' AND attempts = :attempt
            RETURNING consumer
            """)
    Optional<String> failed(
            @Bind("id") String id,
            @Bind("attempt") int attempt,
            @Bind("state") String state,
            @Bind("notBefore") long notBeforeMs,
            @Bind("error") @Nullable String error);

    /// The states are named as the index names them: SQLite does not see that one of them is within both.
    @SqlUpdate("""
        UPDATE delivery SET not_before_ms = :now
        WHERE consumer = :consumer AND lane = :lane AND state IN ('ready', 'leased') AND state = 'ready'
            AND not_before_ms > :now
        """)
    void hurry(@Bind("consumer") String consumer, @Bind("lane") String lane, @Bind("now") long nowMs);

    @SqlQuery("""
        SELECT id, consumer, kind, pipeline, lane, target, subject, payload, state, attempts, created_at_ms,
            not_before_ms, lease_until_ms, last_error
        FROM delivery WHERE id = :id
        """)
    Optional<DeliveryRow> find(@Bind("id") String id);

    @SqlQuery("""
        SELECT id, consumer, kind, pipeline, lane, target, subject, payload, state, attempts, created_at_ms,
            not_before_ms, lease_until_ms, last_error
        FROM delivery WHERE state = 'dead' AND id > :after ORDER BY id LIMIT :limit
        """)
    List<DeliveryRow> dead(@Bind("after") String after, @Bind("limit") int limit);

    @SqlQuery("""
        SELECT octet_length(payload) FROM delivery WHERE state = 'dead' AND id > :after ORDER BY id LIMIT :limit
        """)
    List<Long> deadSizes(@Bind("after") String after, @Bind("limit") int limit);

    @SqlQuery("""
            UPDATE delivery SET state = 'ready', attempts = 0, not_before_ms = :now WHERE id = :id AND state = 'dead'
            RETURNING consumer
            """)
    Optional<String> replay(@Bind("id") String id, @Bind("now") long nowMs);

    @RegisterConstructorMapper(ReceiptRow.class)
    @SqlQuery("""
            SELECT receipt_channel, receipt_message FROM delivery
            WHERE subject = :subject AND kind IN ('review.opened', 'review.reopened', 'alarm') AND receipt_message IS NOT NULL
            ORDER BY id
            """)
    List<ReceiptRow> receipts(@Bind("subject") String subject);

    /// Deliveries of this subject that nobody has taken yet and that no longer say anything true.
    @SqlUpdate("""
        UPDATE delivery SET state = 'cancelled' WHERE subject = :subject AND kind = :kind AND state = 'ready'
          AND attempts = 0
        """)
    int cancelUntouched(@Bind("subject") String subject, @Bind("kind") String kind);

    /// Takes away what deliveries about certain subjects say, and those back that nobody has carried out yet. Whoever
    /// holds one at this moment is told that the lease is lost; but what a channel is about to show is finished,
    /// because the message has to be known to be taken out again.
    @SqlUpdate("""
        UPDATE delivery SET payload = '{}', last_error = NULL,
            state = CASE WHEN state IN ('ready', 'dead') OR state = 'leased' AND consumer <> 'channel'
                THEN 'cancelled' ELSE state END
        WHERE subject IN (<subjects>) AND kind NOT IN (<kept>) AND (payload <> '{}' OR state IN ('ready', 'dead', 'leased'))
        """)
    int erase(@BindList("subjects") Collection<String> subjects, @BindList("kept") Collection<String> keptKinds);

    @SqlQuery("""
        SELECT EXISTS (SELECT 1 FROM delivery WHERE subject = :subject
            AND kind IN ('review.opened', 'review.reopened') AND (receipt_message IS NOT NULL OR state = 'leased'))
        """)
    boolean shownOrUnderWay(@Bind("subject") String subject);

    @SqlQuery("SELECT EXISTS (SELECT 1 FROM delivery WHERE subject = :subject AND kind = :kind)")
    boolean written(@Bind("subject") String subject, @Bind("kind") String kind);

    @SqlQuery("SELECT COUNT(*) FROM delivery WHERE id IN (<ids>) AND state NOT IN ('done', 'cancelled')")
    int unfinished(@BindList("ids") Collection<String> ids);

    @SqlQuery("""
        SELECT id FROM delivery WHERE subject = :subject AND kind = :kind AND state IN ('ready', 'leased') LIMIT 1
        """)
    Optional<String> waitingAbout(@Bind("subject") String subject, @Bind("kind") String kind);

    /// Ids ascend with time, so the oldest is the first of the index.
    @SqlQuery("""
        SELECT created_at_ms FROM delivery
        WHERE consumer = :consumer AND state IN ('ready', 'leased') AND lane IS NULL ORDER BY id LIMIT 1
        """)
    Optional<Long> oldestLoose(@Bind("consumer") String consumer);

    /// Counting stops at a hundred thousand: more is as bad, and an operator asks every few seconds.
    @SqlQuery("""
        SELECT COUNT(*) FROM (
            SELECT 1 FROM delivery WHERE consumer = :consumer AND state IN ('ready', 'leased') LIMIT 100000) AS counted
        """)
    long waitingOf(@Bind("consumer") String consumer);

    @SqlQuery("""
        SELECT COUNT(*) FROM (SELECT 1 FROM delivery WHERE state IN ('ready', 'leased') LIMIT 100000) AS counted
        """)
    long waiting();

    @SqlQuery("SELECT COUNT(*) FROM (SELECT 1 FROM delivery WHERE state = 'dead' LIMIT 100000) AS counted")
    long deadCount();

    record ReceiptRow(String receiptChannel, String receiptMessage) {}
}
