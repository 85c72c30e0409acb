package dev.touchstone.stats.sampling;

import dev.touchstone.stats.Require;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The one source of chance for sampling: a keyed hash that gives every output id a number u, uniform in [0,
/// 1).
///
/// The same on every node and at every time, so samples can be repeated and merged; not foreseeable without the
/// secret, so nobody can name outputs to dodge review. The first 53 bits of HMAC-SHA256 (RFC 2104) over the
/// UTF-8 id. Safe for use by several threads.
public final class SamplingKey {
    private static final String ALGORITHM = "HmacSHA256";
    private static final double UNIT = 0x1.0p-53;

    /// Never used itself: a Mac is not thread-safe, and a copy of one that has its key costs a fraction of a new one.
    private final Mac prototype;

    /// @param secret not empty; 32 random bytes kept per installation are right
    public SamplingKey(byte[] secret) {
        Require.atLeast(secret.length, 1, "length of the sampling secret in bytes");
        this.prototype = newMac(new SecretKeySpec(secret, ALGORITHM));
    }

    /// u of an output id, in [0, 1).
    public double of(String id) {
        byte[] digest = copy().doFinal(id.getBytes(StandardCharsets.UTF_8));
        return (ByteBuffer.wrap(digest).getLong() >>> 11) * UNIT;
    }

    /// A name without what it names, in [0, 2⁶³): equal names give equal numbers, and without the secret nobody
    /// finds out which name it was.
    ///
    /// @param use what the number is for, so that those of one use say nothing about those of another
    public long pseudonym(String use, String name) {
        byte[] digest = copy().doFinal((use.length() + ":" + use + name).getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(digest).getLong() >>> 1;
    }

    private Mac copy() {
        try {
            return (Mac) prototype.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("every Java runtime's " + ALGORITHM + " can be copied", e);
        }
    }

    private static Mac newMac(SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java runtime must provide " + ALGORITHM, e);
        }
    }
}
