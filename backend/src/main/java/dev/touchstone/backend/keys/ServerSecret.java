package dev.touchstone.backend.keys;

import dev.touchstone.backend.ledger.LedgerKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The one secret of an installation, from `TOUCHSTONE_SECRET`. Every key the server needs is derived from it under a
/// label of its own (HMAC-SHA-256 as in HKDF-Expand, RFC 5869), so that none can be turned into another.
public final class ServerSecret {
    private final byte[] master;

    private ServerSecret(byte[] master) {
        this.master = master;
    }

    /// @throws IllegalArgumentException when it is missing or too short to be random
    public static ServerSecret of(String text) {
        if (text.strip().length() < SecretStrength.LEAST_CHARS
                || text.chars().distinct().count() < 8) {
            throw new IllegalArgumentException("TOUCHSTONE_SECRET must be at least " + SecretStrength.LEAST_CHARS
                    + " random characters; make one with: openssl rand -hex 32");
        }
        return new ServerSecret(text.strip().getBytes(StandardCharsets.UTF_8));
    }

    /// 32 bytes for one purpose; always the same for the same label.
    public byte[] derive(String label) {
        return hmac(master, "touchstone/" + label);
    }

    /// The keys of the ledger, of which this secret's signs.
    public LedgerKeys ledgerKeys() {
        return LedgerKeys.of(derive("ledger"));
    }

    /// HMAC-SHA-256 over the UTF-8 bytes of a message.
    public static byte[] hmac(byte[] key, String message) {
        return mac(key).doFinal(message.getBytes(StandardCharsets.UTF_8));
    }

    /// An HMAC-SHA-256 that has its key. Not thread-safe; a copy costs a fraction of a new one.
    static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ServerSecret secret && MessageDigest.isEqual(master, secret.master);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(master);
    }

    /// Never the secret itself.
    @Override
    public String toString() {
        return "ServerSecret[hidden]";
    }
}
