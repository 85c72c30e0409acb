package dev.touchstone.backend.ledger;

/// What a row of a feature's table was when an entry was written about it. A [Witness] says what it is now.
///
/// @param table which witness to ask
/// @param id the row
/// @param hash its [ContentHash]
public record Vouched(String table, String id, String hash) {}
