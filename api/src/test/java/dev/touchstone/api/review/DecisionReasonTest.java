package dev.touchstone.api.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.touchstone.api.rubric.RetrievalCause;
import dev.touchstone.api.rubric.Rubric;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Json;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionReasonTest {
    @Test
    void anIdAloneStaysAnId() {
        assertThat(Json.read("\"wrong\"", DecisionReason.class)).isEqualTo(DecisionReason.of("wrong"));
        assertThat(Json.write(DecisionReason.of("wrong"))).isEqualTo("\"wrong\"");
    }

    @Test
    void markedSourcesComeBackAsTheyWere() {
        String wire = "{\"id\":\"wrong_source\",\"right_source\":1,\"source\":2}";

        assertThat(Json.write(Json.read(wire, DecisionReason.class))).isEqualTo(wire);
        assertThat(Json.read("{\"id\": \"stale_source\", \"source\": null}", DecisionReason.class))
                .isEqualTo(DecisionReason.of("stale_source"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"id\": \"wrong\", \"source\": 1} | source",
                "{\"id\": \"wrong\", \"right_source\": 1} | right_source",
                "{\"id\": \"missing_source\", \"right_source\": 1} | right_source",
                "{\"id\": \"right_source_misread\", \"right_source\": 1} | right_source",
                "{\"id\": \"wrong_source\", \"source\": 1, \"right_source\": 1} | right_source",
                "{\"id\": \"wrong_source\", \"source\": 0} | source",
                "{\"id\": \"wrong_source\", \"source\": 1.5} | source",
                "{\"id\": \"wrong_source\", \"source\": \"1\"} | source",
                "{\"id\": \"wrong_source\", \"sauce\": 1} | sauce"
            })
    void whatContradictsItselfIsRefusedAtItsField(String wire, String field) {
        assertThatThrownBy(() -> Json.mapper().readValue(wire, DecisionReason.class))
                .isInstanceOf(JsonProcessingException.class)
                .cause()
                .asInstanceOf(InstanceOfAssertFactories.type(InvalidField.class))
                .extracting(InvalidField::field)
                .isEqualTo(field);
    }

    @Test
    void aPolicyWordsACauseByAReasonOfItsId() {
        Rubric rubric = new Rubric(
                List.of(), List.of(new Rubric.Reason("stale_source", "Old page"), new Rubric.Reason("rude", "Rude")));

        assertThat(rubric.reasons(false)).extracting(Rubric.Reason::id).containsExactly("stale_source", "rude");
        assertThat(rubric.reasons(true))
                .extracting(Rubric.Reason::id)
                .containsExactly(
                        "stale_source",
                        "rude",
                        "unsupported",
                        "missing_source",
                        "wrong_source",
                        "right_source_misread");
        assertThat(rubric.label("stale_source")).isEqualTo("Old page");
        assertThat(rubric.label("wrong_source")).isEqualTo(RetrievalCause.WRONG_SOURCE.label());
        assertThat(rubric.label("gone")).isEqualTo("gone");
    }
}
