package dev.touchstone.api.wire;

/// The last entry of the ledger.
///
/// @param seq its number, which is how many there are; 0 when there is none
/// @param hash its hash, 64 hexadecimal digits, which covers every entry before it
/// @param anchor both in one text, as `verify-ledger --expect` takes it
public record LedgerHead(long seq, String hash, String anchor) {}
