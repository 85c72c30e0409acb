package dev.touchstone.api.policy;

import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.Defaulted;
import dev.touchstone.api.wire.HumanDurations;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Limits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Who hears of reviews that are due. A reviewer is reminded of claimed and assigned reviews at most once a day.
///
/// @param before how long before a review is due; default 1h
/// @param escalateAfter how long after it was due the escalation channel hears of it; default 4h
/// @param escalateTo the escalation channel; null for none
public record ReminderRules(
        @Defaulted("1h") Duration before,
        @Defaulted("4h") Duration escalateAfter,
        @Limits(minSize = 1, maxSize = 80) @Nullable String escalateTo) {
    public ReminderRules {
        before = before == null ? Duration.ofHours(1) : before;
        escalateAfter = escalateAfter == null ? Duration.ofHours(4) : escalateAfter;
        if (before.isNegative() || before.compareTo(Duration.ofDays(7)) > 0) {
            throw new InvalidField("before", "must be from 0s to 7d, was " + HumanDurations.format(before));
        }
        if (escalateAfter.isNegative() || escalateAfter.compareTo(Duration.ofDays(30)) > 0) {
            throw new InvalidField(
                    "escalate_after", "must be from 0s to 30d, was " + HumanDurations.format(escalateAfter));
        }
        Check.optionalLabel("escalate_to", escalateTo, 80);
    }
}
