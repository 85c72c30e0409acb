package dev.touchstone.api.alarm;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.Defaulted;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Limits;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Something an alarm does. Secrets that it needs come from the environment.
///
/// @param name how it is called on buttons and in the log
/// @param type what it does
/// @param on kinds of alarms that start it by themselves; empty for those that page
/// @param automatic whether an alarm starts it by itself; otherwise somebody does. Default true
/// @param dryRun whether it only says what it would do; default false
/// @param to the audit rate, or the confidence threshold, that is put into force meanwhile; above 0, at most 1.
///     Null where the type has no use for it
/// @param target the address of a webhook, `owner/name` of a GitHub repository, or a Slack channel; null where
///     the type has no use for it
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
        type.checkLevel(to);
        type.checkTarget(target);
    }

    /// What an action does.
    public enum Type {
        /// Raises the audit rate to `to`, and puts it back when the alarm is over.
        RAISE_AUDIT(true, null),
        /// Raises the confidence threshold to `to`, and puts it back when the alarm is over.
        TIGHTEN_THRESHOLD(true, null),
        /// Calls `target`, signed, with the alarm and the last good prompt version.
        WEBHOOK(false, "the https address it calls"),
        /// Opens an issue in the GitHub repository `target`.
        GITHUB_ISSUE(false, "the repository, as owner/name"),
        /// Pages through PagerDuty's Events API v2.
        PAGERDUTY(false, null),
        /// Posts to the Slack channel `target`.
        SLACK(false, "the channel, such as #on-call");

        private static final Pattern REPOSITORY =
                Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,38}/(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}");
        private static final int MOST_CHANNEL_CHARS = 80;

        private final boolean takesLevel;
        private final @Nullable String takesTarget;

        Type(boolean takesLevel, @Nullable String takesTarget) {
            this.takesLevel = takesLevel;
            this.takesTarget = takesTarget;
        }

        private void checkLevel(@Nullable Double to) {
            if (takesLevel && (to == null || to == 0)) {
                throw new InvalidField(
                        "to", "is required by " + wire() + ": the level it raises to, above 0, at most 1");
            }
            if (!takesLevel && to != null) {
                throw new InvalidField("to", "means nothing to " + wire() + "; remove it");
            }
        }

        private void checkTarget(@Nullable String target) {
            if (takesTarget == null && target != null) {
                throw new InvalidField("target", "means nothing to " + wire() + "; remove it");
            }
            if (takesTarget != null && target == null) {
                throw new InvalidField("target", "is required by " + wire() + ": " + takesTarget);
            }
            if (this == WEBHOOK) {
                Check.url("target", target);
            }
            if (this == GITHUB_ISSUE
                    && !REPOSITORY.matcher(String.valueOf(target)).matches()) {
                throw new InvalidField("target", "must be owner/name of a GitHub repository, such as acme/support-bot");
            }
            if (this == SLACK) {
                Check.optionalLabel("target", target, MOST_CHANNEL_CHARS);
            }
        }

        /// The name on the wire.
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
