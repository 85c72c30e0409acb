package dev.touchstone.api.golden;

import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.Defaulted;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Limits;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Which items a dataset is made of. An empty list does not narrow.
///
/// @param pipelines whose items, 1 to 50
/// @param kinds which kinds of verdicts; all by default
/// @param states in which states; `golden` by default
/// @param models of which models
/// @param promptVersions of which prompt versions
/// @param strata of which strata
/// @param randomAuditOnly whether only outputs of the random audit: a fair sample of what the pipeline does
/// @param since only items from then on
/// @param until only items before
/// @param weights how much an item of a kind weighs in files that can say so, above 0 to 1,000; 1 by default
public record DatasetRule(
        @Limits(minSize = 1, maxSize = 50) List<String> pipelines,
        @Defaulted List<GoldenKind> kinds,
        @Defaulted List<GoldenState> states,
        @Defaulted("[]") List<String> models,
        @Defaulted("[]") List<String> promptVersions,
        @Defaulted("[]") List<String> strata,
        @Defaulted("false") Boolean randomAuditOnly,
        @Nullable Instant since,
        @Nullable Instant until,
        @Defaulted("{}") Map<GoldenKind, Double> weights) {
    public DatasetRule {
        if (pipelines == null || pipelines.isEmpty() || pipelines.size() > 50) {
            throw new InvalidField("pipelines", "must name 1 to 50 pipelines");
        }
        pipelines.forEach(name -> Check.name("pipelines", name));
        pipelines = pipelines.stream().distinct().sorted().toList();
        kinds = distinct(kinds, Arrays.asList(GoldenKind.values()));
        states = distinct(states, List.of(GoldenState.GOLDEN));
        models = models == null ? List.of() : List.copyOf(models);
        promptVersions = promptVersions == null ? List.of() : List.copyOf(promptVersions);
        strata = strata == null ? List.of() : List.copyOf(strata);
        randomAuditOnly = randomAuditOnly != null && randomAuditOnly;
        if (since != null && until != null && !since.isBefore(until)) {
            throw new InvalidField("until", "must be after since");
        }
        weights = weights == null || weights.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(weights));
        weights.forEach((kind, weight) -> {
            if (weight == null || !(weight > 0 && weight <= 1000)) {
                throw new InvalidField("weights", "must be above 0 and at most 1000, was " + weight);
            }
        });
    }

    private static <E> List<E> distinct(@Nullable List<E> given, List<E> byDefault) {
        return given == null || given.isEmpty()
                ? List.copyOf(byDefault)
                : given.stream().filter(Objects::nonNull).distinct().toList();
    }

    /// All that is golden of one pipeline.
    public static DatasetRule of(String pipeline) {
        return new DatasetRule(
                List.of(pipeline), List.of(), List.of(), List.of(), List.of(), List.of(), false, null, null, Map.of());
    }

    /// What an item of a kind weighs.
    public double weight(GoldenKind kind) {
        return weights.getOrDefault(kind, 1.0);
    }
}
