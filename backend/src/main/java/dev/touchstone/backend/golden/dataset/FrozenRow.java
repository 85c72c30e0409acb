package dev.touchstone.backend.golden.dataset;

import dev.touchstone.api.golden.DatasetRule;
import dev.touchstone.api.golden.DatasetVersion;
import dev.touchstone.api.golden.VersionCounts;
import dev.touchstone.api.wire.Json;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A version as it is stored. Public only because JDBI binds through public methods.
///
/// @param number null while its members are being written
/// @param rule a [DatasetRule] as JSON
/// @param counts [VersionCounts] as JSON
public record FrozenRow(
        String id,
        String dataset,
        @Nullable Integer number,
        String root,
        String rule,
        String counts,
        @Nullable Integer restores,
        @Nullable String why,
        long createdAtMs,
        String createdBy) {
    DatasetVersion wire(int erased) {
        return new DatasetVersion(
                dataset,
                Objects.requireNonNull(number, "a version that is shown has a number"),
                root,
                Json.read(rule, DatasetRule.class),
                Json.read(counts, VersionCounts.class),
                restores,
                erased,
                createdBy,
                why,
                Instant.ofEpochMilli(createdAtMs));
    }
}
