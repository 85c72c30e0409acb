package dev.touchstone.backend.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What came of one call of the model.
public sealed interface Reply {
    /// What it used, as the endpoint says; zero when it does not.
    Usage usage();

    /// It wrote something.
    ///
    /// @param content untrusted
    record Text(String content, Usage usage) implements Reply {}

    /// It did not.
    ///
    /// @param retryAfter what the endpoint asks for; null when it does not
    record Fault(ModelFault cause, Usage usage, @Nullable Duration retryAfter) implements Reply {}

    /// Tokens read and written.
    record Usage(long input, long output) {
        public static final Usage NONE = new Usage(0, 0);

        public Usage {
            input = Math.max(0, input);
            output = Math.max(0, output);
        }

        long total() {
            return input + output;
        }
    }
}
