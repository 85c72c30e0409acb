package dev.touchstone.backend.golden.dataset;

import dev.touchstone.api.golden.Dataset;
import dev.touchstone.api.golden.DatasetRule;
import dev.touchstone.api.wire.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A dataset as it is stored. Public only because JDBI binds through public methods.
///
/// @param rule a [DatasetRule] as JSON
/// @param latest the newest version's number; null while there is none
public record DatasetRow(
        String name,
        String rule,
        long changedAtMs,
        String changedBy,
        @Nullable Integer latest) {
    DatasetRule parsedRule() {
        return Json.read(rule, DatasetRule.class);
    }

    Dataset wire() {
        return new Dataset(name, parsedRule(), latest, changedBy, Instant.ofEpochMilli(changedAtMs));
    }
}
