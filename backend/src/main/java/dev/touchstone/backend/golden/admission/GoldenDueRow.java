package dev.touchstone.backend.golden.admission;

import org.jspecify.annotations.Nullable;

/// Public only because JDBI binds through public methods. A decision that something has to be done about.
///
/// @param policyVersion the policy that wants an item of it; null when what became of the decision has
///     changed
public record GoldenDueRow(
        long dueAtMs,
        String id,
        String decisionId,
        @Nullable Integer policyVersion) {}
