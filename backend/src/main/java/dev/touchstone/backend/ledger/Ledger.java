package dev.touchstone.backend.ledger;

import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.store.Database;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Appends to the ledger and verifies it. An entry is written in the transaction of what it records: either both
/// are there or neither is. Appending locks the head of the chain, so audited transactions follow one another;
/// intake is not audited row by row, its rows are immutable.
public final class Ledger {
    private static final int PAGE = 1000;

    private final Database database;
    private final InstantSource clock;

    public Ledger(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Appends within the caller's transaction.
    ///
    /// @param before the state before, written as JSON; null when there was none
    /// @param after the state after, written as JSON; null when there is none
    public void append(
            Handle transaction,
            String actor,
            String action,
            String subject,
            @Nullable Object before,
            @Nullable Object after) {
        LedgerDao dao = transaction.attach(LedgerDao.class);
        LedgerDao.Head head = dao.lockHead();
        LedgerEntry entry = LedgerEntry.chained(
                head.seq() + 1,
                clock.millis(),
                actor,
                action,
                subject,
                before == null ? null : Json.write(before),
                after == null ? null : Json.write(after),
                head.hash());
        dao.insert(entry);
        dao.moveHead(entry.seq(), entry.hash());
    }

    /// What verification found.
    public sealed interface Verification {
        /// Every row follows from the one before. Keep `headHash` outside the database to notice a chain cut short.
        record Intact(long entries, String headHash) implements Verification {}

        /// The row at `seq` is changed, missing or out of place.
        record Broken(long seq, String why) implements Verification {}
    }

    /// Reads the whole chain from its beginning.
    ///
    /// @param expectedHash a head hash seen earlier, which the chain must still contain; null for none
    public Verification verify(@Nullable String expectedHash) {
        return database.reader().withHandle(handle -> {
            LedgerDao dao = handle.attach(LedgerDao.class);
            LedgerDao.Head head = handle.createQuery("SELECT seq, hash FROM ledger_head WHERE id = 1")
                    .map((row, context) -> new LedgerDao.Head(row.getLong(1), row.getString(2)))
                    .one();
            long seq = 0;
            String hash = "";
            boolean expectedSeen = expectedHash == null;
            List<LedgerEntry> page;
            do {
                page = dao.page(seq, PAGE);
                for (LedgerEntry entry : page) {
                    if (entry.seq() != seq + 1) {
                        return new Verification.Broken(seq + 1, "the row is missing");
                    }
                    if (!entry.prevHash().equals(hash)) {
                        return new Verification.Broken(entry.seq(), "it does not follow from the row before");
                    }
                    if (!entry.intact()) {
                        return new Verification.Broken(entry.seq(), "its content was changed");
                    }
                    seq = entry.seq();
                    hash = entry.hash();
                    expectedSeen |= hash.equals(expectedHash);
                }
            } while (page.size() == PAGE);
            if (!expectedSeen) {
                return new Verification.Broken(
                        seq + 1, "the expected hash is not in the chain: rows were cut off or redone");
            }
            // Read before the rows: rows appended since then are no fault.
            return seq >= head.seq()
                    ? new Verification.Intact(seq, hash)
                    : new Verification.Broken(seq + 1, "rows are missing at the end");
        });
    }
}
