package dev.touchstone.backend.model;

import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The limits of every line to a model: one set for all in this process who use the line. Whoever had one of their
/// own would double what the endpoint was promised. Thread-safe.
public final class TokenLimits {
    private final InstantSource clock;
    private final Map<Line, SharedLine> lines = new ConcurrentHashMap<>();

    private record Line(String baseUrl, @Nullable String model) {}

    public TokenLimits(InstantSource clock) {
        this.clock = clock;
    }

    /// The settings' line. Where several settings name the same endpoint and model, the first to come here say
    /// what it bears.
    SharedLine of(ModelConfig config) {
        return of(config, config.model());
    }

    /// The line of another model of the endpoint.
    SharedLine of(ModelConfig config, @Nullable String model) {
        return lines.computeIfAbsent(
                new Line(endpoint(config.baseUrl()), model),
                line -> new SharedLine(config.tokensPerMinute(), config.workers(), clock));
    }

    /// Two ways to write an address are one endpoint.
    private static String endpoint(String baseUrl) {
        return baseUrl.replaceAll("/+$", "").toLowerCase(Locale.ROOT);
    }
}
