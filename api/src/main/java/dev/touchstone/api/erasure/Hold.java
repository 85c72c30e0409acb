package dev.touchstone.api.erasure;

import dev.touchstone.api.id.PipelineName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Texts that stay until it is released. The name of the subject is not told: it is kept as a pseudonym.
///
/// @param kind how the subject was named
/// @param key of the metadata; null for the other kinds
/// @param releasedAt null while it is in force
public record Hold(
        String id,
        PipelineName pipeline,
        ErasureKind kind,
        @Nullable String key,
        String why,
        String placedBy,
        Instant placedAt,
        @Nullable String releasedBy,
        @Nullable Instant releasedAt) {}
