package dev.touchstone.backend.golden.item;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.api.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.erdtman.jcs.JsonCanonicalizer;

/// The hash by which an item is known: SHA-256 of its canonical JSON (RFC 8785), in hex. That standard writes numbers
/// as doubles; whole numbers that a double cannot hold would be rounded, and two invoices whose numbers differ in the
/// last of 17 digits would be one. Such numbers are hashed as `{"$number": "DIGITS"}`. Pure.
public final class ItemHash {
    private static final String EXACT = "$number";

    private ItemHash() {}

    /// @param value anything that becomes JSON
    public static String of(Object value) {
        return sha256(canonical(Json.mapper().valueToTree(value)));
    }

    /// The bytes that are hashed.
    static byte[] canonical(JsonNode json) {
        try {
            // The library takes an object or a list; a bare text or number is put into one.
            JsonNode document = json.isContainerNode()
                    ? json
                    : JsonNodeFactory.instance.arrayNode().add(json);
            return new JsonCanonicalizer(exact(document).toString()).getEncodedUTF8();
        } catch (IOException e) {
            throw new UncheckedIOException("a value of our own is no JSON", e);
        }
    }

    private static JsonNode exact(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode copy = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(member -> copy.set(member.getKey(), exact(member.getValue())));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
                array.forEach(element -> copy.add(exact(element)));
                yield copy;
            }
            case NumericNode number
            when !fitsDouble(number) ->
                JsonNodeFactory.instance
                        .objectNode()
                        .put(EXACT, number.decimalValue().toString());
            default -> node;
        };
    }

    private static boolean fitsDouble(NumericNode number) {
        double rounded = number.doubleValue();
        return Double.isFinite(rounded)
                && (!number.isIntegralNumber()
                        || new BigDecimal(Double.toString(rounded)).compareTo(number.decimalValue()) == 0);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
