package dev.touchstone.backend.judge.committee;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.wire.Json;
import org.junit.jupiter.api.Test;

class AnswerComparisonTest {
    private static NewOutput text(String output) {
        return NewOutput.text("p", "1", output).build();
    }

    private static NewOutput attributes(String json) {
        NewOutput.Builder output = NewOutput.text("p", "1", "see attributes");
        JsonNode values = Json.read(json, JsonNode.class);
        values.properties().forEach(entry -> output.attribute(entry.getKey(), entry.getValue(), 0.9));
        return output.build();
    }

    @Test
    void caseSpacePunctuationAndFormsOfACharacterDoNotCount() {
        assertThat(AnswerComparison.exact(text("Yes, within 90 days."), "  yes within\n90 days"))
                .isTrue();
        assertThat(AnswerComparison.exact(text("It’s “fine”!"), "its fine")).isTrue();
        // A ligature, a full-width digit and a composed letter.
        assertThat(AnswerComparison.exact(text("o\uFB03ce \uFF12 caf\u00e9"), "Office 2 cafe\u0301"))
                .isTrue();
    }

    @Test
    void numbersKeepTheirSignPointAndUnit() {
        assertThat(AnswerComparison.exact(text("1.5"), "15")).isFalse();
        assertThat(AnswerComparison.exact(text("-5"), "5")).isFalse();
        assertThat(AnswerComparison.exact(text("5 %"), "5")).isFalse();
        assertThat(AnswerComparison.exact(text("2020-2021"), "20202021")).isFalse();
        assertThat(AnswerComparison.exact(text("90 days"), "30 days")).isFalse();
    }

    @Test
    void attributesAreComparedOneByOneAndNumbersAsNumbers() {
        NewOutput own = attributes("{\"total\": 12.50, \"currency\": \"EUR\", \"vat\": null, \"lines\": [1, 2]}");

        assertThat(AnswerComparison.attributes(
                        own, "{\"lines\": [1.0, \"2\"], \"currency\": \"eur\", \"total\": \"12.5\", \"more\": 1}"))
                .contains(true);
        assertThat(AnswerComparison.attributes(
                        own,
                        "```json\n{\"total\": 12.5, \"currency\": \"EUR\", \"vat\": \"\", \"lines\": [1, 2]}\n```"))
                .contains(true);
        assertThat(AnswerComparison.attributes(own, "{\"total\": 125, \"currency\": \"EUR\", \"lines\": [1, 2]}"))
                .contains(false);
        assertThat(AnswerComparison.attributes(own, "{\"total\": 12.5, \"currency\": \"EUR\", \"lines\": [2, 1]}"))
                .contains(false);
        assertThat(AnswerComparison.attributes(
                        own, "{\"total\": 12.5, \"currency\": \"EUR\", \"vat\": 1, \"lines\": [1, 2]}"))
                .contains(false);
    }

    @Test
    void whatIsNoObjectCannotBeCompared() {
        assertThat(AnswerComparison.attributes(attributes("{\"total\": 1}"), "The total is 1."))
                .isEmpty();
        assertThat(AnswerComparison.attributes(attributes("{\"total\": 1}"), "[1]"))
                .isEmpty();
        assertThat(AnswerComparison.attributes(text("no JSON"), "{\"total\": 1}"))
                .isEmpty();
        assertThat(AnswerComparison.attributes(text("{\"total\": 1}"), "{\"total\": 1.0}"))
                .contains(true);
    }
}
