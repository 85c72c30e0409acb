package dev.touchstone.sandbox.delivery;

import com.fasterxml.jackson.databind.JsonNode;

/// What came of delivering an envelope.
public sealed interface Answer {
    /// The app acknowledged it.
    ///
    /// @param payload what it said with that; a missing node if nothing
    record Acked(JsonNode payload) implements Answer {}

    /// It did not, in time or at all.
    record Silence(String why) implements Answer {}
}
