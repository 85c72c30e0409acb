package dev.touchstone.backend.judge.committee;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.wire.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "5 | –5",
                "5 | −5",
                "5 | − 5",
                "5 | 5-",
                "5 | -5",
                "5 | ‑5",
                "0.5 | -.5",
                "$5 | -$5",
                "10⁶ | 106",
                "10⁶ | 10",
                "10⁻⁶ | 10⁶",
                "10^6 | 106",
                "10**6 | 106",
                "x² | x2",
                "1.5e3 | 1.53",
                "1.5e3 | 1.5e-3",
                "(500) | 500",
                "($500) | $500",
                "(1,500.00) | 1,500.00",
                "1/2 | 12",
                "½ | 12",
                "1½ | 11/2",
                "10₂ | 102",
                "5 % | 5",
                "5 ‰ | 5 %",
                "€5 | $5",
                "5 km | 5 m",
                "1,5 | 15",
                "3:1 | 3 1",
                "3:1 | 31",
                "3*4 | 3 4",
                "2020–2021 | 20202021",
                "<5 | >5",
                "±5 | 5",
            })
    void differentNumbersAreNeverEqual(String one, String other) {
        assertThat(AnswerComparison.exact(text(one), other)).isFalse();
        assertThat(AnswerComparison.exact(text("It is " + other + " today."), "It is " + one + " today."))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "–5 | -5",
                "(500) | -500",
                "500- | -500",
                "10⁶ | 10^6",
                "10**6 | 10^6",
                "½ | 1/2",
                "1½ | 1 1/2",
                "H₂O | h2o",
                "pages 5–7 | pages 5-7",
                "covid-19 | COVID 19",
                "**5** | 5",
                "yes - fine | yes, fine",
                "1'000 | 1000",
            })
    void theSameNumberWrittenOtherwiseIsEqual(String one, String other) {
        assertThat(AnswerComparison.exact(text(one), other)).isTrue();
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
