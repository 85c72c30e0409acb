package dev.touchstone.backend.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
/// @param prevHash the hash of the row before; empty for the first
/// @param hash SHA-256 over the row and `prevHash`, in hex
public record LedgerEntry(
        long seq,
        long atMs,
        String actor,
        String action,
        String subject,
        @Nullable String before,
        @Nullable String after,
        String prevHash,
        String hash) {

    static LedgerEntry chained(
            long seq,
            long atMs,
            String actor,
            String action,
            String subject,
            @Nullable String before,
            @Nullable String after,
            String prevHash) {
        String hash = digest(prevHash, Long.toString(seq), Long.toString(atMs), actor, action, subject, before, after);
        return new LedgerEntry(seq, atMs, actor, action, subject, before, after, prevHash, hash);
    }

    /// Whether the hash is the one this row has to have.
    boolean intact() {
        return hash.equals(
                digest(prevHash, Long.toString(seq), Long.toString(atMs), actor, action, subject, before, after));
    }

    /// Every field is written with its length, so that no two rows share one sequence of bytes.
    private static String digest(@Nullable String... fields) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (String field : fields) {
                byte[] bytes = field == null ? new byte[0] : field.getBytes(StandardCharsets.UTF_8);
                sha.update(((field == null ? "-" : bytes.length) + ":").getBytes(StandardCharsets.US_ASCII));
                sha.update(bytes);
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
