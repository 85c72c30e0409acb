package dev.touchstone.api.alarm;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a delivery about an alarm tells; its subject is the alarm's id. The alarm's message is updated in place to what
/// the alarm is by then, and the text goes to its thread.
///
/// @param text in plain words; null when the message says everything
public record AlarmNews(What what, @Nullable String text) {
    /// What happened to the alarm.
    public enum What {
        OPENED,
        /// It is worse than when it was opened, or has lasted for long.
        WORSENED,
        ACKNOWLEDGED,
        MUTED,
        UNMUTED,
        /// An action was carried out, or could not be.
        ACTED,
        RECOVERED;

        /// The name on the wire.
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
