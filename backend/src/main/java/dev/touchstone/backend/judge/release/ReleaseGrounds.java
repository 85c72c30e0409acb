package dev.touchstone.backend.judge.release;

import dev.touchstone.api.policy.JudgeRules;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.Json;
import java.util.Arrays;

/// What of a policy a certificate rests on. Pure.
public final class ReleaseGrounds {
    private ReleaseGrounds() {}

    /// The parts that say which outputs are doubtful, which of them the judge sees, and what it may release: with
    /// one of them a certificate ends.
    static String of(Policy policy) {
        return Json.write(Arrays.asList(mix(policy), rules(policy).release()));
    }

    /// The parts that say which outputs can be released, and how many of one kind to one of another. Rates of the
    /// audit are among them only where there are such kinds: what is audited is not released, and that changes
    /// their mix.
    public static String mix(Policy policy) {
        JudgeRules judge = rules(policy);
        boolean even = policy.strata().rates().isEmpty() && evenly(policy, judge);
        return Json.write(Arrays.asList(
                policy.confidenceThreshold(),
                policy.missingConfidence(),
                policy.attributeRules(),
                judge.share(),
                judge.below(),
                judge.truncated(),
                even ? null : policy.auditRate(),
                even ? null : policy.strata(),
                policy.budget() != null));
    }

    /// Whether the judge sees all doubtful outputs with the same probability, or only some with certainty.
    private static boolean evenly(Policy policy, JudgeRules judge) {
        boolean allBelow = judge.below() != null
                && judge.below() >= policy.confidenceThreshold()
                && policy.missingConfidence() != Policy.MissingConfidence.REVIEW;
        return judge.share() == 0 || judge.share() == 1 || judge.below() == null || allBelow;
    }

    private static JudgeRules rules(Policy policy) {
        return policy.judge() == null ? JudgeRules.DEFAULT : policy.judge();
    }
}
