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
import org.jspecify.annotations.Nullable;

/// Public only because JDBI binds through public methods. A judge version as it is stored.
///
/// @param basis hash of everything but the examples
/// @param rubric a [Rubric] as JSON
/// @param schema a JSON Schema
/// @param examples a list of [Example] as JSON
/// @param settings what of the request is not as usual, a [dev.touchstone.backend.model.ModelSettings] as JSON; null
///     for nothing
public record VersionRow(
        String id,
        PipelineName pipeline,
        String basis,
        String model,
        double temperature,
        @Nullable Integer seed,
        String prompt,
        String rubric,
        String schema,
        String examples,
        long createdAtMs,
        @Nullable String settings) {

    public Rubric rubricOf() {
        return Json.read(rubric, Rubric.class);
    }

    JsonNode schemaNode() {
        return Json.read(schema, JsonNode.class);
    }

    List<Example> exampleList() {
        return Arrays.asList(Json.read(examples, Example[].class));
    }

    public JudgeVersion wire() {
        return new JudgeVersion(
                id,
                pipeline,
                model,
                sentTemperature(),
                seed,
                prompt,
                rubricOf(),
                schemaNode(),
                exampleList().stream().map(Example::outputId).toList(),
                Instant.ofEpochMilli(createdAtMs),
                settings == null ? null : Json.read(settings, JsonNode.class));
    }

    private @Nullable Double sentTemperature() {
        if (settings == null) {
            return temperature;
        }
        ModelSettings own = Json.read(settings, ModelSettings.class);
        Double other = own.temperature();
        return !own.sends(ModelSettings.Part.TEMPERATURE) ? null : other == null ? Double.valueOf(temperature) : other;
    }
}
