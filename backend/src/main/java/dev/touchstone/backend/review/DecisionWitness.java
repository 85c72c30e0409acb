package dev.touchstone.backend.review;

import dev.touchstone.backend.ledger.Witness;
import java.util.Optional;
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
    public Optional<String> hash(Handle handle, String id) {
        return handle.attach(DecisionDao.class).find(id).map(DecisionRow::contentHash);
    }

    /// Decisions are only ever added, each with its entry.
    @Override
    public OptionalLong rows(Handle handle) {
        return OptionalLong.of(handle.attach(DecisionDao.class).count());
    }
}
