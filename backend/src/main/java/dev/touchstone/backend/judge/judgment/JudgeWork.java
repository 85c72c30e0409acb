package dev.touchstone.backend.judge.judgment;

import dev.touchstone.api.judge.JudgeReason;
import dev.touchstone.api.policy.JudgeRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Why an output is given to the judge, and with which probability it would be: the payload of its delivery.
///
/// @param reasons at least one
/// @param pi over the sampling key, 0 to 1; 0 when it was only asked for
public record JudgeWork(List<JudgeReason> reasons, double pi) {
    public static final JudgeWork REQUESTED = new JudgeWork(List.of(JudgeReason.REQUESTED), 0);

    public JudgeWork {
        reasons = List.copyOf(reasons);
    }

    /// Whether the policy's rules chose the output, and not a sample or somebody.
    public boolean byRules() {
        return reasons.contains(JudgeReason.SHARE) || reasons.contains(JudgeReason.LOW_CONFIDENCE);
    }

    /// The reasons on the wire, with commas between them.
    String reasonNames() {
        return String.join(",", reasons.stream().map(JudgeReason::wire).toList());
    }

    /// What the rules make of an output; empty when the judge does not see it. The share cuts the key where the
    /// random audit cuts it, from 0 up, so that of the two samples the smaller lies within the larger.
    ///
    /// @param u the sampling key, in [0, 1)
    public static Optional<JudgeWork> of(@Nullable JudgeRules rules, @Nullable Double confidence, double u) {
        if (rules == null) {
            return Optional.empty();
        }
        boolean doubtful = rules.below() != null && confidence != null && confidence < rules.below();
        List<JudgeReason> reasons = new ArrayList<>(2);
        if (u < rules.share()) {
            reasons.add(JudgeReason.SHARE);
        }
        if (doubtful) {
            reasons.add(JudgeReason.LOW_CONFIDENCE);
        }
        return reasons.isEmpty() ? Optional.empty() : Optional.of(new JudgeWork(reasons, doubtful ? 1 : rules.share()));
    }
}
