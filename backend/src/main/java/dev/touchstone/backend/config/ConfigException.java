package dev.touchstone.backend.config;

import java.util.List;

/// The configuration cannot be used. The message lists every error with a hint, so that one start shows them all.
public final class ConfigException extends RuntimeException {
    private final List<String> errors;

    public ConfigException(List<String> errors) {
        super("configuration has " + errors.size() + (errors.size() == 1 ? " error:\n  " : " errors:\n  ")
                + String.join("\n  ", errors));
        this.errors = List.copyOf(errors);
    }

    /// One sentence per error.
    public List<String> errors() {
        return errors;
    }
}
