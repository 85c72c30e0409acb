package dev.touchstone.backend.golden.dataset;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// The root of a Merkle tree as RFC 6962, section 2.1, builds it: leaves are hashed behind a zero byte, nodes behind a
/// one, and a list is split at the largest power of two below its length. Pure.
final class MerkleTree {
    private MerkleTree() {}

    /// @param hashes in hex, in their order; of none the hash of nothing
    static String root(List<String> hashes) {
        MessageDigest sha256 = sha256();
        byte[] root = hashes.isEmpty() ? sha256.digest() : root(sha256, hashes);
        return HexFormat.of().formatHex(root);
    }

    private static byte[] root(MessageDigest sha256, List<String> hashes) {
        if (hashes.size() == 1) {
            sha256.update((byte) 0);
            return sha256.digest(HexFormat.of().parseHex(hashes.getFirst()));
        }
        int split = Integer.highestOneBit(hashes.size() - 1);
        byte[] left = root(sha256, hashes.subList(0, split));
        byte[] right = root(sha256, hashes.subList(split, hashes.size()));
        sha256.update((byte) 1);
        sha256.update(left);
        return sha256.digest(right);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
