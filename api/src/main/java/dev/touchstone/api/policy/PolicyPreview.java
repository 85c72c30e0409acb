package dev.touchstone.api.policy;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.touchstone.api.id.PipelineName;
import java.time.Instant;
import java.util.List;

/// What another policy would have done with outputs that have arrived, beside what the policy in force does with the
/// same outputs. Both are computed alike, with the same random numbers that the outputs were drawn by.
///
/// @param pipeline whose
/// @param policyVersion the version in force that it is held against
/// @param now what the policy in force does with them
/// @param then what the other policy would have done with them
/// @param moved outputs that one of the two has reviewed and the other has not
/// @param words the same in a sentence
/// @param notes what the numbers do not know, in sentences
public record PolicyPreview(
        PipelineName pipeline,
        int policyVersion,
        @JsonUnwrapped Tried tried,
        Effect now,
        Effect then,
        long moved,
        String words,
        List<String> notes) {
    public PolicyPreview {
        notes = List.copyOf(notes);
    }

    /// What it was tried on.
    ///
    /// @param from arrival of the first output that was looked at
    /// @param to until when, exclusive
    /// @param outputs how many were looked at
    /// @param complete whether the whole window was looked at; false when it holds more than one look takes
    public record Tried(Instant from, Instant to, long outputs, boolean complete) {}

    /// What one policy does.
    ///
    /// @param reviewed outputs that people would see
    /// @param audited of them, those that chance drew for the audit
    /// @param leastAudit the least probability with which any output is audited, 0 to 1
    public record Effect(long reviewed, long audited, double leastAudit) {}
}
