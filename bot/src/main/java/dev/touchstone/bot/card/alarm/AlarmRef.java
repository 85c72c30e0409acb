package dev.touchstone.bot.card.alarm;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which alarm a button acts on, and which of the policy's actions it starts.
///
/// @param alarm the alarm's id
/// @param action null for a button that starts none
public record AlarmRef(String alarm, @Nullable String action) {
    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9_-]{1,50})(?::([a-z0-9][a-z0-9._-]{0,62}))?");

    /// Reads `alarm` or `alarm:action`; empty for anything else.
    public static Optional<AlarmRef> parse(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        Matcher form = FORM.matcher(text);
        return form.matches() ? Optional.of(new AlarmRef(form.group(1), form.group(2))) : Optional.empty();
    }

    /// The text that [#parse] reads.
    public String format() {
        return action == null ? alarm : alarm + ":" + action;
    }
}
