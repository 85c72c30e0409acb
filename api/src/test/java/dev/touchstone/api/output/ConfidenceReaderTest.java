package dev.touchstone.api.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.touchstone.api.wire.Json;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfidenceReaderTest {
    private static NewOutput output(String confidence) {
        return Json.read(
                "{\"pipeline\": \"p\", \"external_id\": \"a\", \"output\": \"x\", \"confidence\": " + confidence
                        + ", \"attributes\": {\"price\": {\"value\": 5, \"confidence\": " + confidence + "}}}",
                NewOutput.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    0.93               | 0.93
                    1                  | 1
                    {"percent": 93}    | 0.93
                    {"percent": 1}     | 0.01
                    {"logprob": 0}     | 1
                    {"logprob": -0.07} | 0.9323938199059483
                    {"logprob": -2000} | 0
                    """)
    void everyFormIsTheSameNumber(String sent, double meant) {
        NewOutput output = output(sent);

        assertThat(output.confidence()).isCloseTo(meant, within(1e-15));
        assertThat(Objects.requireNonNull(output.attributes().get("price")).confidence())
                .isCloseTo(meant, within(1e-15));
        assertThat(Json.read(Json.write(output), NewOutput.class)).isEqualTo(output);
    }

    @Test
    void nullIsNone() {
        assertThat(output("null").confidence()).isNull();
    }

    /// 93 is no probability, and might be a mistake of a hundred.
    @ParameterizedTest
    @ValueSource(strings = {"93", "\"0.9\"", "true", "{\"percent\": 93, \"logprob\": -0.07}", "{\"logprob\": 1}"})
    void whatCouldMeanTwoThingsIsRefused(String sent) {
        assertThatThrownBy(() -> output(sent)).hasMessageContaining("must be");
    }
}
