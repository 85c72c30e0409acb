package dev.touchstone.api.output;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.chat.Query;
import dev.touchstone.api.wire.CanonicalJson;
import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.Defaulted;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Limits;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One model result as a pipeline posts it. Only `pipeline`, `external_id` and `output` are required;
/// everything else makes the review or the numbers better.
///
/// @param pipeline the pipeline's name
/// @param externalId the pipeline's own id of this result, at most 200 characters; posting it again with the
///     same body is answered with the first answer, with another body it is refused
/// @param query what the user or the calling program asked: a text, or the conversation as a list of chat messages
/// @param context what the model was given to answer from
/// @param systemPrompt the instructions the model ran under
/// @param output the result: a text, a message of the assistant with its calls of tools, or any other JSON
/// @param attributes extracted attributes by name, at most 500; empty for plain text
/// @param confidence the model's overall confidence, 0 to 1; a pipeline may send a logarithm or a percentage instead,
/// see
///     [ConfidenceReader]
/// @param model the model's name, at most 200 characters
/// @param promptVersion the version of the prompt, at most 200 characters
/// @param stratumKeys what the pipeline's policy may stratify by, such as category or language
/// @param cluster what it belongs together with, such as a conversation, a user or a document, at most 200
///     characters: outputs of one cluster are alike, and intervals allow for it. The metadata that the policy
///     names when absent
/// @param fewShotIds the golden items that stood in the prompt as examples, at most 50 ids as `few-shot` gave them;
///     `few_shot=with` at `/v1/quality` then says what examples are worth. Whether the items exist is not checked,
///     because an output is never refused for the sake of its examples
/// @param occurredAt when the model answered; the time of arrival when absent
/// @param traceUrl where the whole trace can be read
/// @param metadata anything the pipeline wants back later; never interpreted
/// @param callbackUrl where the verdict is sent
public record NewOutput(
        @Limits(pattern = Check.NAME_PATTERN) String pipeline,
        @Limits(minSize = 1, maxSize = 200) String externalId,
        @Nullable Query query,
        @Nullable Context context,
        @Nullable String systemPrompt,
        JsonNode output,
        @Defaulted("{}") @Limits(maxSize = 500) Map<String, Attribute> attributes,

        @Limits(min = 0, max = 1) @JsonDeserialize(using = ConfidenceReader.class) @Nullable
        Double confidence,

        @Limits(minSize = 1, maxSize = 200) @Nullable String model,
        @Limits(minSize = 1, maxSize = 200) @Nullable String promptVersion,
        @Defaulted("{}") @Limits(maxSize = 20) Map<String, String> stratumKeys,
        @Limits(minSize = 1, maxSize = 200) @Nullable String cluster,
        @Limits(maxSize = 50) @Nullable List<String> fewShotIds,
        @Nullable Instant occurredAt,

        @Limits(maxSize = 2000, pattern = Check.URL_PATTERN) @Nullable
        String traceUrl,

        @Defaulted("{}") Map<String, JsonNode> metadata,

        @Limits(maxSize = 2000, pattern = Check.URL_PATTERN) @Nullable
        String callbackUrl) {

    private static final int MOST_EXAMPLES = 50;

    public NewOutput {
        Check.name("pipeline", pipeline);
        Check.label("external_id", externalId, 200);
        Check.storable("system_prompt", systemPrompt);
        if (output == null || output.isNull() || output.isMissingNode()) {
            throw new InvalidField("output", "is required: a text or any JSON but null");
        }
        attributes = attributes == null ? Map.of() : sorted(attributes, Attribute.of(NullNode.getInstance()));
        if (attributes.size() > 500) {
            throw new InvalidField("attributes", "must be at most 500, were " + attributes.size());
        }
        attributes.keySet().forEach(name -> Check.label("attributes", name, 200));
        Check.probability("confidence", confidence);
        Check.optionalLabel("model", model, 200);
        Check.optionalLabel("prompt_version", promptVersion, 200);
        stratumKeys = stratumKeys == null ? Map.of() : sorted(stratumKeys);
        if (stratumKeys.size() > 20) {
            throw new InvalidField("stratum_keys", "must be at most 20, were " + stratumKeys.size());
        }
        stratumKeys.forEach((key, value) -> {
            Check.label("stratum_keys", key, 60);
            Check.label("stratum_keys/" + key, value, 120);
        });
        Check.optionalLabel("cluster", cluster, 200);
        fewShotIds = fewShotIds == null || fewShotIds.isEmpty() ? null : labels(fewShotIds);
        Check.url("trace_url", traceUrl);
        Check.url("callback_url", callbackUrl);
        metadata = metadata == null ? Map.of() : sorted(metadata);
    }

    /// Whether this is its own [#canonical] form.
    @JsonIgnore
    public boolean isCanonical() {
        return CanonicalJson.isCanonical(output)
                && (query == null || CanonicalJson.isCanonical(query.value()))
                && attributes.values().stream().map(Attribute::value).allMatch(CanonicalJson::isCanonical)
                && metadata.values().stream().allMatch(value -> value == null || CanonicalJson.isCanonical(value));
    }

    /// What was asked as one text, see [Query#text]; null when that is unknown.
    public @Nullable String queryText() {
        return query == null ? null : query.text();
    }

    /// What is to be answered, see [Query#asked]; null when that is unknown.
    public @Nullable String asked() {
        return query == null ? null : query.asked();
    }

    /// The form for comparing: the same content in another order, or with numbers written in another way, is the
    /// same.
    public NewOutput canonical() {
        return new NewOutput(
                pipeline,
                externalId,
                query == null ? null : query.canonical(),
                context,
                systemPrompt,
                CanonicalJson.of(output),
                canonicalAttributes(),
                confidence,
                model,
                promptVersion,
                stratumKeys,
                cluster,
                fewShotIds,
                occurredAt,
                traceUrl,
                canonicalMetadata(),
                callbackUrl);
    }

    private Map<String, Attribute> canonicalAttributes() {
        TreeMap<String, Attribute> same = new TreeMap<>(attributes);
        same.replaceAll(
                (name, attribute) -> new Attribute(CanonicalJson.of(attribute.value()), attribute.confidence()));
        return same;
    }

    private Map<String, JsonNode> canonicalMetadata() {
        TreeMap<String, JsonNode> same = new TreeMap<>(metadata);
        same.replaceAll((name, value) -> value == null ? null : CanonicalJson.of(value));
        return same;
    }

    private static List<String> labels(List<String> ids) {
        if (ids.size() > MOST_EXAMPLES) {
            throw new InvalidField("few_shot_ids", "must be at most " + MOST_EXAMPLES + ", were " + ids.size());
        }
        for (int i = 0; i < ids.size(); i++) {
            Check.label("few_shot_ids/" + i, ids.get(i), 100);
        }
        return List.copyOf(ids);
    }

    /// Sorted, so that the same content in another order is the same body.
    private static <V> Map<String, V> sorted(Map<String, V> map) {
        return map.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(map));
    }

    /// A bare JSON `null` reaches a map as no value at all.
    private static <V> Map<String, V> sorted(Map<String, V> map, V inPlaceOfNull) {
        if (map.isEmpty()) {
            return Map.of();
        }
        TreeMap<String, V> sorted = new TreeMap<>(map);
        sorted.replaceAll((name, value) -> value == null ? inPlaceOfNull : value);
        return Collections.unmodifiableMap(sorted);
    }

    /// Starts an output whose result is a text.
    public static Builder text(String pipeline, String externalId, String output) {
        return new Builder(pipeline, externalId, TextNode.valueOf(output));
    }

    /// Starts an output whose result is JSON.
    public static Builder json(String pipeline, String externalId, JsonNode output) {
        return new Builder(pipeline, externalId, output);
    }

    /// Collects the optional fields. Not thread-safe.
    public static final class Builder {
        private final String pipeline;
        private final String externalId;
        private final JsonNode output;
        private @Nullable Query query;
        private @Nullable Context context;
        private @Nullable String systemPrompt;
        private final Map<String, Attribute> attributes = new TreeMap<>();
        private @Nullable Double confidence;
        private @Nullable String model;
        private @Nullable String promptVersion;
        private final Map<String, String> stratumKeys = new TreeMap<>();
        private @Nullable String cluster;
        private @Nullable List<String> fewShotIds;
        private @Nullable Instant occurredAt;
        private @Nullable String traceUrl;
        private final Map<String, JsonNode> metadata = new TreeMap<>();
        private @Nullable String callbackUrl;

        private Builder(String pipeline, String externalId, JsonNode output) {
            this.pipeline = pipeline;
            this.externalId = externalId;
            this.output = output;
        }

        public Builder query(String value) {
            return query(Query.of(value));
        }

        public Builder query(Query value) {
            query = value;
            return this;
        }

        public Builder context(Context value) {
            context = value;
            return this;
        }

        public Builder systemPrompt(String value) {
            systemPrompt = value;
            return this;
        }

        public Builder attribute(String name, JsonNode value, @Nullable Double valueConfidence) {
            attributes.put(name, new Attribute(value, valueConfidence));
            return this;
        }

        public Builder confidence(double value) {
            confidence = value;
            return this;
        }

        public Builder model(String value) {
            model = value;
            return this;
        }

        public Builder promptVersion(String value) {
            promptVersion = value;
            return this;
        }

        public Builder stratum(String key, String value) {
            stratumKeys.put(key, value);
            return this;
        }

        public Builder cluster(String value) {
            cluster = value;
            return this;
        }

        public Builder fewShotIds(List<String> value) {
            fewShotIds = value;
            return this;
        }

        public Builder occurredAt(Instant value) {
            occurredAt = value;
            return this;
        }

        public Builder traceUrl(String value) {
            traceUrl = value;
            return this;
        }

        public Builder metadata(String key, JsonNode value) {
            metadata.put(key, value);
            return this;
        }

        public Builder callbackUrl(String value) {
            callbackUrl = value;
            return this;
        }

        /// @throws InvalidField when a value is out of range
        public NewOutput build() {
            return new NewOutput(
                    pipeline,
                    externalId,
                    query,
                    context,
                    systemPrompt,
                    output,
                    attributes,
                    confidence,
                    model,
                    promptVersion,
                    stratumKeys,
                    cluster,
                    fewShotIds,
                    occurredAt,
                    traceUrl,
                    metadata,
                    callbackUrl);
        }
    }
}
