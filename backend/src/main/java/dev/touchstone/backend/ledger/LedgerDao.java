package dev.touchstone.backend.ledger;

import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

@RegisterConstructorMapper(LedgerEntry.class)
@RegisterConstructorMapper(LedgerDao.Head.class)
interface LedgerDao {
    record Head(long seq, String hash) {}

    @SqlQuery("SELECT seq, hash FROM ledger_head WHERE id = 1 <forUpdate>")
    Head lockHead();

    @SqlUpdate("UPDATE ledger_head SET seq = :seq, hash = :hash WHERE id = 1")
    void moveHead(@Bind("seq") long seq, @Bind("hash") String hash);

    @SqlUpdate("""
            INSERT INTO ledger_entry (seq, at_ms, actor, action, subject, before, after, prev_hash, hash)
            VALUES (:seq, :atMs, :actor, :action, :subject, :before, :after, :prevHash, :hash)
            """)
    void insert(@BindMethods LedgerEntry entry);

    @SqlQuery("""
            SELECT seq, at_ms, actor, action, subject, before, after, prev_hash, hash
            FROM ledger_entry WHERE seq > :after ORDER BY seq LIMIT :limit
            """)
    List<LedgerEntry> page(@Bind("after") long after, @Bind("limit") int limit);
}
