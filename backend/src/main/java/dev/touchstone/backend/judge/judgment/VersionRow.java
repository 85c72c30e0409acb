package dev.touchstone.backend.judge.judgment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.judge.JudgeVersion;
import dev.touchstone.api.rubric.Rubric;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.model.ModelSettings;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.mapper.Nested;
import org.jspecify.annotations.Nullable;

/// Public only because JDBI binds through public methods. A judge version as it is stored.
///
/// @param basis hash of everything but the examples
public record VersionRow(
        String id,
        PipelineName pipeline,
        String basis,
        @Nested Asked asked,
        @Nested Instructions instructions,
        long createdAtMs) {
    /// Which model, and how it is asked.
    ///
    /// @param settings what of the request is not as usual, a [dev.touchstone.backend.model.ModelSettings] as
    ///     JSON; null for nothing
    public record Asked(
            String model,
            double temperature,
            @Nullable Integer seed,
            @Nullable String settings) {}

    /// What it is told.
    ///
    /// @param rubric a [Rubric] as JSON
    /// @param schema a JSON Schema
    /// @param examples a list of [Example] as JSON
    public record Instructions(String prompt, String rubric, String schema, String examples) {}

    public Rubric rubricOf() {
        return Json.read(instructions.rubric(), Rubric.class);
    }

    JsonNode schemaNode() {
        return Json.read(instructions.schema(), JsonNode.class);
    }

    List<Example> exampleList() {
        return Arrays.asList(Json.read(instructions.examples(), Example[].class));
    }

    public JudgeVersion wire() {
        return new JudgeVersion(
                id,
                pipeline,
                new JudgeVersion.Asked(asked.model(), sentTemperature(), asked.seed()),
                new JudgeVersion.Instructions(
                        instructions.prompt(),
                        rubricOf(),
                        schemaNode(),
                        exampleList().stream().map(Example::outputId).toList()),
                Instant.ofEpochMilli(createdAtMs),
                asked.settings() == null ? null : Json.read(asked.settings(), JsonNode.class));
    }

    private @Nullable Double sentTemperature() {
        if (asked.settings() == null) {
            return asked.temperature();
        }
        ModelSettings own = Json.read(asked.settings(), ModelSettings.class);
        Double other = own.temperature();
        return !own.sends(ModelSettings.Part.TEMPERATURE)
                ? null
                : other == null ? Double.valueOf(asked.temperature()) : other;
    }
}
