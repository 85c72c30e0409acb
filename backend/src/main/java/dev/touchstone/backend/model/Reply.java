package dev.touchstone.backend.model;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came of one call of the model.
public sealed interface Reply {
    /// What it used, as the endpoint says; zero when it does not.
    Usage usage();

    /// The same reply with another account of what it used.
    default Reply using(Usage usage) {
        return switch (this) {
            case Text text -> new Text(text.content(), usage, text.chances());
            case Fault fault -> new Fault(fault.cause(), usage, fault.retryAfter());
        };
    }

    /// It wrote something.
    ///
    /// @param content untrusted
    /// @param chances of its tokens, in order; empty when the endpoint gives none
    record Text(String content, Usage usage, List<TokenChances> chances) implements Reply {
        public Text {
            chances = List.copyOf(chances);
        }

        /// Without the chances of its tokens.
        public Text(String content, Usage usage) {
            this(content, usage, List.of());
        }
    }

    /// It did not.
    ///
    /// @param retryAfter what the endpoint asks for; null when it does not
    record Fault(ModelFault cause, Usage usage, @Nullable Duration retryAfter) implements Reply {}

    /// Tokens read and written.
    ///
    /// @param estimated whether they were counted from the text, and not by the endpoint
    record Usage(long input, long output, boolean estimated) {
        public static final Usage NONE = new Usage(0, 0);

        public Usage(long input, long output) {
            this(input, output, false);
        }

        public Usage {
            input = Math.max(0, input);
            output = Math.max(0, output);
        }

        long total() {
            return input + output;
        }
    }
}
