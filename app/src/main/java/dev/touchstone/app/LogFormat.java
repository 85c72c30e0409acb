package dev.touchstone.app;

import dev.touchstone.backend.config.ConfigException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How the log is written: `TOUCHSTONE_LOG_FORMAT` is `json` or `text`, in any case. A name that the log does not know
/// would silence it.
enum LogFormat {
    JSON,
    TEXT;

    static final String VARIABLE = "TOUCHSTONE_LOG_FORMAT";

    /// @param named null or empty for the default, which is JSON; the launcher names text on a terminal
    /// @throws ConfigException when there is no such format
    static LogFormat of(@Nullable String named) {
        if (named == null || named.isBlank()) {
            return JSON;
        }
        return switch (named.strip().toLowerCase(Locale.ROOT)) {
            case "json" -> JSON;
            case "text" -> TEXT;
            default -> throw new ConfigException(List.of(VARIABLE + " must be json or text, was '" + named + "'"));
        };
    }

    /// Puts what the environment names into force, if it names one. Has to come before the first line of the log,
    /// whose settings look at the system's properties first.
    ///
    /// @throws ConfigException when there is no such format
    static void fromEnvironment(Map<String, String> environment) {
        if (environment.containsKey(VARIABLE)) {
            System.setProperty(VARIABLE, of(environment.get(VARIABLE)).name());
        }
    }
}
