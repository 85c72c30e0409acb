package dev.touchstone.backend.ledger;

/// What verification found, in words for an operator.
public final class LedgerWords {
    private LedgerWords() {}

    public static String of(Verification found) {
        return switch (found) {
            case Verification.Intact intact ->
                "intact: " + intact.entries() + " entries" + unsigned(intact.unsigned()) + ", head " + intact.head();
            case Verification.Unsigned unsigned ->
                "NOT SIGNED: none of " + unsigned.entries()
                        + " entries is under a key. If a server of this version or a"
                        + " later one has ever run on this database, the ledger was emptied or redone.";
            case Verification.Broken broken -> "BROKEN at entry " + broken.seq() + ": " + broken.why();
        };
    }

    /// They are those from before the first key, and must never become more.
    private static String unsigned(long entries) {
        return entries == 0 ? "" : " (the first " + entries + " from before the ledger had a key)";
    }
}
