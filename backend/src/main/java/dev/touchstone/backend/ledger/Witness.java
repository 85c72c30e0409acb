package dev.touchstone.backend.ledger;

import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/// What a feature says of the rows that entries vouch for: the ledger knows no table but its own.
public interface Witness {
    /// The name under which entries vouch for its rows.
    String table();

    /// The content hashes of rows as they are now, by id; without those that are gone. A few rows are in memory at a
    /// time, whatever they hold.
    Map<String, String> hashes(Handle handle, Collection<String> ids);

    /// Whether a row may go without a trace, as a text does whose time is over.
    default boolean mayGo() {
        return false;
    }

    /// How many rows there are, if each of them is vouched for by exactly one entry; empty if not.
    default OptionalLong rows(Handle handle) {
        return OptionalLong.empty();
    }
}
