package dev.touchstone.backend.golden.item;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.touchstone.api.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.erdtman.jcs.JsonCanonicalizer;
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
    void theLibraryWritesTheSame() throws Exception {
        Random random = new Random(3);
        for (int i = 0; i < 500; i++) {
            JsonNode json = Json.mapper().createArrayNode().add(value(random, 4));
            assertThat(new String(ItemHash.canonical(json), StandardCharsets.UTF_8))
                    .isEqualTo(new JsonCanonicalizer(json.toString()).getEncodedString());
        }
    }

    private static JsonNode value(Random random, int depth) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        return switch (random.nextInt(depth > 0 ? 8 : 6)) {
            case 0 -> make.nullNode();
            case 1 -> make.booleanNode(random.nextBoolean());
            case 2 -> make.numberNode(random.nextInt());
            case 3 -> make.numberNode(random.nextGaussian() * Math.pow(10, random.nextInt(-30, 30)));
            case 4, 5 -> make.textNode(text(random));
            case 6 -> {
                var list = make.arrayNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(value(random, depth - 1));
                }
                yield list;
            }
            default -> {
                var object = make.objectNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    object.set(text(random), value(random, depth - 1));
                }
                yield object;
            }
        };
    }

    private static String text(Random random) {
        String alphabet = "abZ09 \"\\/\b\t\n\f\r\u0001\u001f\u007f\u0080\u20ac\u2028\ufb33\ud83d\ude00";
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            int at = random.nextInt(alphabet.codePointCount(0, alphabet.length()));
            text.appendCodePoint(alphabet.codePointAt(alphabet.offsetByCodePoints(0, at)));
        }
        return text.toString();
    }

    @Test
    void orderAndSpellingPlayNoPart() {
        assertThat(ItemHash.of(Json.read("{\"a\": 1.0, \"b\": [2]}", JsonNode.class)))
                .isEqualTo(ItemHash.of(Json.read("{\"b\":[2e0],\"a\":1}", JsonNode.class)));
    }
}
