package dev.touchstone.backend.ledger;

import dev.touchstone.backend.ledger.Verification.Broken;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.PageBytes;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Reads the whole chain from its beginning, in one view of the database, and holds the rows it vouches for against it.
/// A thousand entries at most, and 2 MiB of their texts, are in memory at a time. Thread-safe.
public final class LedgerVerifier {
    private static final int PAGE = 1000;

    private final LedgerKeys keys;
    private final List<Witness> witnesses;

    public LedgerVerifier(LedgerKeys keys, List<Witness> witnesses) {
        this.keys = keys;
        this.witnesses = List.copyOf(witnesses);
    }

    /// @param expected a head seen earlier, which the chain must still contain; null for none
    public Verification verify(Database database, @Nullable Anchor expected) {
        return database.snapshot(handle -> verify(handle, expected));
    }

    /// The same within a transaction that sees one moment.
    public Verification verify(Handle handle, @Nullable Anchor expected) {
        LedgerDao dao = handle.attach(LedgerDao.class);
        Chain chain = new Chain(keys, expected);
        VouchedRows rows = new VouchedRows(handle, witnesses);
        for (List<LedgerEntry> page = page(dao, 0); !page.isEmpty(); page = page(dao, chain.seq())) {
            for (LedgerEntry entry : page) {
                Broken broken = chain.follow(entry);
                if (broken != null) {
                    return broken;
                }
            }
            rows.compare(page);
        }
        Verification found = chain.end(dao.head());
        if (found instanceof Broken) {
            return found;
        }
        Broken changed = rows.changed();
        Broken surplus = changed == null && found instanceof Verification.Intact ? rows.surplus(chain.seq()) : changed;
        return surplus == null ? found : surplus;
    }

    private static List<LedgerEntry> page(LedgerDao dao, long after) {
        int entries = PageBytes.fitting(dao.sizes(after, PAGE), PAGE);
        return entries == 0 ? List.of() : dao.page(after, entries);
    }
}
