package dev.touchstone.backend.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineFileTest {
    @TempDir
    private Path folder;

    @Test
    void aPipelineThatSaysNothingGetsTheDefaults() throws IOException {
        Map<String, Policy> policies = read("""
                pipelines:
                  plain:
                  strict: {confidence_threshold: 0.95, audit_rate: 0.2}
                """);

        assertThat(policies).containsOnlyKeys("plain", "strict").containsEntry("plain", Policy.DEFAULT);
        assertThat(policies.get("strict"))
                .isEqualTo(Json.read("{\"confidence_threshold\": 0.95, \"audit_rate\": 0.2}", Policy.class));
    }

    @Test
    void theFileThatIsShippedIsGood() {
        assertThat(PipelineFile.read(Path.of("..", "config", "pipelines.yaml"))).isNotEmpty();
        assertThat(PipelineFile.read(folder.resolve("none.yaml"))).isEmpty();
    }

    @Test
    void everyErrorIsListedWithItsPlace() {
        assertThat(errors("""
                        pipelines:
                          Bad Name: {}
                          claims: {audit_rate: 1.2}
                          refunds: {review_sla: 10s}
                          typo: {audit_rat: 0.1}
                          rules: {rubric: {lines: [{id: a, label: A}]}}
                          fine: {}
                        """))
                .hasSize(5)
                .anySatisfy(error -> assertThat(error).contains("pipelines.Bad Name", "name"))
                .anySatisfy(error -> assertThat(error).contains("pipelines.claims", "audit_rate"))
                .anySatisfy(error -> assertThat(error).contains("pipelines.refunds", "review_sla", "1m"))
                .anySatisfy(error -> assertThat(error).contains("pipelines.typo", "audit_rat"))
                .anySatisfy(error -> assertThat(error).contains("pipelines.rules.rubric.lines.0", "definition"));
    }

    @Test
    void anythingButTheOneSectionIsRefused() {
        assertThat(errors("support: {audit_rate: 0.1}\n"))
                .singleElement()
                .asString()
                .contains("'pipelines'");
        assertThat(errors("pipelines: [a, b]\n")).singleElement().asString().contains("'pipelines'");
        assertThat(errors("")).singleElement().asString().contains("'pipelines'");
        assertThat(errors("pipelines: {a: {audit_rate: 0.1}, a: {}}\n")).hasSize(1);
    }

    private Map<String, Policy> read(String yaml) throws IOException {
        return PipelineFile.read(Files.writeString(folder.resolve("pipelines.yaml"), yaml));
    }

    private List<String> errors(String yaml) {
        return catchThrowableOfType(ConfigException.class, () -> read(yaml)).errors();
    }
}
