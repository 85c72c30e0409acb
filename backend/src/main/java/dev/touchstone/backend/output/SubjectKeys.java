package dev.touchstone.backend.output;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.stats.sampling.SamplingKey;
import java.util.List;
import java.util.Objects;

/// What outputs and the people behind them are called where no name may stand: 64 bits of a keyed hash, of this
/// installation alone. Without its secret nobody can tell whose they are.
public final class SubjectKeys {
    private final SamplingKey key;

    public SubjectKeys(SamplingKey key) {
        this.key = key;
    }

    /// Of the name that a pipeline gave an output.
    public long ofName(PipelineName pipeline, String externalId) {
        return key.pseudonym("name " + pipeline, externalId);
    }

    /// Of what a key of the metadata says.
    public long ofMetadata(PipelineName pipeline, String metadataKey, String value) {
        return key.pseudonym("metadata " + pipeline + " " + metadataKey, value);
    }

    /// Of anything else, in a use of its own.
    public long of(String use, String name) {
        return key.pseudonym(use, name);
    }

    /// The subjects of an output by the keys that a policy names.
    public List<Long> of(NewOutput output, List<String> metadataKeys) {
        if (metadataKeys.isEmpty()) {
            return List.of();
        }
        PipelineName pipeline = new PipelineName(output.pipeline());
        return metadataKeys.stream()
                .filter(name -> says(output, name))
                .map(name -> ofMetadata(
                        pipeline,
                        name,
                        Objects.requireNonNull(output.metadata().get(name)).asText()))
                .toList();
    }

    private static boolean says(NewOutput output, String name) {
        JsonNode value = output.metadata().get(name);
        return value != null
                && value.isValueNode()
                && !value.isNull()
                && !value.asText().isEmpty();
    }
}
