package dev.touchstone.api.policy;

import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.Defaulted;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Limits;
import org.jspecify.annotations.Nullable;

/// How the random audit spends its reviews. An active audit looks more often where a score says that errors
/// are, and counts each review by the probability it had; on average it makes as many reviews as a plain one of
/// the same rate.
///
/// @param mode default `plain`
/// @param rate another name for the policy's `audit_rate`, above 0 to 1; a policy that is read says it there
/// @param floor the share of the rate that no output falls below, 0.05 to 1; default 0.25
/// @param score what an active audit goes by; default `confidence`
public record AuditRules(
        @Defaulted("plain") AuditMode mode,
        @Limits(min = 0, max = 1) @Nullable Double rate,
        @Defaulted("0.25") @Limits(min = 0.05, max = 1) Double floor,
        @Defaulted("confidence") AuditScore score) {
    public AuditRules {
        mode = mode == null ? AuditMode.PLAIN : mode;
        Check.probability("rate", rate);
        floor = floor == null ? 0.25 : floor;
        if (!(floor >= 0.05 && floor <= 1)) {
            throw new InvalidField("floor", "must be from 0.05 to 1, was " + floor);
        }
        score = score == null ? AuditScore.CONFIDENCE : score;
    }

    public boolean active() {
        return mode == AuditMode.ACTIVE;
    }

    AuditRules withoutRate() {
        return rate == null ? this : new AuditRules(mode, null, floor, score);
    }
}
