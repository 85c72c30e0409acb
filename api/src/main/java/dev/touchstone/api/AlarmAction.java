package dev.touchstone.api;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Something an alarm does. Secrets that it needs come from the environment.
///
/// @param name how it is called on buttons and in the log
/// @param type what it does
/// @param on kinds of alarms that start it by themselves; empty for those that page
/// @param automatic whether an alarm starts it by itself; otherwise somebody does. Default true
/// @param dryRun whether it only says what it would do; default false
/// @param to the audit rate, or the confidence threshold, that is put into force meanwhile; 0 to 1
/// @param target the address of a webhook, `owner/name` of a GitHub repository, or a Slack channel; null where the type
///     needs none
public record AlarmAction(
        @Limits(pattern = Check.NAME_PATTERN) String name,
        Type type,
        @Defaulted("[]") List<AlarmKind> on,
        @Defaulted("true") Boolean automatic,
        @Defaulted("false") Boolean dryRun,
        @Limits(min = 0, max = 1) @Nullable Double to,
        @Limits(minSize = 1, maxSize = 2000) @Nullable String target) {
    public AlarmAction {
        Check.name("name", name);
        Check.present("type", type);
        on = on == null ? List.of() : List.copyOf(on);
        automatic = automatic == null || automatic;
        dryRun = dryRun != null && dryRun;
        Check.probability("to", to);
        Check.optionalLabel("target", target, 2000);
    }

    /// What an action does.
    public enum Type {
        /// Raises the audit rate to `to`, and puts it back when the alarm is over.
        RAISE_AUDIT,
        /// Raises the confidence threshold to `to`, and puts it back when the alarm is over.
        TIGHTEN_THRESHOLD,
        /// Calls `target`, signed, with the alarm and the last good prompt version.
        WEBHOOK,
        /// Opens an issue in the GitHub repository `target`.
        GITHUB_ISSUE,
        /// Pages through PagerDuty's Events API v2.
        PAGERDUTY,
        /// Posts to the Slack channel `target`.
        SLACK;

        /// The name on the wire.
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
