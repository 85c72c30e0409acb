package dev.touchstone.backend.model;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The tokens per minute of every line to a model: one account for all in this process who use the line. Whoever had an
/// account of their own would double what the endpoint was promised. Thread-safe.
public final class TokenLimits {
    private final InstantSource clock;
    private final Map<Line, TokenLimit> limits = new ConcurrentHashMap<>();

    private record Line(String baseUrl, @Nullable String model) {}

    public TokenLimits(InstantSource clock) {
        this.clock = clock;
    }

    /// The account of the settings' line. Where several settings name the same endpoint and model, the first to come
    /// here say how large it is.
    TokenLimit of(ModelConfig config) {
        return limits.computeIfAbsent(
                new Line(config.baseUrl(), config.model()), line -> new TokenLimit(config.tokensPerMinute(), clock));
    }
}
