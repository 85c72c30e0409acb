package dev.touchstone.backend.ledger;

import dev.touchstone.api.wire.Json;
import java.util.List;
import org.jdbi.v3.core.mapper.Nested;
import org.jspecify.annotations.Nullable;

/// One row of the ledger.
///
/// @param seq position in the chain, from 1 without gaps
/// @param atMs when, epoch milliseconds
/// @param redactedBy the entry by which this one lost its texts; null while it has them
public record LedgerEntry(
        long seq,
        long atMs,
        @Nested Act act,
        @Nested Change change,
        @Nested Seal seal,
        @Nullable Long redactedBy) {
    /// Who did what to what.
    ///
    /// @param actor who: a reviewer, a key id, `config`, or an address
    /// @param action what was done, such as `review.decided`
    /// @param subject to what
    public record Act(String actor, String action, String subject) {}

    /// What it changed.
    ///
    /// @param before the state before, as JSON; null when there was none
    /// @param after the state after, as JSON; null when there is none
    /// @param vouches the rows it speaks of, a JSON list of [Vouched]; null for none
    public record Change(
            @Nullable String before,
            @Nullable String after,
            @Nullable String vouches) {}

    /// What proves that nobody touched it since.
    ///
    /// @param keyId the key of `mac`; null in entries of versions that had no key
    /// @param prevHash the hash of the row before; empty for the first
    /// @param hash SHA-256 over the row without `mac`, and `prevHash`, in hex
    /// @param mac HMAC-SHA-256 of `hash`, in hex; null without a key
    public record Seal(
            @Nullable String keyId,
            String prevHash,
            String hash,
            @Nullable String mac) {}

    /// Of what is hashed: without it, an entry could pass for one of the first version.
    private static final String SECOND_VERSION = "2";

    /// The next entry of a chain, signed.
    LedgerEntry chained(LedgerKey key) {
        LedgerEntry named =
                new LedgerEntry(seq, atMs, act, change, new Seal(key.id(), seal.prevHash(), "", null), null);
        String hash = named.digest();
        return new LedgerEntry(
                seq, atMs, act, change, new Seal(key.id(), seal.prevHash(), hash, key.ofEntry(hash)), null);
    }

    /// The same entry with something else in the place of its texts. What it vouches for are hashes, which stay.
    LedgerEntry without(String left) {
        Change bare = new Change(
                change.before() == null ? null : left, change.after() == null ? null : left, change.vouches());
        return new LedgerEntry(seq, atMs, act, bare, seal, redactedBy);
    }

    boolean keyed() {
        return seal.keyId() != null;
    }

    /// Whether the hash is the one this row has to have. Of one that lost its texts, a later entry says what is left.
    boolean intact() {
        return redactedBy != null || seal.hash().equals(digest());
    }

    List<Vouched> vouched() {
        return change.vouches() == null ? List.of() : List.of(Json.read(change.vouches(), Vouched[].class));
    }

    /// Over all it says.
    String digest() {
        return keyed()
                ? ContentHash.of(
                        SECOND_VERSION,
                        seal.prevHash(),
                        seq,
                        atMs,
                        act.actor(),
                        act.action(),
                        act.subject(),
                        change.before(),
                        change.after(),
                        change.vouches(),
                        seal.keyId())
                : ContentHash.of(
                        seal.prevHash(),
                        seq,
                        atMs,
                        act.actor(),
                        act.action(),
                        act.subject(),
                        change.before(),
                        change.after());
    }
}
