package dev.touchstone.backend.model;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where an OpenAI-compatible API is, and how it is called.
///
/// @param apiKey null where none is wanted
/// @param headers sent with every call
/// @param deadline how long one call may take in all
/// @param connections kept open at most
record ModelEndpoint(
        String baseUrl, @Nullable String apiKey, Map<String, String> headers, Duration deadline, int connections) {
    /// Without the key and what headers say.
    @Override
    public String toString() {
        return "ModelEndpoint[baseUrl=" + baseUrl + "]";
    }
}
