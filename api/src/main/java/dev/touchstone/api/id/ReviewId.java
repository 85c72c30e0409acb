package dev.touchstone.api.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;

/// A review, by its id (UUIDv7).
///
/// @param value the text
public record ReviewId(@JsonValue String value) implements TextId, Comparable<ReviewId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ReviewId {
        Objects.requireNonNull(value, "value");
    }

    /// In the order of the texts; for UUIDv7 that is the order of creation.
    @Override
    public int compareTo(ReviewId other) {
        return value.compareTo(other.value);
    }

    /// The text alone, for messages and logs.
    @Override
    public String toString() {
        return value;
    }
}
