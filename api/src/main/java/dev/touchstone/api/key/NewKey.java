package dev.touchstone.api.key;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.HumanDurations;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Limits;
import dev.touchstone.api.wire.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Asks for a key.
///
/// @param name what it is for
/// @param pipeline the only pipeline it sees; null for all
/// @param scopes what it may do, at least one
/// @param lifetime how long it holds, at least 1m; null for ever
public record NewKey(
        @Limits(minSize = 1, maxSize = 100) String name,
        @Nullable PipelineName pipeline,
        @Limits(minSize = 1) List<Scope> scopes,
        @Nullable Duration lifetime) {
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(3650);

    public NewKey {
        Check.label("name", name, 100);
        if (pipeline != null) {
            Check.name("pipeline", pipeline.value());
        }
        if (scopes == null || scopes.isEmpty()) {
            throw new InvalidField("scopes", "must name at least one scope");
        }
        if (scopes.stream().anyMatch(Objects::isNull)) {
            throw new InvalidField("scopes", "must name scopes, not null");
        }
        scopes = scopes.stream().distinct().toList();
        if (lifetime != null && (lifetime.compareTo(SHORTEST) < 0 || lifetime.compareTo(LONGEST) > 0)) {
            throw new InvalidField(
                    "lifetime",
                    "must be from " + HumanDurations.format(SHORTEST) + " to " + HumanDurations.format(LONGEST)
                            + ", was " + HumanDurations.format(lifetime));
        }
    }
}
