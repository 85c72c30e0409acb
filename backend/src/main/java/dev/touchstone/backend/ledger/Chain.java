package dev.touchstone.backend.ledger;

import dev.touchstone.backend.ledger.Verification.Broken;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Follows a chain entry by entry. One signature under a known key pins down everything before it, so entries
/// under keys that are known no more are no fault as long as such a signature follows.
final class Chain {
    private final LedgerKeys keys;
    private final @Nullable Anchor expected;
    private final RedactedEntries redacted = new RedactedEntries();
    private long seq;
    private String hash = "";
    private long unsigned;
    private boolean signed;
    private boolean expectedSeen;

    Chain(LedgerKeys keys, @Nullable Anchor expected) {
        this.keys = keys;
        this.expected = expected;
        expectedSeen = expected == null;
    }

    long seq() {
        return seq;
    }

    /// @return why the entry cannot be the next; null when it can
    @Nullable
    Broken follow(LedgerEntry entry) {
        if (entry.seq() != seq + 1) {
            return new Broken(seq + 1, "the row is missing");
        }
        String fault = fault(entry);
        if (fault != null) {
            return new Broken(entry.seq(), fault);
        }
        seq = entry.seq();
        hash = entry.seal().hash();
        unsigned += entry.keyed() ? 0 : 1;
        signed |= entry.keyed();
        expectedSeen |= expected != null && expected.isAt(entry);
        if (entry.redactedBy() != null) {
            redacted.found(entry);
        }
        return redacted.follow(entry);
    }

    private @Nullable String fault(LedgerEntry entry) {
        if (!entry.seal().prevHash().equals(hash)) {
            return "it does not follow from the row before";
        }
        if (!entry.intact()) {
            return "its content was changed";
        }
        if (!entry.keyed()) {
            return signed || entry.seal().mac() != null
                    ? "it is not signed, as every entry has been since the first key"
                    : null;
        }
        Optional<LedgerKey> key = keys.named(entry.seal().keyId());
        if (key.isPresent()
                && !LedgerKey.same(
                        key.get().ofEntry(entry.seal().hash()), entry.seal().mac())) {
            return "it was not written by who has the key";
        }
        if (entry.act().action().equals(Ledger.HEAD_CHANGED)) {
            return "when it was written, the head had been changed by somebody without the key: entries before it may have"
                    + " been cut off";
        }
        return null;
    }

    /// What there is to say when no entry follows.
    Verification end(ChainHead head) {
        Broken removed = redacted.rest();
        if (removed != null) {
            return removed;
        }
        if (!expectedSeen) {
            return new Broken(seq + 1, "the expected head is not in the chain: rows were cut off or redone");
        }
        if (head.seq() != seq || !head.hash().equals(hash)) {
            return new Broken(
                    Math.min(seq, head.seq()) + 1,
                    head.seq() > seq ? "rows are missing at the end" : "rows follow that the head does not know");
        }
        if (!head.keyed()) {
            return signed
                    ? new Broken(seq + 1, "the head has lost its signature: rows may be missing at the end")
                    : new Verification.Unsigned(seq);
        }
        Optional<LedgerKey> key = keys.named(head.keyId());
        if (key.isEmpty()) {
            return new Broken(
                    seq,
                    "it is under the key " + head.keyId()
                            + ", which no secret given here makes; verify with the secret that" + " was in force then");
        }
        return head.signedBy(key.get())
                ? new Verification.Intact(seq, unsigned, new Anchor(seq, hash))
                : new Broken(seq + 1, "the head was not signed by who has the key: rows are missing at the end");
    }
}
