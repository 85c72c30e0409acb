package dev.touchstone.api.erasure;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// How a subject is named.
public enum ErasureKind {
    /// One output by its id.
    OUTPUT,
    /// One output by its pipeline's name for it.
    EXTERNAL_ID,
    /// A user who gave feedback.
    ACTOR,
    /// A key of the metadata and its value.
    METADATA;

    /// The name on the wire.
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
