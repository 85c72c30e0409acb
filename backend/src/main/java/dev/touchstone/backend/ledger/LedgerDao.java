package dev.touchstone.backend.ledger;

import java.util.Collection;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(LedgerEntry.class)
@RegisterConstructorMapper(ChainHead.class)
interface LedgerDao {
    @SqlQuery("SELECT seq, hash, key_id, mac FROM ledger_head WHERE id = 1 <forUpdate>")
    ChainHead lockHead();

    @SqlQuery("SELECT seq, hash, key_id, mac FROM ledger_head WHERE id = 1")
    ChainHead head();

    /// The last entry as the head it would make, without a MAC; none in an empty ledger.
    @SqlQuery("SELECT seq, hash, NULL AS key_id, NULL AS mac FROM ledger_entry ORDER BY seq DESC LIMIT 1")
    List<ChainHead> last();

    @SqlUpdate("UPDATE ledger_head SET seq = :seq, hash = :hash, key_id = :keyId, mac = :mac WHERE id = 1")
    void moveHead(@BindMethods ChainHead head);

    @SqlUpdate("""
            INSERT INTO ledger_entry
                (seq, at_ms, actor, action, subject, before, after, vouches, key_id, prev_hash, hash, mac)
            VALUES (:seq, :atMs, :act.actor, :act.action, :act.subject, :change.before, :change.after,
                :change.vouches, :seal.keyId, :seal.prevHash, :seal.hash, :seal.mac)
            """)
    void insert(@BindMethods LedgerEntry entry);

    /// How many bytes the texts of [#page] have, in its order.
    @SqlQuery("""
            SELECT COALESCE(octet_length(before), 0) + COALESCE(octet_length(after), 0)
            FROM ledger_entry WHERE seq > :after ORDER BY seq LIMIT :limit
            """)
    List<Long> sizes(@Bind("after") long after, @Bind("limit") int limit);

    @SqlQuery("""
            SELECT seq, at_ms, actor, action, subject, before, after, vouches, key_id, prev_hash, hash, mac,
                redacted_by
            FROM ledger_entry WHERE seq > :after ORDER BY seq LIMIT :limit
            """)
    List<LedgerEntry> page(@Bind("after") long after, @Bind("limit") int limit);

    /// Entries about certain subjects that still have their texts, but for those of one action.
    @SqlQuery("""
            SELECT seq, at_ms, actor, action, subject, before, after, vouches, key_id, prev_hash, hash, mac, redacted_by
            FROM ledger_entry
            WHERE subject IN (<subjects>) AND redacted_by IS NULL AND action <> :but
                AND (before IS NOT NULL OR after IS NOT NULL)
            ORDER BY seq
            """)
    List<LedgerEntry> withTexts(@BindList("subjects") Collection<String> subjects, @Bind("but") String action);

    @SqlUpdate("UPDATE ledger_entry SET before = :before, after = :after, redacted_by = :by WHERE seq = :seq")
    void redact(
            @Bind("seq") long seq,
            @Bind("before") @Nullable String before,
            @Bind("after") @Nullable String after,
            @Bind("by") long by);
}
