package dev.touchstone.backend.judge.committee;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.api.chat.ChatText;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.wire.Json;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether another model's answer says the same as the pipeline's output, without asking anybody. Pure.
final class AnswerComparison {
    private static final Pattern FENCE = Pattern.compile("\\A```[a-zA-Z]*\\s*\\R(.*)\\R?```\\s*\\z", Pattern.DOTALL);
    private static final int LONGEST_NUMBER = 40;

    private AnswerComparison() {}

    /// Equal but for case, punctuation, white space and ways of writing the same character; see [PlainText].
    static boolean exact(NewOutput output, String answer) {
        return plain(ChatText.output(output.output())).equals(plain(answer));
    }

    static String plain(String text) {
        return PlainText.of(text);
    }

    /// Whether every attribute of the output has the same value in the answer. What the answer has besides does
    /// not count: a pipeline keeps what it has use for. A fence around the answer is taken off, because nothing
    /// hangs on it but a comparison.
    ///
    /// @return empty when one of the two is no JSON object
    static Optional<Boolean> attributes(NewOutput output, String answer) {
        JsonNode own = ownAttributes(output);
        JsonNode other = parse(answer);
        if (!own.isObject() || own.isEmpty() || !other.isObject()) {
            return Optional.empty();
        }
        Set<String> names = new HashSet<>();
        own.fieldNames().forEachRemaining(names::add);
        return Optional.of(names.stream().allMatch(name -> same(own.path(name), other.path(name))));
    }

    private static JsonNode ownAttributes(NewOutput output) {
        if (output.attributes().isEmpty()) {
            return output.output().isTextual() ? parse(output.output().textValue()) : output.output();
        }
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        output.attributes().forEach((name, attribute) -> values.set(name, attribute.value()));
        return values;
    }

    private static JsonNode parse(String text) {
        Matcher fence = FENCE.matcher(text.strip());
        try {
            JsonNode node = Json.mapper().readTree(fence.matches() ? fence.group(1) : text);
            return node == null ? JsonNodeFactory.instance.missingNode() : node;
        } catch (JsonProcessingException e) {
            return JsonNodeFactory.instance.missingNode();
        }
    }

    private static boolean same(JsonNode one, JsonNode other) {
        if (absent(one) || absent(other)) {
            return absent(one) && absent(other);
        }
        if (one.isObject() && other.isObject()) {
            Set<String> names = new HashSet<>();
            one.fieldNames().forEachRemaining(names::add);
            other.fieldNames().forEachRemaining(names::add);
            return names.stream().allMatch(name -> same(one.path(name), other.path(name)));
        }
        if (one.isArray() && other.isArray()) {
            if (one.size() != other.size()) {
                return false;
            }
            for (int i = 0; i < one.size(); i++) {
                if (!same(one.get(i), other.get(i))) {
                    return false;
                }
            }
            return true;
        }
        if (one.isContainerNode() || other.isContainerNode()) {
            return false;
        }
        Optional<BigDecimal> number = number(one);
        Optional<BigDecimal> otherNumber = number(other);
        return number.isPresent() && otherNumber.isPresent()
                ? number.get().compareTo(otherNumber.get()) == 0
                : plain(one.asText()).equals(plain(other.asText()));
    }

    /// No value, null and an empty text are the same: there is none.
    private static boolean absent(JsonNode node) {
        return node.isMissingNode()
                || node.isNull()
                || node.isTextual() && node.textValue().isBlank();
    }

    private static Optional<BigDecimal> number(JsonNode node) {
        String text = node.asText().strip();
        if (node.isBoolean() || text.length() > LONGEST_NUMBER) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
