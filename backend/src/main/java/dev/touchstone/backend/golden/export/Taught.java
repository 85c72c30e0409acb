package dev.touchstone.backend.golden.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.touchstone.api.golden.GoldenInput;
import dev.touchstone.api.wire.Json;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The part of an item that training files say. Who reads only this skips lineage and judgement, which are
/// most of the work of reading an item; what we stored ourselves need not be searched for faults again.
record Taught(
        GoldenInput input,
        @Nullable JsonNode output,
        @Nullable JsonNode target,
        Map<String, JsonNode> metadata) {
    private static final ObjectReader READER = Json.mapper()
            .readerFor(Taught.class)
            .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .without(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

    Taught {
        metadata = metadata == null ? Map.of() : metadata;
    }

    static Taught read(String content) {
        try {
            return READER.readValue(content);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
