package dev.touchstone.backend.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.Policy;
import java.util.Optional;

/// What an output belongs together with.
final class Cluster {
    /// As much as a label may hold; what is longer is no name of anything.
    private static final int MOST_CHARS = 200;

    private Cluster() {}

    /// The output's own cluster, or else the metadata that the policy names: a text, or a whole number. Empty
    /// when there is neither, or something else stands there: metadata are the pipeline's, and no reason to
    /// refuse an output.
    static Optional<String> of(NewOutput output, Policy policy) {
        if (output.cluster() != null) {
            return Optional.of(output.cluster());
        }
        JsonNode named = policy.clusterBy() == null ? null : output.metadata().get(policy.clusterBy());
        if (named == null || !(named.isTextual() || named.isIntegralNumber())) {
            return Optional.empty();
        }
        String name = named.asText();
        return name.isBlank() || name.length() > MOST_CHARS ? Optional.empty() : Optional.of(name);
    }
}
