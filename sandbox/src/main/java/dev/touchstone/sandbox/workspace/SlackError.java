package dev.touchstone.sandbox.workspace;

import java.util.List;

/// A refusal in Slack's own words: `{"ok":false,"error":…}`. The details, if any, are what Slack puts into
/// `response_metadata.messages`.
public final class SlackError extends RuntimeException {
    private final String code;
    private final List<String> details;

    public SlackError(String code, List<String> details) {
        super(code);
        this.code = code;
        this.details = List.copyOf(details);
    }

    public SlackError(String code) {
        this(code, List.of());
    }

    public String code() {
        return code;
    }

    public List<String> details() {
        return details;
    }

    /// Code and details in one line.
    public String summary() {
        return details.isEmpty() ? code : code + " " + String.join("; ", details);
    }
}
