package dev.touchstone.backend.golden.item;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.wire.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The hash by which an item is known: SHA-256 of its canonical JSON (RFC 8785), in hex. That standard writes numbers
/// as doubles; whole numbers that a double cannot hold would be rounded, and two invoices whose numbers differ in the
/// last of 17 digits would be one. Such numbers are hashed as `{"$number": "DIGITS"}`. Pure.
public final class ItemHash {
    private ItemHash() {}

    /// @param value anything that becomes JSON
    public static String of(Object value) {
        return of(value instanceof JsonNode json ? json : Json.mapper().<JsonNode>valueToTree(value));
    }

    static String of(JsonNode json) {
        return sha256(canonical(json));
    }

    /// The bytes that are hashed.
    static byte[] canonical(JsonNode json) {
        return CanonicalText.of(json).getBytes(StandardCharsets.UTF_8);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
