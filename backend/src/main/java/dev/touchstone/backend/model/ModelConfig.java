package dev.touchstone.backend.model;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Which model judges, and how much of it. Without a model nothing is judged.
///
/// @param baseUrl of any OpenAI-compatible API; default `https://api.openai.com/v1`
/// @param apiKey only ever from `TOUCHSTONE_JUDGE_KEY`; a configuration file that has one is refused
/// @param model the model's name there; null for no judge
/// @param headers sent with every call
/// @param temperature 0 to 2; default 0
/// @param seed sent for repeatable answers; default 7
/// @param deadline how long one call may take in all; default 60s
/// @param workers calls at once, 1 to 64; default 4
/// @param tokensPerMinute read and written together; null for no limit
/// @param maxAnswerTokens the model may write, 64 to 32,768; default 2,048
/// @param maxAnswerBytes of an HTTP answer, above which it is dropped unread, 4 KiB to 16 MiB; default 1 MiB
/// @param attempts answers of a model that cannot be used before an output is given up, 1 to 10; default 3. A model
///     that is away costs no attempt
/// @param prices by the model's name; a model without one costs nothing
/// @param weeklySpendCap in the prices' unit; null for none. At the cap work waits until Monday, 0:00 UTC
/// @param batchPriceFactor what a judgment of a batch costs of the usual price, 0 to 1; default 0.5
/// @param stalledAfter how long work may wait while nothing is finished before readiness and metrics say so; default
///     15m
/// @param settings by the model's name, of models that do not take the usual request
public record ModelConfig(
        String baseUrl,
        @Nullable String apiKey,
        @Nullable String model,
        Map<String, String> headers,
        Double temperature,
        Integer seed,
        Duration deadline,
        Integer workers,
        @Nullable Integer tokensPerMinute,
        Integer maxAnswerTokens,
        Integer maxAnswerBytes,
        Integer attempts,
        Map<String, Price> prices,
        @Nullable Double weeklySpendCap,
        Double batchPriceFactor,
        Duration stalledAfter,
        Map<String, ModelSettings> settings) {

    /// What a million tokens cost.
    ///
    /// @param input read, from 0
    /// @param output written, from 0
    public record Price(Double input, Double output) {
        public Price {
            if (input == null || output == null || !(input >= 0 && input < 1e6) || !(output >= 0 && output < 1e6)) {
                throw new IllegalArgumentException(
                        "a price needs input and output, what a million tokens cost, from 0 to 1000000");
            }
        }
    }

    public ModelConfig {
        baseUrl = baseUrl == null ? "https://api.openai.com/v1" : baseUrl;
        requireUrl(baseUrl);
        headers = headers == null ? Map.of() : Map.copyOf(headers);
        temperature = temperature == null ? 0.0 : temperature;
        require(temperature >= 0 && temperature <= 2, "temperature must be from 0 to 2, was " + temperature);
        seed = seed == null ? 7 : seed;
        deadline = deadline == null ? Duration.ofSeconds(60) : deadline;
        require(
                deadline.compareTo(Duration.ofMillis(100)) >= 0 && deadline.compareTo(Duration.ofMinutes(10)) <= 0,
                "deadline must be from 100ms to 10m");
        workers = workers == null ? 4 : workers;
        require(workers >= 1 && workers <= 64, "workers must be from 1 to 64, was " + workers);
        require(
                tokensPerMinute == null || tokensPerMinute >= 100,
                "tokens_per_minute must be at least 100, was " + tokensPerMinute);
        maxAnswerTokens = maxAnswerTokens == null ? 2048 : maxAnswerTokens;
        require(
                maxAnswerTokens >= 64 && maxAnswerTokens <= 32_768,
                "max_answer_tokens must be from 64 to 32768, was " + maxAnswerTokens);
        maxAnswerBytes = maxAnswerBytes == null ? 1 << 20 : maxAnswerBytes;
        require(
                maxAnswerBytes >= 4096 && maxAnswerBytes <= 16 << 20,
                "max_answer_bytes must be from 4096 to 16777216, was " + maxAnswerBytes);
        attempts = attempts == null ? 3 : attempts;
        require(attempts >= 1 && attempts <= 10, "attempts must be from 1 to 10, was " + attempts);
        prices = prices == null ? Map.of() : Map.copyOf(prices);
        require(
                weeklySpendCap == null || weeklySpendCap >= 0 && weeklySpendCap < 1e9,
                "weekly_spend_cap must be from 0 to below 1000000000, was " + weeklySpendCap);
        require(
                weeklySpendCap == null || model == null || prices.containsKey(model),
                "weekly_spend_cap needs a price of the model '" + model
                        + "' under prices, or it could never be reached");
        batchPriceFactor = batchPriceFactor == null ? 0.5 : batchPriceFactor;
        require(
                batchPriceFactor >= 0 && batchPriceFactor <= 1,
                "batch_price_factor must be from 0 to 1, was " + batchPriceFactor);
        stalledAfter = stalledAfter == null ? Duration.ofMinutes(15) : stalledAfter;
        require(stalledAfter.compareTo(Duration.ofSeconds(1)) >= 0, "stalled_after must be at least 1s");
        settings = settings == null ? Map.of() : Map.copyOf(settings);
    }

    /// How the endpoint is called.
    ModelEndpoint endpoint() {
        return new ModelEndpoint(baseUrl, apiKey, headers, deadline, workers);
    }

    /// What a model of this endpoint takes.
    public ModelSettings settings(String name) {
        return settings.getOrDefault(name, ModelSettings.USUAL);
    }

    /// The temperature that is sent to a model; null when none is.
    public @Nullable Double temperature(String name) {
        ModelSettings own = settings(name);
        return !own.sends(ModelSettings.Part.TEMPERATURE)
                ? null
                : own.temperature() == null ? temperature : own.temperature();
    }

    /// The seed that is sent to a model; null when none is.
    public @Nullable Integer seed(String name) {
        ModelSettings own = settings(name);
        return !own.sends(ModelSettings.Part.SEED) ? null : own.seed() == null ? seed : own.seed();
    }

    /// The same, with other settings of a model.
    public ModelConfig with(String name, ModelSettings other) {
        Map<String, ModelSettings> all = new TreeMap<>(settings);
        all.put(name, other);
        return new ModelConfig(
                baseUrl,
                apiKey,
                model,
                headers,
                temperature,
                seed,
                deadline,
                workers,
                tokensPerMinute,
                maxAnswerTokens,
                maxAnswerBytes,
                attempts,
                prices,
                weeklySpendCap,
                batchPriceFactor,
                stalledAfter,
                all);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    static void requireUrl(String url) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("base_url is no URL", e);
        }
        boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        require(
                http && uri.getHost() != null && uri.getUserInfo() == null,
                "base_url must be an http or https URL without user and password, such as https://api.openai.com/v1");
    }

    /// Whether there is a judge at all.
    public boolean enabled() {
        return model != null;
    }

    /// Without the key and what headers say, so that a config can be logged.
    @Override
    public String toString() {
        return "ModelConfig[baseUrl=" + baseUrl + ", model=" + model + ", headers=" + new TreeMap<>(headers).keySet()
                + ", workers=" + workers + "]";
    }
}
