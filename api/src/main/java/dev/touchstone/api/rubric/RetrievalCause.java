package dev.touchstone.api.rubric;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What was wrong between an output and its sources. Each is a reason that a rejection or an edit may give wherever the
/// output came with sources, beside those of the policy. A policy may word one of its own by a reason of the same id.
public enum RetrievalCause {
    /// It says what none of its sources says.
    UNSUPPORTED("Not supported by its sources", false),
    /// The source that holds the answer was not found.
    MISSING_SOURCE("The right source is missing", true),
    /// A source is out of date.
    STALE_SOURCE("A source is out of date", true),
    /// It went by a source about something else.
    WRONG_SOURCE("It went by the wrong source", true),
    /// The right source was there and was misread.
    RIGHT_SOURCE_MISREAD("The right source, misread", false);

    private final String label;
    private final boolean retrieval;

    RetrievalCause(String label, boolean retrieval) {
        this.label = label;
        this.retrieval = retrieval;
    }

    /// The cause that a reason stands for; empty for every other reason, and for none.
    public static Optional<RetrievalCause> of(@Nullable String reason) {
        return Arrays.stream(values())
                .filter(cause -> cause.wire().equals(reason))
                .findFirst();
    }

    /// What a reviewer sees.
    public String label() {
        return label;
    }

    /// Whether better retrieval would have helped; otherwise the model made it of what it was given.
    public boolean retrieval() {
        return retrieval;
    }

    /// Whether the source that it is about is one that the answer should not have been made from.
    public boolean sourceAtFault() {
        return this == STALE_SOURCE || this == WRONG_SOURCE;
    }

    /// The name on the wire.
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
