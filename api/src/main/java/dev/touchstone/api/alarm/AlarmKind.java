package dev.touchstone.api.alarm;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What an alarm is about.
public enum AlarmKind {
    /// Quality fell below the floor that the policy promises.
    FLOOR,
    /// Quality fell below the frozen baseline of the prompt version.
    REGRESSION,
    /// An attribute is wrong more often than in the baseline.
    ATTRIBUTE,
    /// A stratum is wrong more often than in the baseline.
    STRATUM,
    /// Outputs that a certified threshold or the judge releases are wrong more often than was certified.
    RELEASE,
    /// A candidate prompt version is wrong more often than the one it would replace.
    CANARY,
    /// The judge and people disagree more often than they did.
    JUDGE,
    /// Confidences are distributed differently; says nothing about quality, and never pages.
    SCORES,
    /// Outputs take other routes than before; says nothing about quality, and never pages.
    ROUTES,
    /// Work waits for the judge, and it finishes nothing.
    JUDGE_STALLED,
    /// What a detector had stored could not be read; it was rebuilt from the reviews.
    REBUILT;

    /// The name on the wire.
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
