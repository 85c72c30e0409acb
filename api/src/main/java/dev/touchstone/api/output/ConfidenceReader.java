package dev.touchstone.api.output;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import dev.touchstone.api.wire.InvalidField;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A confidence as pipelines have it: a number from 0 to 1, `{"logprob": -0.07}` (natural logarithm of the
/// probability, as models give it) or `{"percent": 93}`. A bare number is never taken for a percentage: 1
/// could be either. Stored and given back as the number.
public final class ConfidenceReader extends StdDeserializer<Double> {
    private static final long serialVersionUID = 1;
    private static final String FORMS = "must be a number from 0 to 1, {\"logprob\": …} or {\"percent\": …}";

    ConfidenceReader() {
        super(Double.class);
    }

    @Override
    public @Nullable Double deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        // Nearly always; a tree would cost every output.
        if (parser.currentToken().isNumeric()) {
            return parser.getDoubleValue();
        }
        return read(context.readTree(parser));
    }

    /// @return null for JSON null
    /// @throws InvalidField naming no member: the whole confidence is what cannot be taken
    static @Nullable Double read(JsonNode node) {
        if (node.isNull()) {
            return null;
        }
        if (node.isNumber()) {
            return node.doubleValue();
        }
        if (!node.isObject() || node.size() != 1) {
            throw new InvalidField("", FORMS);
        }
        Map.Entry<String, JsonNode> only = node.properties().iterator().next();
        return switch (only.getKey()) {
            case "logprob" -> Math.exp(within(only.getValue(), -1e6, 0, "logprob must be a number of 0 or less"));
            case "percent" -> within(only.getValue(), 0, 100, "percent must be a number from 0 to 100") / 100;
            default -> throw new InvalidField("", FORMS);
        };
    }

    private static double within(JsonNode value, double least, double most, String otherwise) {
        if (!value.isNumber() || !(value.doubleValue() >= least && value.doubleValue() <= most)) {
            throw new InvalidField("", otherwise);
        }
        return value.doubleValue();
    }
}
