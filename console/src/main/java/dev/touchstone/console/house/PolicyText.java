package dev.touchstone.console.house;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.JsonReason;
import java.io.IOException;
import java.io.UncheckedIOException;

/// A policy as people write it, in YAML. What is wrong is told with the line that it stands in.
final class PolicyText {
    private static final YAMLFactory YAML = YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();
    private static final ObjectMapper MAPPER =
            new ObjectMapper(YAML).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private PolicyText() {}

    /// A text that is no policy.
    static final class Wrong extends Exception {
        Wrong(String what) {
            super(what);
        }
    }

    static String of(Policy policy) {
        try {
            return MAPPER.writeValueAsString(Json.mapper().<JsonNode>valueToTree(policy));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Policy read(String text) throws Wrong {
        try {
            JsonNode tree = MAPPER.readTree(text);
            return Json.mapper()
                    .treeToValue(
                            tree.isNull() || tree.isMissingNode() ? MAPPER.createObjectNode() : tree, Policy.class);
        } catch (JsonMappingException e) {
            throw new Wrong(at(text, pointer(e)) + JsonReason.of(e) + ".");
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new Wrong("Line " + line + " is not YAML: "
                    + e.getOriginalMessage().lines().findFirst().orElse("") + ".");
        }
    }

    /// What is wrong at a field that the backend names.
    static String told(String text, String pointer, String reason) {
        return at(text, pointer) + reason + ".";
    }

    private static String at(String text, String pointer) {
        String name = pointer.isEmpty() ? "The policy" : pointer.substring(1).replace('/', '.');
        int line = line(text, pointer);
        return (line == 0 ? "" : "Line " + line + ": ") + name + " ";
    }

    private static String pointer(JsonMappingException e) {
        StringBuilder pointer = new StringBuilder();
        e.getPath()
                .forEach(step -> pointer.append('/')
                        .append(step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName()));
        InvalidField invalid = JsonReason.invalidField(e);
        if (invalid != null && !pointer.toString().endsWith("/" + invalid.field())) {
            pointer.append('/').append(invalid.field().replace('.', '/'));
        }
        return pointer.toString();
    }

    /// Where a field stands, or else what it stands in; 0 when it is nowhere.
    private static int line(String text, String pointer) {
        int line = 0;
        try (JsonParser parser = YAML.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                String at = parser.getParsingContext().pathAsPointer().toString();
                if (token == JsonToken.FIELD_NAME && (pointer + "/").startsWith(at + "/")) {
                    line = parser.currentTokenLocation().getLineNr();
                }
            }
        } catch (IOException e) {
            // It was read before; should it not be, the name of the field has to do.
            return line;
        }
        return line;
    }
}
