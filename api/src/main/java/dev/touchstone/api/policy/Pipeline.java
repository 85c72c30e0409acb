package dev.touchstone.api.policy;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.Defaulted;
import java.time.Instant;
import java.util.List;

/// A pipeline with the policy in force.
///
/// @param name the pipeline's name
/// @param policyVersion the version in force; counts up from 1
/// @param policy the rules
/// @param createdAt when this version came into force
/// @param createdBy who put it into force: a key's id, `config` for the declarative file, or `alarm:` and the id
///     of an alarm
/// @param notes what people should know of the policy, such as a secret that an action needs and that is not set;
///     empty when all is well
public record Pipeline(
        PipelineName name,
        int policyVersion,
        Policy policy,
        Instant createdAt,
        String createdBy,
        @Defaulted("[]") List<String> notes) {
    public Pipeline {
        notes = notes == null ? List.of() : List.copyOf(notes);
    }

    /// Without notes.
    public Pipeline(PipelineName name, int policyVersion, Policy policy, Instant createdAt, String createdBy) {
        this(name, policyVersion, policy, createdAt, createdBy, List.of());
    }

    public Pipeline withNotes(List<String> more) {
        return new Pipeline(name, policyVersion, policy, createdAt, createdBy, more);
    }
}
