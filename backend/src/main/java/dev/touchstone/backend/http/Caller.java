package dev.touchstone.backend.http;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.Population;
import dev.touchstone.api.wire.Scope;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who calls: the key that was presented, and what it may do.
///
/// @param keyId the key's public id, for logs and the ledger
/// @param pipeline the only pipeline the key may see; null for all of them
/// @param scopes what it may do
public record Caller(String keyId, @Nullable PipelineName pipeline, Set<Scope> scopes) {
    public Caller {
        scopes = Set.copyOf(scopes);
    }

    public boolean may(Scope scope) {
        return scopes.stream().anyMatch(held -> held.covers(scope));
    }

    /// Whether the key may see a pipeline, or the population of an experiment of it.
    public boolean sees(PipelineName name) {
        return pipeline == null || pipeline.equals(Population.pipelineOf(name));
    }

    /// The pipeline that queries must be narrowed to; empty when the key sees all.
    public Optional<PipelineName> onlyPipeline() {
        return Optional.ofNullable(pipeline);
    }
}
