package dev.touchstone.stats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every worked case of `reference/cases.json` is reproduced. `-Dreference.cases=FILE` runs another file of the
/// same shape instead; a relative path is looked up in the module and in its parent folder.
class ReferenceCasesTest {
    private static final String CASES = "/reference/cases.json";
    private static final @Nullable String OTHER_CASES = System.getProperty("reference.cases");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestFactory
    Stream<DynamicTest> everyCaseIsReproduced() throws IOException {
        List<JsonNode> cases = cases(OTHER_CASES == null ? resource() : file(OTHER_CASES));

        assertThat(cases).isNotEmpty();

        return cases.stream()
                .map(reference -> DynamicTest.dynamicTest(
                        reference.path("id").asText(),
                        () -> assertThat(ReferenceComparison.differences(reference))
                                .isEmpty()));
    }

    @Test
    void aWrongNumberIsReported() throws IOException {
        ObjectNode wilson = publishedCase("wilson-1");
        ((ObjectNode) wilson.get("expected")).put("lower", 0.888249);

        assertThat(ReferenceComparison.differences(wilson))
                .singleElement()
                .asString()
                .startsWith("wilson.lower: expected 0.888249, was 0.88824953");
    }

    @Test
    void aNumberWhereNothingIsDefinedIsReported() throws IOException {
        ObjectNode wilson = publishedCase("wilson-1");
        ((ObjectNode) wilson.get("expected")).putNull("lower");

        assertThat(ReferenceComparison.differences(wilson)).hasSize(1);
    }

    @Test
    void anExpectedKeyThatNothingComputesIsReported() throws IOException {
        ObjectNode wilson = publishedCase("wilson-1");
        ((ObjectNode) wilson.get("expected")).put("median", 0.9);

        assertThat(ReferenceComparison.differences(wilson))
                .containsExactly("wilson.median: expected 0.9, nothing computes it");
    }

    @Test
    void anUnknownMethodIsReported() throws IOException {
        ObjectNode wilson = publishedCase("wilson-1");
        wilson.put("method", "guess");

        assertThat(ReferenceComparison.differences(wilson)).containsExactly("unknown method guess");
    }

    private static ObjectNode publishedCase(String id) throws IOException {
        return cases(resource()).stream()
                .filter(reference -> reference.path("id").asText().equals(id))
                .map(reference -> (ObjectNode) reference.deepCopy())
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode resource() throws IOException {
        try (InputStream cases = ReferenceCasesTest.class.getResourceAsStream(CASES)) {
            if (cases == null) {
                throw new FileNotFoundException(CASES);
            }
            return JSON.readTree(cases);
        }
    }

    private static JsonNode file(String name) throws IOException {
        Path inModule = Path.of(name);
        Path path = Files.exists(inModule) ? inModule : Path.of("..").resolve(name);
        return JSON.readTree(path.toFile());
    }

    private static List<JsonNode> cases(JsonNode root) {
        List<JsonNode> cases = new ArrayList<>();
        root.path("cases").forEach(cases::add);
        return cases;
    }
}
