package dev.touchstone.backend.judge.committee;

import dev.touchstone.backend.model.ModelConfig;
import dev.touchstone.backend.model.ModelSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The models that policies may put outputs to. Without any there is no committee.
///
/// @param models at most 20, by a name of a-z, 0-9 and single hyphens, which policies use
/// @param workers calls at once, of all models together, 1 to 64; default 4
/// @param answerWithin how long answers are waited for, before those present decide; 1 s to 7 d, default 1h
public record CommitteeConfig(Map<String, Model> models, Integer workers, Duration answerWithin) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final int MOST = 20;

    public CommitteeConfig {
        models = models == null ? Map.of() : Map.copyOf(models);
        for (String name : models.keySet()) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "models." + name
                                + ": a name has a-z, 0-9 and single hyphens, because its key comes from TOUCHSTONE_COMMITTEE_KEY_NAME");
            }
        }
        if (models.size() > MOST) {
            throw new IllegalArgumentException("models must be at most " + MOST + ", were " + models.size());
        }
        workers = workers == null ? 4 : workers;
        if (workers < 1 || workers > 64) {
            throw new IllegalArgumentException("workers must be from 1 to 64, was " + workers);
        }
        answerWithin = answerWithin == null ? Duration.ofHours(1) : answerWithin;
        if (answerWithin.compareTo(Duration.ofSeconds(1)) < 0 || answerWithin.compareTo(Duration.ofDays(7)) > 0) {
            throw new IllegalArgumentException("answer_within must be from 1s to 7d");
        }
    }

    /// One model; what is left out is as for the judge.
    ///
    /// @param baseUrl of any OpenAI-compatible API
    /// @param apiKey only ever from `TOUCHSTONE_COMMITTEE_KEY_<NAME>`; a configuration file that has one is refused
    /// @param model the model's name at its endpoint
    /// @param headers sent with every call
    /// @param temperature 0 to 2
    /// @param seed sent for repeatable answers
    /// @param deadline how long one call may take in all
    /// @param tokensPerMinute read and written together; null for no limit
    /// @param maxAnswerTokens the model may write
    /// @param maxAnswerBytes of an HTTP answer, above which it is dropped unread
    /// @param attempts answers that cannot be used before an output is given up
    /// @param price what a million tokens cost; null for nothing
    /// @param settings of a model that does not take the usual request
    public record Model(
            @Nullable String baseUrl,
            @Nullable String apiKey,
            String model,
            @Nullable Map<String, String> headers,
            @Nullable Double temperature,
            @Nullable Integer seed,
            @Nullable Duration deadline,
            @Nullable Integer tokensPerMinute,
            @Nullable Integer maxAnswerTokens,
            @Nullable Integer maxAnswerBytes,
            @Nullable Integer attempts,
            ModelConfig.@Nullable Price price,
            @Nullable ModelSettings settings) {
        public Model {
            if (model == null || model.isBlank()) {
                throw new IllegalArgumentException("needs a model, the name at its endpoint; a key alone is no model");
            }
            config(
                    baseUrl,
                    apiKey,
                    model,
                    headers,
                    temperature,
                    seed,
                    deadline,
                    tokensPerMinute,
                    maxAnswerTokens,
                    maxAnswerBytes,
                    attempts,
                    price,
                    settings,
                    1,
                    null);
        }

        /// As settings of a caller, under the cap that holds for judge and committee together.
        ModelConfig config(int workers, @Nullable Double weeklySpendCap) {
            return config(
                    baseUrl,
                    apiKey,
                    model,
                    headers,
                    temperature,
                    seed,
                    deadline,
                    tokensPerMinute,
                    maxAnswerTokens,
                    maxAnswerBytes,
                    attempts,
                    price,
                    settings,
                    workers,
                    weeklySpendCap);
        }

        /// Refuses what the judge's settings would refuse.
        @SuppressWarnings("NullAway") // Absent settings take the judge's defaults.
        private static ModelConfig config(
                @Nullable String baseUrl,
                @Nullable String apiKey,
                String model,
                @Nullable Map<String, String> headers,
                @Nullable Double temperature,
                @Nullable Integer seed,
                @Nullable Duration deadline,
                @Nullable Integer tokensPerMinute,
                @Nullable Integer maxAnswerTokens,
                @Nullable Integer maxAnswerBytes,
                @Nullable Integer attempts,
                ModelConfig.@Nullable Price price,
                @Nullable ModelSettings settings,
                int workers,
                @Nullable Double weeklySpendCap) {
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
                    price == null ? Map.of() : Map.of(model, price),
                    weeklySpendCap,
                    null,
                    null,
                    settings == null ? Map.of() : Map.of(model, settings));
        }

        /// Without the key and what headers say, so that a config can be logged.
        @Override
        public String toString() {
            return "Model[baseUrl=" + baseUrl + ", model=" + model + "]";
        }
    }

    /// Whether there is any model.
    boolean enabled() {
        return !models.isEmpty();
    }

    /// The settings of every model.
    ///
    /// @throws IllegalArgumentException when there is a cap and a model without a price, which could never reach it
    public Map<String, ModelConfig> settings(@Nullable Double weeklySpendCap) {
        Map<String, ModelConfig> settings = new LinkedHashMap<>();
        for (String name : List.copyOf(models.keySet()).stream().sorted().toList()) {
            Model model = models.get(name);
            if (model != null) {
                settings.put(name, model.config(workers, weeklySpendCap));
            }
        }
        return settings;
    }

    /// Checks what can only be seen together with the judge's settings.
    public void checkUnder(ModelConfig judge) {
        try {
            settings(judge.weeklySpendCap());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("committee: every model needs a price under judge.weekly_spend_cap", e);
        }
    }
}
