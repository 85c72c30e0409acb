package dev.touchstone.backend.ledger;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A head of the ledger that was kept somewhere else: whoever changes the database cannot change it.
///
/// @param seq the entry it was; null when only the hash was kept
/// @param hash that entry's hash
public record Anchor(@Nullable Long seq, String hash) {
    private static final Pattern TEXT = Pattern.compile("(?:([0-9]{1,18}):)?([0-9a-f]{64})");

    /// Reads `SEQ:HASH`, or the hash alone.
    ///
    /// @throws IllegalArgumentException when it is neither
    public static Anchor parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no head of a ledger; expected is SEQ:HASH as"
                    + " verify-ledger, the log and GET /v1/ledger/head show it, with a hash of 64 hexadecimal digits");
        }
        return new Anchor(matcher.group(1) == null ? null : Long.valueOf(matcher.group(1)), matcher.group(2));
    }

    boolean isAt(LedgerEntry entry) {
        return hash.equals(entry.seal().hash()) && (seq == null || seq == entry.seq());
    }

    /// As [#parse] reads it.
    @Override
    public String toString() {
        return (seq == null ? "" : seq + ":") + hash;
    }
}
