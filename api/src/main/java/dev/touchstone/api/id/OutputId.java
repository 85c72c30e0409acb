package dev.touchstone.api.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;

/// An output, by the id that intake gave it (UUIDv7).
///
/// @param value the text
public record OutputId(@JsonValue String value) implements TextId, Comparable<OutputId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public OutputId {
        Objects.requireNonNull(value, "value");
    }

    /// In the order of the texts; for UUIDv7 that is the order of creation.
    @Override
    public int compareTo(OutputId other) {
        return value.compareTo(other.value);
    }

    /// The text alone, for messages and logs.
    @Override
    public String toString() {
        return value;
    }
}
