package dev.touchstone.backend.ledger;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// One key of the ledger, with a public name of its own. Entries and the head are signed under different parts of it: a
/// hash that stands in an entry must never make a head. Thread-safe.
final class LedgerKey {
    private static final int ID_CHARS = 16;

    private final String id;
    private final Mac entries;
    private final Mac heads;

    LedgerKey(byte[] key) {
        Mac root = mac(key);
        id = hex(root, "id").substring(0, ID_CHARS);
        entries = mac(root.doFinal("entry".getBytes(StandardCharsets.US_ASCII)));
        heads = mac(root.doFinal("head".getBytes(StandardCharsets.US_ASCII)));
    }

    String id() {
        return id;
    }

    /// The MAC of an entry: its hash covers the entry and the whole chain before it.
    String ofEntry(String hash) {
        return hex(copy(entries), hash);
    }

    /// The MAC of a head. It is overwritten by the next one, so that nobody finds an old one in the database.
    String ofHead(long seq, String hash) {
        return hex(copy(heads), seq + ":" + hash);
    }

    static boolean same(String expected, @Nullable String found) {
        return found != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.US_ASCII), found.getBytes(StandardCharsets.UTF_8));
    }

    private static String hex(Mac mac, String message) {
        return HexFormat.of().formatHex(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    /// A Mac is not thread-safe; a copy costs a fraction of a new one.
    private static Mac copy(Mac mac) {
        try {
            return (Mac) mac.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("Java's HmacSHA256 can be copied", e);
        }
    }
}
