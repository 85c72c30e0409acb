package dev.touchstone.backend.sampling;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The sampling key u of an output: HMAC-SHA-256 of its id under a secret, the first eight bytes as an unsigned number,
/// its upper 53 bits times 2⁻⁵³. Uniform in [0, 1), the same on every node and at every time, and nobody who posts
/// outputs can aim it. Thread-safe.
public final class SamplingKey {
    private static final double TWO_TO_MINUS_53 = 0x1.0p-53;

    private final ThreadLocal<Mac> macs;

    /// @param secret 16 bytes or more; who has it can tell which outputs will be audited
    public SamplingKey(byte[] secret) {
        SecretKeySpec key = new SecretKeySpec(secret, "HmacSHA256");
        this.macs = ThreadLocal.withInitial(() -> newMac(key));
    }

    /// @return u, in [0, 1)
    public double of(String id) {
        byte[] digest = macs.get().doFinal(id.getBytes(StandardCharsets.UTF_8));
        return (ByteBuffer.wrap(digest).getLong() >>> 11) * TWO_TO_MINUS_53;
    }

    private static Mac newMac(SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
