package dev.touchstone.backend.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.Context;
import dev.touchstone.api.policy.Strata;
import dev.touchstone.api.rubric.Rubric;
import dev.touchstone.api.wire.Defaulted;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Reviewer;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the records say of their components by annotation, against what their constructors do.
class OpenApiOptionalFieldsTest {
    static Stream<Object> requests() {
        return Stream.concat(
                WireExamples.REQUESTS.stream(),
                Stream.of(
                        new Strata(List.of("language"), List.of()),
                        WireExamples.POLICY.strata().rates().getFirst(),
                        WireExamples.POLICY.reviewers(),
                        Rubric.DEFAULT,
                        Rubric.DEFAULT.lines().getFirst(),
                        Rubric.DEFAULT.rejectReasons().getFirst(),
                        new Reviewer(new ReviewerId("slack:U0123"), "Ann"),
                        new Context.Source("Terms", "https://example.org", "Net 30.", 0.5)));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void onlyRequiredFieldsAreMissed(Object example) {
        for (RecordComponent component : example.getClass().getRecordComponents()) {
            ObjectNode json = json(example);
            assertThat(json.remove(wire(component)))
                    .as(component + " is in the example")
                    .isNotNull();
            if (component.getName().equals("reason")) {
                // A rejection needs one, other decisions do not.
                json.put("action", "approve").remove(List.of("corrected_output", "corrected_attributes"));
            }

            if (optional(component)) {
                assertThatCode(() -> read(json, example))
                        .as(component.toString())
                        .doesNotThrowAnyException();
            } else {
                assertThatThrownBy(() -> read(json, example))
                        .as(component.toString())
                        .isInstanceOf(JsonProcessingException.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("requests")
    void nullCountsAsLeftOut(Object example) throws Exception {
        for (RecordComponent component : example.getClass().getRecordComponents()) {
            if (optional(component) && !component.getName().equals("reason")) {
                ObjectNode without = json(example);
                without.remove(wire(component));
                ObjectNode withNull = json(example).putNull(wire(component));

                assertThat(read(withNull, example)).as(component.toString()).isEqualTo(read(without, example));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("requests")
    void statedDefaultsAreTheOnesThatApply(Object example) throws Exception {
        for (RecordComponent component : example.getClass().getRecordComponents()) {
            Defaulted byDefault = component.getAnnotation(Defaulted.class);
            if (byDefault != null && !byDefault.value().isEmpty()) {
                ObjectNode absent = json(example);
                absent.remove(wire(component));
                ObjectNode stated = json(example);
                stated.set(wire(component), value(component, byDefault.value()));

                assertThat(read(stated, example)).as(component.toString()).isEqualTo(read(absent, example));
            }
        }
    }

    private static JsonNode value(RecordComponent component, String text) throws JsonProcessingException {
        try {
            return Json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            return Json.mapper().getNodeFactory().textNode(text);
        }
    }

    private static boolean optional(RecordComponent component) {
        return component.isAnnotationPresent(Defaulted.class)
                || component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static Object read(ObjectNode json, Object example) throws JsonProcessingException {
        return Json.requestMapper().readValue(Json.write(json), example.getClass());
    }

    private static ObjectNode json(Object example) {
        return Json.read(Json.write(example), ObjectNode.class);
    }

    private static String wire(RecordComponent component) {
        return SnakeCaseStrategy.INSTANCE.translate(component.getName());
    }
}
