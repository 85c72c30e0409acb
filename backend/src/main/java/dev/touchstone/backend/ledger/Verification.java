package dev.touchstone.backend.ledger;

/// What verification of the ledger found.
public sealed interface Verification {
    /// Every entry follows from the one before, those from the first key on are signed, and the rows they vouch for are
    /// what they were.
    ///
    /// @param unsigned how many of the entries are from before the ledger had a key; they never become more
    /// @param head keep it outside of the database, to notice that an older state was put back
    record Intact(long entries, long unsigned, Anchor head) implements Verification {}

    /// The chain follows, but nobody has signed it: the key comes with the first start of a server that has one. In a
    /// database that such a server has used, it was emptied or redone.
    record Unsigned(long entries) implements Verification {}

    /// The row at `seq`, or what it vouches for, is changed, missing or out of place.
    record Broken(long seq, String why) implements Verification {}
}
