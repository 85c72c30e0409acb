package dev.touchstone.api.policy;

import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.Defaulted;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Limits;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// When and where the weekly digest is posted.
///
/// @param channel null for the channel of the reviewers
/// @param zone the time zone in which weeks begin and the digest is posted; default UTC
/// @param day the day on which it is posted; default monday
/// @param at the time at which it is posted, such as `09:00`; default 09:00
public record DigestRules(
        @Limits(minSize = 1, maxSize = 80) @Nullable String channel,
        @Defaulted("UTC") String zone,

        @Defaulted("monday") @Limits(pattern = DigestRules.DAYS)
        String day,

        @Defaulted("09:00") @Limits(pattern = DigestRules.TIMES)
        String at) {
    static final String DAYS = "(mon|tues|wednes|thurs|fri|satur|sun)day";
    static final String TIMES = "([01][0-9]|2[0-3]):[0-5][0-9]";

    public DigestRules {
        Check.optionalLabel("channel", channel, 80);
        zone = SampleRules.zone(zone);
        day = matching("day", day == null ? "monday" : day, DAYS, "a day of the week such as monday");
        at = matching("at", at == null ? "09:00" : at, TIMES, "a time from 00:00 to 23:59");
    }

    private static String matching(String field, String value, String pattern, String what) {
        if (!Pattern.matches(pattern, value)) {
            throw new InvalidField(field, "must be " + what + ", was '" + value + "'");
        }
        return value;
    }
}
