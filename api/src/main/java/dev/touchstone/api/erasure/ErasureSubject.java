package dev.touchstone.api.erasure;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.Defaulted;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Limits;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is to be erased or held, by one of four names.
///
/// @param outputId one output
/// @param externalId one output, by the name its pipeline gave it
/// @param actor what one user wrote as feedback, as the pipeline calls them
/// @param metadata every output whose metadata says so: one key with its value, such as `{"customer": "4711"}`
public record ErasureSubject(
        @Nullable OutputId outputId,
        @Limits(minSize = 1, maxSize = 200) @Nullable String externalId,
        @Limits(minSize = 1, maxSize = 200) @Nullable String actor,
        @Defaulted("{}") @Limits(maxSize = 1) Map<String, JsonNode> metadata) {
    @SuppressWarnings({"NullAway", "ConstantValue"}) // Absent fields take their defaults.
    public ErasureSubject {
        metadata = metadata == null ? Map.of() : new TreeMap<>(metadata);
        Check.optionalLabel("external_id", externalId, 200);
        Check.optionalLabel("actor", actor, 200);
        long names = Stream.of(outputId, externalId, actor, metadata.isEmpty() ? null : metadata)
                .filter(Objects::nonNull)
                .count();
        if (names != 1 || metadata.size() > 1) {
            throw new InvalidField(
                    "subject",
                    "must be one of output_id, external_id, actor or metadata with one key and its value, such as"
                            + " {\"metadata\": {\"customer\": \"4711\"}}");
        }
        metadata.forEach((key, value) -> {
            Check.label("metadata", key, 200);
            if (value == null
                    || !value.isValueNode()
                    || value.isNull()
                    || value.asText().isEmpty()) {
                throw new InvalidField("metadata/" + key, "must be a text or a number");
            }
            Check.label("metadata/" + key, value.asText(), 1000);
        });
    }

    public static ErasureSubject of(OutputId id) {
        return new ErasureSubject(id, null, null, Map.of());
    }

    public static ErasureSubject ofMetadata(String key, String value) {
        return new ErasureSubject(
                null, null, null, Map.of(key, com.fasterxml.jackson.databind.node.TextNode.valueOf(value)));
    }

    /// Which of the four it is.
    @JsonIgnore
    public ErasureKind kind() {
        return outputId != null
                ? ErasureKind.OUTPUT
                : externalId != null
                        ? ErasureKind.EXTERNAL_ID
                        : actor != null ? ErasureKind.ACTOR : ErasureKind.METADATA;
    }

    /// The key of the metadata; null for the other kinds.
    @JsonIgnore
    public @Nullable String key() {
        return metadata.keySet().stream().findFirst().orElse(null);
    }

    /// What the subject is called.
    @JsonIgnore
    public String name() {
        return outputId != null
                ? outputId.value()
                : externalId != null
                        ? externalId
                        : actor != null
                                ? actor
                                : metadata.values().iterator().next().asText();
    }
}
