package dev.touchstone.api.output;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Why an output was sent to review. An output may have several.
public enum RouteReason {
    /// The overall confidence is below the policy's threshold.
    LOW_CONFIDENCE,
    /// The output came without a confidence and the policy wants such outputs reviewed.
    MISSING_CONFIDENCE,
    /// A rule on an attribute matched.
    ATTRIBUTE_RULE,
    /// The sampling key fell below the audit rate of its stratum: a fair draw from everything.
    RANDOM_AUDIT,
    /// A scheduled or retroactive sample drew it.
    SCHEDULED_SAMPLE,
    /// The judge was undecided.
    UNCERTAINTY,
    /// It was chosen to learn from: uncertain, and unlike the others that were.
    DIVERSITY,
    /// The judge contradicts the confidence, the users or a human.
    JUDGE_DISAGREEMENT,
    /// Several models gave different answers.
    COMMITTEE_DISAGREEMENT,
    /// A user found it critically bad.
    FEEDBACK,
    /// The judge approves what a user strongly rejects, or the reverse.
    JUDGE_USER_DISAGREEMENT,
    /// Somebody asked for it.
    REQUESTED,
    /// It belongs to an experiment, where everything is reviewed.
    EXPERIMENT;

    /// The name on the wire.
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
