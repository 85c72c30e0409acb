package dev.touchstone.api.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;

/// A person who reviews, by a stable id with its kind in front, such as `slack:U0123`, or an e-mail address.
///
/// @param value the text
public record ReviewerId(@JsonValue String value) implements TextId, Comparable<ReviewerId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ReviewerId {
        Objects.requireNonNull(value, "value");
    }

    /// In the order of the texts; for UUIDv7 that is the order of creation.
    @Override
    public int compareTo(ReviewerId other) {
        return value.compareTo(other.value);
    }

    /// The text alone, for messages and logs.
    @Override
    public String toString() {
        return value;
    }
}
