package dev.touchstone.backend.ledger;

import dev.touchstone.api.wire.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One row of the ledger.
///
/// @param seq position in the chain, from 1 without gaps
/// @param atMs when, epoch milliseconds
/// @param actor who: a reviewer, a key id, `config`, or an address
/// @param action what was done, such as `review.decided`
/// @param subject to what
/// @param before the state before, as JSON; null when there was none
/// @param after the state after, as JSON; null when there is none
/// @param vouches the rows it speaks of, a JSON list of [Vouched]; null for none
/// @param keyId the key of `mac`; null in entries of versions that had no key
/// @param prevHash the hash of the row before; empty for the first
/// @param hash SHA-256 over the row without `mac`, and `prevHash`, in hex
/// @param mac HMAC-SHA-256 of `hash`, in hex; null without a key
public record LedgerEntry(
        long seq,
        long atMs,
        String actor,
        String action,
        String subject,
        @Nullable String before,
        @Nullable String after,
        @Nullable String vouches,
        @Nullable String keyId,
        String prevHash,
        String hash,
        @Nullable String mac) {
    /// Of what is hashed: without it, an entry could pass for one of the first version.
    private static final String SECOND_VERSION = "2";

    /// The next entry of a chain, signed.
    LedgerEntry chained(LedgerKey key) {
        LedgerEntry named = new LedgerEntry(
                seq, atMs, actor, action, subject, before, after, vouches, key.id(), prevHash, "", null);
        String hash = named.digest();
        return new LedgerEntry(
                seq, atMs, actor, action, subject, before, after, vouches, key.id(), prevHash, hash, key.ofEntry(hash));
    }

    boolean keyed() {
        return keyId != null;
    }

    /// Whether the hash is the one this row has to have.
    boolean intact() {
        return hash.equals(digest());
    }

    List<Vouched> vouched() {
        return vouches == null ? List.of() : List.of(Json.read(vouches, Vouched[].class));
    }

    private String digest() {
        return keyed()
                ? ContentHash.of(
                        SECOND_VERSION, prevHash, seq, atMs, actor, action, subject, before, after, vouches, keyId)
                : ContentHash.of(prevHash, seq, atMs, actor, action, subject, before, after);
    }
}
