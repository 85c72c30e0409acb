package dev.touchstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.Attribute;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.rubric.Rubric;
import dev.touchstone.api.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The demo's outputs are ones the API takes, and each comes with what a careful reviewer would say.
class DemoSamplesTest {
    private static final List<String> PIPELINES = List.of("support-bot", "product-attributes", "meeting-notes");

    @Test
    void everyOutputIsOneTheApiTakes() throws IOException {
        for (String pipeline : PIPELINES) {
            List<NewOutput> outputs = outputs(new PipelineName(pipeline));

            assertThat(outputs).hasSizeGreaterThanOrEqualTo(24);
            assertThat(outputs).allSatisfy(output -> {
                assertThat(output.pipeline()).isEqualTo(pipeline);
                assertThat(output.queryText()).isNotBlank();
                assertThat(output.context()).isNotNull();
                assertThat(output.confidence()).isBetween(0.0, 1.0);
                assertThat(output.model()).isNotBlank();
                assertThat(output.promptVersion()).isNotBlank();
            });
        }
    }

    @Test
    void noIdIsUsedTwiceAndEveryOutputHasItsVerdict() throws IOException {
        List<String> ids = all().map(NewOutput::externalId).toList();

        assertThat(ids).hasSizeGreaterThanOrEqualTo(72).doesNotHaveDuplicates();
        assertThat(verdicts().keySet()).containsExactlyElementsOf(ids);
    }

    @Test
    void rightAndWrongOutputsAreMixed() throws IOException {
        Map<String, Long> kinds =
                verdicts().values().stream().collect(Collectors.groupingBy(Verdict::verdict, Collectors.counting()));

        assertThat(kinds).containsOnlyKeys("correct", "subtly_wrong", "confidently_wrong");
        assertThat(kinds.get("correct")).isBetween(36L, 60L);
        assertThat(kinds.get("subtly_wrong")).isGreaterThanOrEqualTo(15L);
        assertThat(kinds.get("confidently_wrong")).isGreaterThanOrEqualTo(12L);
    }

    @Test
    void wrongOutputsComeWithTheRightOne() throws IOException {
        Map<String, Verdict> verdicts = verdicts();
        all().forEach(output -> {
            Verdict verdict = Objects.requireNonNull(verdicts.get(output.externalId()));
            boolean correct = verdict.verdict().equals("correct");

            assertThat(verdict.why()).as(output.externalId()).isNotBlank();
            assertThat(verdict.output() == null && verdict.attributes() == null)
                    .as(output.externalId())
                    .isEqualTo(correct);
            assertThat(output.output()).as(output.externalId()).isNotEqualTo(verdict.output());
            if (verdict.attributes() != null) {
                verdict.attributes()
                        .forEach((name, value) -> assertThat(
                                        attribute(output, name).value())
                                .as(output.externalId() + " " + name)
                                .isNotEqualTo(value));
            }
        });
    }

    @Test
    void whatIsConfidentlyWrongIsConfidentAndHasAReasonOfItsPolicy() throws IOException {
        Map<String, Verdict> verdicts = verdicts();
        Map<String, Policy> policies = policies();
        all().forEach(output -> {
            Verdict verdict = Objects.requireNonNull(verdicts.get(output.externalId()));
            boolean confident = verdict.verdict().equals("confidently_wrong");
            List<String> reasons =
                    Objects.requireNonNull(policies.get(output.pipeline())).rubric().rejectReasons().stream()
                            .map(Rubric.Reason::id)
                            .toList();

            assertThat(verdict.reason() != null).as(output.externalId()).isEqualTo(confident);
            if (confident) {
                assertThat(reasons).contains(verdict.reason());
                assertThat(output.confidence()).as(output.externalId()).isGreaterThan(0.75);
            }
        });
    }

    @Test
    void thePoliciesAreOnesTheApiTakes() throws IOException {
        Map<String, Policy> policies = policies();
        Policy played = Objects.requireNonNull(policies.remove("order-desk"));
        assertThat(played.drift().channel())
                .isEqualTo(Objects.requireNonNull(played.digest()).channel());
        assertThat(policies).containsOnlyKeys(PIPELINES);
        assertThat(policies.values()).allSatisfy(policy -> {
            assertThat(policy.auditRate()).isPositive();
            assertThat(policy.reviewers().channel()).startsWith("#review-");
            assertThat(policy.rubric().lines()).isNotEmpty();
        });
        all().forEach(output -> assertThat(output.stratumKeys())
                .containsKeys(Objects.requireNonNull(policies.get(output.pipeline()))
                        .strata()
                        .keys()
                        .toArray(String[]::new)));
    }

    private static Attribute attribute(NewOutput output, String name) {
        return Objects.requireNonNull(output.attributes().get(name), name);
    }

    private static Map<String, Policy> policies() throws IOException {
        YAMLMapper yaml = Json.configure(YAMLMapper.builder()).build();
        JsonNode pipelines = yaml.readTree(text("pipelines.yaml")).path("pipelines");
        Map<String, Policy> policies = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : pipelines.properties()) {
            policies.put(entry.getKey(), Json.mapper().treeToValue(entry.getValue(), Policy.class));
        }
        return policies;
    }

    private static Stream<NewOutput> all() throws IOException {
        Stream.Builder<NewOutput> all = Stream.builder();
        for (String pipeline : PIPELINES) {
            outputs(new PipelineName(pipeline)).forEach(all);
        }
        return all.build();
    }

    private static List<NewOutput> outputs(PipelineName pipeline) throws IOException {
        return lines(pipeline + ".jsonl", NewOutput.class);
    }

    private static Map<String, Verdict> verdicts() throws IOException {
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        for (Verdict verdict : lines("verdicts.jsonl", Verdict.class)) {
            assertThat(verdicts.put(verdict.externalId(), verdict)).isNull();
        }
        return verdicts;
    }

    private static <T> List<T> lines(String file, Class<T> type) throws IOException {
        return text(file).lines().map(line -> read(line, type)).toList();
    }

    private static <T> T read(String line, Class<T> type) {
        try {
            return Json.mapper().readValue(line, type);
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }

    private static String text(String file) throws IOException {
        try (InputStream in = DemoSamplesTest.class.getResourceAsStream("/demo/" + file)) {
            return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// @param verdict correct, subtly_wrong or confidently_wrong
    /// @param output the right text; null for attribute outputs and right ones
    /// @param attributes the right values of the wrong attributes; null for texts and right ones
    /// @param reason the reject reason of a confidently wrong output
    /// @param why in one sentence
    record Verdict(
            String externalId,
            String verdict,
            @Nullable JsonNode output,
            @Nullable Map<String, JsonNode> attributes,
            @Nullable String reason,
            String why) {}
}
