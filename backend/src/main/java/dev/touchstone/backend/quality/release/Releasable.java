package dev.touchstone.backend.quality.release;

import org.jspecify.annotations.Nullable;

/// An output that a judge version approves and that is doubtful for its confidence alone.
///
/// @param policyVersion of the policy that routed it
/// @param score the judge's, 0.5 to 1
/// @param u the sampling key
/// @param auditRate which part of the key the audit takes
/// @param judgeRate which part of the key the judge's own draw takes, in (0, 1]
/// @param waiting whether people may still answer in time
/// @param action of the decision in force; null while there is none
public record Releasable(
        int policyVersion,
        double score,
        double u,
        double auditRate,
        double judgeRate,
        boolean waiting,
        @Nullable String action) {}
