package dev.touchstone.backend.golden.item;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.wire.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ItemHashTest {
    private static String canonical(String json) {
        return new String(ItemHash.canonical(Json.read(json, JsonNode.class)), StandardCharsets.UTF_8);
    }

    /// The example of RFC 8785, section 3.2.2 and 3.2.3.
    @Test
    void theExampleOfTheStandardComesOutAsThere() {
        assertThat(canonical("""
                {
                  "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
                  "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                  "literals": [null, true, false]
                }
                """))
                .isEqualTo("{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                        + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    @Test
    void numbersThatADoubleCannotHoldAreNotRounded() {
        assertThat(ItemHash.of(Json.read("[12345678901234567]", JsonNode.class)))
                .isNotEqualTo(ItemHash.of(Json.read("[12345678901234568]", JsonNode.class)));
        assertThat(canonical("[12345678901234567]")).isEqualTo("[{\"$number\":\"12345678901234567\"}]");
        assertThat(canonical("[1e999999]")).startsWith("[{\"$number\":");
        assertThat(canonical("[0.1, 42, 1.50]")).isEqualTo("[0.1,42,1.5]");
    }

    @Test
    void orderAndSpellingPlayNoPart() {
        assertThat(ItemHash.of(Json.read("{\"a\": 1.0, \"b\": [2]}", JsonNode.class)))
                .isEqualTo(ItemHash.of(Json.read("{\"b\":[2e0],\"a\":1}", JsonNode.class)));
    }
}
