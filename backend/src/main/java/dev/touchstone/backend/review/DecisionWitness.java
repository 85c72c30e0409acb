package dev.touchstone.backend.review;

import dev.touchstone.backend.ledger.Witness;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/// Says what decisions are now, for the ledger entries that were written with them.
public final class DecisionWitness implements Witness {
    static final String TABLE = "decision";

    @Override
    public String table() {
        return TABLE;
    }

    @Override
    public Map<String, String> hashes(Handle handle, Collection<String> ids) {
        Map<String, String> hashes = new HashMap<>();
        handle.attach(DecisionDao.class).each(ids).forEach(row -> hashes.put(row.id(), row.contentHash()));
        return hashes;
    }

    /// Decisions are only ever added, each with its entry.
    @Override
    public OptionalLong rows(Handle handle) {
        return OptionalLong.of(handle.attach(DecisionDao.class).count());
    }
}
