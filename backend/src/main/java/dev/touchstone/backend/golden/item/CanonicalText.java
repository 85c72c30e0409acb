package dev.touchstone.backend.golden.item;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Map;
import org.erdtman.jcs.NumberToJSON;

/// Canonical JSON (RFC 8785) of a tree, in one pass: the library's own way is over a text that it parses again, which
/// took most of the time of an admission. Numbers are written by the library. Whole numbers that a double cannot hold
/// become `{"$number": "DIGITS"}`. Pure; not thread-safe.
final class CanonicalText {
    private static final String HEX = "0123456789abcdef";

    private final StringBuilder out = new StringBuilder(512);

    private CanonicalText() {}

    static String of(JsonNode json) {
        CanonicalText text = new CanonicalText();
        text.write(json);
        return text.out.toString();
    }

    private void write(JsonNode node) {
        switch (node.getNodeType()) {
            case OBJECT -> object(node);
            case ARRAY -> {
                char before = '[';
                for (JsonNode element : node) {
                    out.append(before);
                    write(element);
                    before = ',';
                }
                out.append(before == '[' ? "[]" : "]");
            }
            case STRING -> string(node.textValue());
            case NUMBER -> number((NumericNode) node);
            case BOOLEAN -> out.append(node.booleanValue());
            default -> out.append("null");
        }
    }

    /// Members in the order of their names' UTF-16 units, as strings of Java compare.
    private void object(JsonNode object) {
        char before = '{';
        for (Map.Entry<String, JsonNode> member :
                object.properties().stream().sorted(Map.Entry.comparingByKey()).toList()) {
            out.append(before);
            string(member.getKey());
            out.append(':');
            write(member.getValue());
            before = ',';
        }
        out.append(before == '{' ? "{}" : "}");
    }

    private void number(NumericNode number) {
        double value = number.doubleValue();
        boolean exact = Double.isFinite(value)
                && (!number.isIntegralNumber()
                        || new BigDecimal(Double.toString(value)).compareTo(number.decimalValue()) == 0);
        if (!exact) {
            ObjectNode digits = JsonNodeFactory.instance.objectNode();
            write(digits.put("$number", number.decimalValue().toString()));
            return;
        }
        try {
            out.append(NumberToJSON.serializeNumber(value));
        } catch (IOException e) {
            throw new UncheckedIOException("a finite number has a text", e);
        }
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < ' ') {
                        out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
