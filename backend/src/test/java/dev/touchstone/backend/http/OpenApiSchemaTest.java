package dev.touchstone.backend.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.api.wire.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The schemas against what the records really read and write.
class OpenApiSchemaTest {
    private static final List<String> WRONG = List.of(
            "5", "1.5", "-1", "1e9", "true", "\"\"", "\"no such thing\"", "\"５\"", "[]", "[null]", "{}", "{\"x\": 1}");

    private static Contract contract;

    @BeforeAll
    static void fetch(@TempDir Path directory) throws Exception {
        try (RunningBackend api = new RunningBackend(directory)) {
            contract = Contract.of(api);
        }
    }

    @Test
    void everySchemaOfARecordHasAnExample() {
        Set<String> objects = new HashSet<>();
        contract.document().at("/components/schemas").properties().forEach(schema -> {
            if (!schema.getValue().has("enum")) {
                objects.add(schema.getKey());
            }
        });
        // Seen inside the others.
        objects.removeAll(Set.of(
                "ContextSource",
                "GoldenExampleLineage",
                "ProblemFieldError",
                "Receipt",
                "ReviewClaim",
                "Reviewer",
                "Reviewers",
                "Rubric",
                "RubricLine",
                "RubricReason",
                "Strata",
                "StrataRate"));

        assertThat(WireExamples.BY_SCHEMA.keySet()).isEqualTo(objects);
    }

    @Test
    void acceptsWhatIsWritten() {
        WireExamples.BY_SCHEMA.forEach((name, examples) -> {
            for (Object example : examples) {
                JsonNode json = Json.read(Json.write(example), JsonNode.class);

                assertThat(contract.complaints(name, json))
                        .as(name + " " + json)
                        .isEmpty();
            }
        });
    }

    /// A generator of clients takes a property with a default for one that has to be sent, and one without `null` among
    /// its types for one that must not be null.
    @Test
    void whatMayBeLeftOutMayBeNullAndHasNoDefaultKeyword() throws Exception {
        for (Object request : WireExamples.REQUESTS) {
            String name = request.getClass().getSimpleName();
            JsonNode schema = contract.document().at("/components/schemas/" + name);
            assertThat(schema.findValues("default")).as(name).isEmpty();
            List<String> required = new ArrayList<>();
            schema.path("required").forEach(field -> required.add(field.textValue()));
            for (var field : schema.path("properties").properties()) {
                ObjectNode json = Json.read(Json.write(request), ObjectNode.class);
                json.putNull(field.getKey());
                boolean nullable = contract.complaints(name, json).isEmpty();

                assertThat(nullable).as(name + "." + field.getKey()).isEqualTo(!required.contains(field.getKey()));
            }
        }
    }

    @Test
    void descriptionsSayAbsentWhereAnAnswerLeavesAMemberOut() {
        String description = contract.document()
                .at("/components/schemas/Problem/properties/context/description")
                .textValue();

        assertThat(description).contains("absent for none").doesNotContain("null");
    }

    @Test
    void refusesUnknownFields() {
        WireExamples.BY_SCHEMA.forEach((name, examples) -> {
            for (Object example : examples) {
                JsonNode json = Json.read(Json.write(example), JsonNode.class);
                // An attribute with further fields is a bare value.
                if (json instanceof ObjectNode object && !name.equals("Attribute")) {
                    object.put("no_such_field", 1);

                    assertThat(contract.complaints(name, object)).as(name).isNotEmpty();
                }
            }
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NewOutput   | /confidence                  | 1.2",
                "NewOutput   | /confidence                  | -0.1",
                "NewOutput   | /confidence                  | \"0.5\"",
                "NewOutput   | /pipeline                    | \"Not A Name\"",
                "NewOutput   | /external_id                 | \"\"",
                "NewOutput   | /output                      | null",
                "NewOutput   | /attributes/total/confidence | 1.2",
                "NewOutput   | /context                     | 5",
                "NewOutput   | /context/0/score             | \"high\"",
                "NewOutput   | /trace_url                   | \"ftp://example.org\"",
                "NewOutput   | /occurred_at                 | 1769860800",
                "NewOutput   | /stratum_keys/language       | 5",
                "NewDecision | /action                      | \"maybe\"",
                "NewDecision | /action                      | \"undo\"",
                "NewDecision | /revision                    | 1.5",
                "NewDecision | /rubric/correct              | \"PASS\"",
                "NewDecision | /seconds                     | 86401",
                "Policy      | /review_sla                  | \"4 hours\"",
                "Policy      | /review_sla                  | \"４h\"",
                "Policy      | /review_sla                  | 14400",
                "Policy      | /max_open_cards              | 101",
                "Policy      | /strata/rates/0/rate         | 2",
                "Policy      | /rubric/lines/0/id           | \"No Id\"",
                "Policy      | /attribute_rules             | {\"any\": []}",
                "Policy      | /attribute_rules             | {\"attribute\": \"*\", \"missing\": true}",
                "Policy      | /attribute_rules/any/0/below | 1.5",
                "LeaseRequest | /max                        | 0",
                "Review      | /state                       | \"claimed\"",
            })
    void refusesWhatTheServerRefuses(String name, String pointer, String value) throws Exception {
        Object example = WireExamples.of(name).getFirst();
        ObjectNode json = Json.read(Json.write(example), ObjectNode.class);

        replace(json, pointer, value);

        assertThat(contract.complaints(name, json)).isNotEmpty();
        assertThatThrownBy(() -> Json.requestMapper().treeToValue(json, example.getClass()))
                .isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void serverRefusesWhateverTheSchemaRefuses() {
        int refused = 0;
        for (Object request : WireExamples.REQUESTS) {
            String name = request.getClass().getSimpleName();
            for (String pointer : pointers(Json.read(Json.write(request), ObjectNode.class), "")) {
                for (String value : WRONG) {
                    ObjectNode json = Json.read(Json.write(request), ObjectNode.class);
                    replace(json, pointer, value);
                    if (!contract.complaints(name, json).isEmpty()) {
                        refused++;
                        assertThatThrownBy(() -> Json.requestMapper().treeToValue(json, request.getClass()))
                                .as(name + pointer + " = " + value)
                                .isInstanceOf(JsonProcessingException.class);
                    }
                }
            }
        }
        assertThat(refused).isGreaterThan(400);
    }

    private static List<String> pointers(JsonNode node, String at) {
        List<String> pointers = new ArrayList<>();
        if (!at.isEmpty()) {
            pointers.add(at);
        }
        node.properties().forEach(field -> pointers.addAll(pointers(field.getValue(), at + "/" + field.getKey())));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            pointers.addAll(pointers(node.get(i), at + "/" + i));
        }
        return pointers;
    }

    private static void replace(ObjectNode json, String pointer, String value) {
        int last = pointer.lastIndexOf('/');
        JsonNode parent = json.at(pointer.substring(0, last));
        JsonNode replacement = Json.read(value, JsonNode.class);
        String key = pointer.substring(last + 1);
        if (parent instanceof ObjectNode object) {
            object.set(key, replacement);
        } else {
            ((ArrayNode) parent).set(Integer.parseInt(key), replacement);
        }
    }
}
