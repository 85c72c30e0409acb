package dev.touchstone.backend.model;

import dev.touchstone.api.wire.Json;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Which model turns texts into vectors, so that golden items are also found by what they mean. Without a model they
/// are found by their words alone.
///
/// @param baseUrl of any OpenAI-compatible API with `/embeddings`; default `https://api.openai.com/v1`
/// @param apiKey only ever from `TOUCHSTONE_EMBEDDINGS_KEY`; a configuration file that has one is refused
/// @param model the model's name there; null to look for words alone. Another model makes all vectors anew
/// @param dimensions asked of models that can shorten their vectors, 8 to 4,096; null for the model's own
/// @param headers sent with every call
/// @param deadline how long a call for stored items may take; default 30s
/// @param queryDeadline how long a query may wait for its vector before it is answered by words alone, 50ms to 30s;
///     default 2s
/// @param batch texts sent in one call, 1 to 256; default 64
/// @param price what a million tokens cost, in the unit of `judge.prices`; default 0
/// @param sameMeaning from which cosine on golden items stay on one side of a split, 0.5 to 1, where 1 joins
///     none but equal ones; default 0.9
public record EmbeddingConfig(
        String baseUrl,
        @Nullable String apiKey,
        @Nullable String model,
        @Nullable Integer dimensions,
        Map<String, String> headers,
        Duration deadline,
        Duration queryDeadline,
        Integer batch,
        Double price,
        Double sameMeaning) {
    /// What the index takes at most.
    public static final int MOST_DIMENSIONS = 4_096;

    @SuppressWarnings({"NullAway", "ConstantValue"}) // Absent settings take their defaults.
    public EmbeddingConfig {
        baseUrl = baseUrl == null ? "https://api.openai.com/v1" : baseUrl;
        ModelConfig.requireUrl(baseUrl);
        require(
                dimensions == null || dimensions >= 8 && dimensions <= MOST_DIMENSIONS,
                "dimensions must be from 8 to 4096, was " + dimensions);
        headers = headers == null ? Map.of() : Map.copyOf(headers);
        deadline = deadline == null ? Duration.ofSeconds(30) : deadline;
        require(
                deadline.compareTo(Duration.ofMillis(100)) >= 0 && deadline.compareTo(Duration.ofMinutes(10)) <= 0,
                "deadline must be from 100ms to 10m");
        queryDeadline = queryDeadline == null ? Duration.ofSeconds(2) : queryDeadline;
        require(
                queryDeadline.compareTo(Duration.ofMillis(50)) >= 0
                        && queryDeadline.compareTo(Duration.ofSeconds(30)) <= 0,
                "query_deadline must be from 50ms to 30s");
        batch = batch == null ? 64 : batch;
        require(batch >= 1 && batch <= 256, "batch must be from 1 to 256, was " + batch);
        price = price == null ? 0.0 : price;
        sameMeaning = sameMeaning == null ? 0.9 : sameMeaning;
        require(sameMeaning >= 0.5 && sameMeaning <= 1, "same_meaning must be from 0.5 to 1, was " + sameMeaning);
        require(price >= 0 && price < 1e6, "price must be from 0 to below 1000000, was " + price);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /// Words alone.
    public static EmbeddingConfig none() {
        return of("http://127.0.0.1", null);
    }

    /// The defaults of an endpoint's model.
    public static EmbeddingConfig of(String baseUrl, @Nullable String model) {
        return Json.mapper()
                .convertValue(
                        Json.mapper()
                                .createObjectNode()
                                .put("base_url", baseUrl)
                                .put("model", model),
                        EmbeddingConfig.class);
    }

    /// Whether items are looked for by meaning at all.
    public boolean enabled() {
        return model != null;
    }

    /// Tells vectors that compare from others: of the same model, equally long.
    public String space() {
        return model + (dimensions == null ? "" : "/" + dimensions);
    }

    /// @param within how long one call may take
    ModelEndpoint endpoint(Duration within) {
        return new ModelEndpoint(baseUrl, apiKey, headers, within, 4);
    }

    /// Without the key and what headers say, so that a config can be logged.
    @Override
    public String toString() {
        return "EmbeddingConfig[baseUrl=" + baseUrl + ", model=" + model + ", headers="
                + new TreeMap<>(headers).keySet() + "]";
    }
}
