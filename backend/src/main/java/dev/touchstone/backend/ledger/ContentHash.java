package dev.touchstone.backend.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// SHA-256 over fields, in hex. Every field is written with its length, so that no two rows share one sequence of
/// bytes, and what is absent differs from what is empty.
public final class ContentHash {
    private ContentHash() {}

    /// Over the fields as text, in their order: what has to be the same before and after it was in a database.
    public static String of(@Nullable Object... fields) {
        MessageDigest sha = sha256();
        for (Object field : fields) {
            byte[] bytes = field == null ? new byte[0] : field.toString().getBytes(StandardCharsets.UTF_8);
            sha.update(((field == null ? "-" : bytes.length) + ":").getBytes(StandardCharsets.US_ASCII));
            sha.update(bytes);
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
