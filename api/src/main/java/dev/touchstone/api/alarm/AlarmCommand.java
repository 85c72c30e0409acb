package dev.touchstone.api.alarm;

import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.HumanDurations;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Limits;
import dev.touchstone.api.wire.Reviewer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Somebody acknowledges or mutes an alarm, or starts one of its actions.
///
/// @param by who
/// @param duration for how long a mute holds, 5m to 30d; 24h when absent. Ignored otherwise
/// @param note why, at most 3,000 characters; null for none
public record AlarmCommand(
        Reviewer by,
        @Nullable Duration duration,
        @Limits(maxSize = 3000) @Nullable String note) {
    public AlarmCommand {
        Check.present("by", by);
        if (duration != null
                && (duration.compareTo(Duration.ofMinutes(5)) < 0 || duration.compareTo(Duration.ofDays(30)) > 0)) {
            throw new InvalidField("duration", "must be from 5m to 30d, was " + HumanDurations.format(duration));
        }
        Check.note(note);
    }

    public static AlarmCommand of(Reviewer by) {
        return new AlarmCommand(by, null, null);
    }
}
