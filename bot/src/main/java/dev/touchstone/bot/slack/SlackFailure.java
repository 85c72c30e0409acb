package dev.touchstone.bot.slack;

import java.time.Duration;

/// A call that Slack did not carry out, or perhaps did.
public abstract sealed class SlackFailure extends RuntimeException {
    private SlackFailure(String message, Throwable cause) {
        super(message, cause);
    }

    private SlackFailure(String message) {
        super(message, null, false, false);
    }

    /// Too many calls. Nothing was done.
    public static final class Limited extends SlackFailure {
        private final Duration retryAfter;

        Limited(String method, Duration retryAfter) {
            super(method + " is limited for " + retryAfter.toSeconds() + " s");
            this.retryAfter = retryAfter;
        }

        /// How long Slack asks to wait.
        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /// Slack said no. Nothing was done.
    public static final class Refused extends SlackFailure {
        private final String code;

        Refused(String method, String code) {
            super(method + " answered " + code);
            this.code = code;
        }

        /// Slack's error code, such as `channel_not_found`.
        public String code() {
            return code;
        }

        public boolean is(String other) {
            return code.equals(other);
        }
    }

    /// No answer, or one that says nothing. Whether it was done is unknown.
    public static final class Unanswered extends SlackFailure {
        Unanswered(String method, Throwable cause) {
            super(method + " was not answered: " + cause.getClass().getSimpleName(), cause);
        }

        Unanswered(String method, String code) {
            super(method + " answered " + code);
        }
    }
}
