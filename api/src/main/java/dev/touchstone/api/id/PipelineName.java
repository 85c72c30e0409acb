package dev.touchstone.api.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.touchstone.api.wire.Check;
import java.util.Objects;

/// A pipeline, by its name: unique within an installation. An experiment's population is named `PIPELINE~ID`.
///
/// @param value the text
public record PipelineName(@JsonValue String value) implements TextId, Comparable<PipelineName> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PipelineName {
        Objects.requireNonNull(value, "value");
    }

    /// Whether a pipeline may have this name.
    public static boolean isName(String text) {
        return text.matches(Check.NAME_PATTERN);
    }

    /// In the order of the texts; for UUIDv7 that is the order of creation.
    @Override
    public int compareTo(PipelineName other) {
        return value.compareTo(other.value);
    }

    /// The text alone, for messages and logs.
    @Override
    public String toString() {
        return value;
    }
}
