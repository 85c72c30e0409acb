package dev.touchstone.api.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One form for JSON values that mean the same: members sorted as RFC 8785 sorts them (by UTF-16 units), and one
/// way to write a number. Unlike there, numbers keep all their digits: two invoices whose 17-digit numbers differ
/// in the last one are two.
public final class CanonicalJson {
    /// Whole numbers are written out up to here, beyond with an exponent.
    private static final int MOST_DIGITS = 40;

    private CanonicalJson() {}

    /// The canonical form; the node itself when that is one already, which costs nothing but a look.
    public static JsonNode of(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> object(object);
            case ArrayNode array -> array(array);
            case NumericNode number -> number(number);
            default -> node;
        };
    }

    /// Whether a value is in the canonical form.
    @SuppressWarnings("ReferenceEquality") // That is what #of promises.
    public static boolean isCanonical(JsonNode node) {
        return of(node) == node;
    }

    /// Whether two values mean the same.
    public static boolean same(@Nullable JsonNode one, @Nullable JsonNode other) {
        return one == null || other == null
                ? one == null && other == null
                : one.equals(other) || of(one).toString().equals(of(other).toString());
    }

    private static JsonNode object(ObjectNode object) {
        List<String> names = new ArrayList<>(object.size());
        boolean changed = false;
        String before = "";
        for (var member : object.properties()) {
            changed |= before.compareTo(member.getKey()) > 0 || !isCanonical(member.getValue());
            before = member.getKey();
            names.add(before);
        }
        if (!changed) {
            return object;
        }
        names.sort(null);
        ObjectNode sorted = JsonNodeFactory.instance.objectNode();
        names.forEach(name -> sorted.set(name, of(object.get(name))));
        return sorted;
    }

    private static JsonNode array(ArrayNode array) {
        for (JsonNode element : array) {
            if (!isCanonical(element)) {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
                array.forEach(each -> copy.add(of(each)));
                return copy;
            }
        }
        return array;
    }

    private static JsonNode number(NumericNode number) {
        if (number.isIntegralNumber()) {
            return number;
        }
        BigDecimal exact = number.decimalValue();
        BigDecimal stripped = exact.signum() == 0 ? BigDecimal.ZERO : exact.stripTrailingZeros();
        if (stripped.scale() <= 0 && stripped.precision() - (long) stripped.scale() <= MOST_DIGITS) {
            return BigIntegerNode.valueOf(stripped.toBigIntegerExact());
        }
        boolean canonical = stripped.scale() == exact.scale() && number instanceof DecimalNode;
        return canonical ? number : DecimalNode.valueOf(stripped);
    }
}
