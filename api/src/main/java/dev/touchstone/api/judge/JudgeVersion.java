package dev.touchstone.api.judge;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.rubric.Rubric;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What judges: a model with its settings, a prompt, a rubric, a schema of answers and the examples shown. It never
/// changes; a change of any of them is another version.
///
/// @param id the version's id, made from its content
/// @param pipeline the pipeline it judges
/// @param createdAt when it judged first
/// @param settings what of the request is not as usual, by its name in the configuration; null for nothing
public record JudgeVersion(
        String id,
        PipelineName pipeline,
        @JsonUnwrapped Asked asked,
        @JsonUnwrapped Instructions instructions,
        Instant createdAt,
        @Nullable JsonNode settings) {
    /// Which model, and how it is asked.
    ///
    /// @param model the model's name at its endpoint
    /// @param temperature as sent; null when none is
    /// @param seed as sent; null when none is
    public record Asked(
            String model,
            @Nullable Double temperature,
            @Nullable Integer seed) {}

    /// What it is told.
    ///
    /// @param prompt the instructions, with the places left open that differ from output to output
    /// @param rubric what it judges by
    /// @param schema the JSON Schema of its answers
    /// @param examples the ids of the outputs whose human decisions it is shown
    public record Instructions(String prompt, Rubric rubric, JsonNode schema, List<OutputId> examples) {
        public Instructions {
            examples = List.copyOf(examples);
        }
    }
}
