package dev.touchstone.backend.store.backup;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// What a database has to be besides readable.
public interface Soundness {
    /// Looks at a database whose schema is up to date.
    ///
    /// @param keyless whether its schema is from before the ledger had a key
    /// @return what is wrong, half a sentence; empty when nothing is
    Optional<String> complaint(Handle handle, boolean keyless);
}
