package dev.touchstone.backend.ledger;

import org.jspecify.annotations.Nullable;

/// Public only because JDBI binds through public methods. Where the chain ends.
///
/// @param seq of the last entry; 0 when there is none
/// @param hash of the last entry; empty when there is none
/// @param keyId the key of `mac`; null before the ledger had one
/// @param mac signs the two above
public record ChainHead(
        long seq,
        String hash,
        @Nullable String keyId,
        @Nullable String mac) {
    static ChainHead signed(long seq, String hash, LedgerKey key) {
        return new ChainHead(seq, hash, key.id(), key.ofHead(seq, hash));
    }

    boolean keyed() {
        return mac != null;
    }

    boolean signedBy(LedgerKey key) {
        return LedgerKey.same(key.ofHead(seq, hash), mac);
    }
}
