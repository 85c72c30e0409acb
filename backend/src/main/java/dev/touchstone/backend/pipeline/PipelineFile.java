package dev.touchstone.backend.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.backend.config.ConfigException;
import dev.touchstone.backend.config.ConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The declarative `pipelines.yaml`: `pipelines: {name: {policy…}}`. It is applied at every start; a pipeline it
/// does not name is left as it is.
public final class PipelineFile {
    private PipelineFile() {}

    /// @return policies by pipeline; empty when the file does not exist
    /// @throws ConfigException listing every error in the file
    public static Map<String, Policy> read(Path file) {
        if (!Files.exists(file)) {
            return Map.of();
        }
        List<String> errors = new ArrayList<>();
        Map<String, Policy> policies = new LinkedHashMap<>();
        try {
            JsonNode tree = ConfigLoader.yaml().readTree(Files.readString(file));
            JsonNode pipelines = tree == null ? null : tree.get("pipelines");
            if (pipelines == null || !pipelines.isObject() || tree.size() != 1) {
                errors.add(file + ": must have exactly one section, 'pipelines', with a policy per name");
            } else {
                pipelines.properties().forEach(entry -> readOne(file, entry, policies, errors));
            }
        } catch (JsonProcessingException e) {
            errors.add(file + ": " + e.getOriginalMessage());
        } catch (IOException e) {
            errors.add(file + ": cannot be read: " + e.getMessage());
        }
        if (!errors.isEmpty()) {
            throw new ConfigException(errors);
        }
        return policies;
    }

    private static void readOne(
            Path file, Map.Entry<String, JsonNode> entry, Map<String, Policy> policies, List<String> errors) {
        String at = file.getFileName() + ": pipelines." + entry.getKey();
        try {
            // The one place that knows what a pipeline may be called.
            NewOutput.text(entry.getKey(), "-", "-").build();
            JsonNode policy = entry.getValue().isNull() ? ConfigLoader.yaml().createObjectNode() : entry.getValue();
            policies.put(entry.getKey(), ConfigLoader.yaml().treeToValue(policy, Policy.class));
        } catch (InvalidField e) {
            errors.add(at + ": the name " + e.getMessage());
        } catch (JsonMappingException e) {
            String field = e.getPath().stream()
                    .map(reference -> reference.getFieldName() == null
                            ? String.valueOf(reference.getIndex())
                            : reference.getFieldName())
                    .reduce("", (path, name) -> path + "." + name);
            String reason = e.getCause() instanceof InvalidField invalid
                    ? invalid.field() + " " + invalid.getMessage()
                    : e.getOriginalMessage();
            errors.add(at + field + ": " + reason);
        } catch (JsonProcessingException e) {
            errors.add(at + ": " + e.getOriginalMessage());
        }
    }
}
