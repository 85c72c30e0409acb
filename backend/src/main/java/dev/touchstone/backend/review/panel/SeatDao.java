package dev.touchstone.backend.review.panel;

import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.reflect.ColumnName;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// Only the panel's review, locked by the caller, keeps two from taking different seats at once for one person;
/// a unique index stands behind that.
interface SeatDao {
    @SqlUpdate("INSERT INTO panel_seat (review_id, seat) VALUES (:id, :seat)")
    void add(@Bind("id") ReviewId id, @Bind("seat") int seat);

    @SqlUpdate("INSERT INTO panel_seat (review_id, seat, offered_to) VALUES (:id, :seat, :offeredTo)")
    void addFor(@Bind("id") ReviewId id, @Bind("seat") int seat, @Bind("offeredTo") @Nullable String offeredTo);

    @SqlUpdate("DELETE FROM panel_seat WHERE review_id = :id AND seat >= :from")
    void remove(@Bind("id") ReviewId id, @Bind("from") int from);

    @SqlQuery(
            "SELECT review_id, seat, reviewer, decision_id, golden FROM panel_seat WHERE review_id = :id ORDER BY seat")
    @RegisterConstructorMapper(Seat.class)
    List<Seat> of(@Bind("id") ReviewId id);

    /// A free seat that this reviewer holds, or that nobody does; their own first.
    @SqlQuery("""
            SELECT seat FROM panel_seat
            WHERE review_id = :id AND decision_id IS NULL
                AND (claimed_by IS NULL OR claimed_by = :by OR lease_until_ms <= :now)
            ORDER BY CASE WHEN claimed_by = :by THEN 0 ELSE 1 END, seat LIMIT 1
            """)
    Optional<Integer> free(@Bind("id") ReviewId id, @Bind("by") ReviewerId by, @Bind("now") long nowMs);

    @SqlUpdate("""
            UPDATE panel_seat SET claimed_by = :by, claimed_name = :name, claimed_at_ms = :now, lease_until_ms = :until
            WHERE review_id = :id AND seat = :seat AND decision_id IS NULL
                AND (claimed_by IS NULL OR claimed_by = :by OR lease_until_ms <= :now)
            """)
    int hold(
            @Bind("id") ReviewId id,
            @Bind("seat") int seat,
            @Bind("by") ReviewerId by,
            @Bind("name") @Nullable String name,
            @Bind("now") long nowMs,
            @Bind("until") long untilMs);

    @SqlUpdate("""
            UPDATE panel_seat SET claimed_by = NULL, claimed_name = NULL, claimed_at_ms = NULL, lease_until_ms = NULL
            WHERE review_id = :id AND claimed_by = :by
            """)
    int handBack(@Bind("id") ReviewId id, @Bind("by") ReviewerId by);

    /// The compare-and-set that makes one verdict count per seat.
    @SqlUpdate("""
            UPDATE panel_seat SET reviewer = :by, decision_id = :decisionId, golden = :golden,
                claimed_by = NULL, claimed_name = NULL, claimed_at_ms = NULL, lease_until_ms = NULL
            WHERE review_id = :id AND seat = :seat AND decision_id IS NULL
                AND (claimed_by IS NULL OR claimed_by = :by OR lease_until_ms <= :now)
            """)
    int take(
            @Bind("id") ReviewId id,
            @Bind("seat") int seat,
            @Bind("by") ReviewerId by,
            @Bind("decisionId") String decisionId,
            @Bind("golden") boolean golden,
            @Bind("now") long nowMs);

    @SqlUpdate("""
            UPDATE panel_seat SET reviewer = NULL, decision_id = NULL, golden = NULL
            WHERE review_id = :id AND decision_id = :decisionId
            """)
    int leave(@Bind("id") ReviewId id, @Bind("decisionId") String decisionId);

    record Lease(
            @ColumnName("claimed_by") ReviewerId by,
            @ColumnName("claimed_name") @Nullable String name,
            @ColumnName("claimed_at_ms") long sinceMs,
            @ColumnName("lease_until_ms") long untilMs) {}

    @SqlQuery("""
            SELECT claimed_by, claimed_name, claimed_at_ms, lease_until_ms FROM panel_seat
            WHERE review_id = :id AND claimed_by = :by AND lease_until_ms > :now
            """)
    @RegisterConstructorMapper(Lease.class)
    Optional<Lease> heldBy(@Bind("id") ReviewId id, @Bind("by") ReviewerId by, @Bind("now") long nowMs);
}
