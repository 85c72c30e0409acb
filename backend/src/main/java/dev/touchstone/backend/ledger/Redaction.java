package dev.touchstone.backend.ledger;

import java.util.List;

/// What an entry of the action `ledger.redacted` says: which entries lost their texts by it. Each keeps its place, its
/// hash and its signature, so that the chain still holds; what it says now is vouched for by this entry.
///
/// @param entries in the order of the chain
record Redaction(List<Redacted> entries) {
    /// @param seq which entry
    /// @param hash the hash it had, which the entry behind it still names
    /// @param content hash of what is left of it
    record Redacted(long seq, String hash, String content) {}

    Redaction {
        entries = List.copyOf(entries);
    }
}
