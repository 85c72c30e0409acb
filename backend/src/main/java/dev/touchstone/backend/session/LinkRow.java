package dev.touchstone.backend.session;

import org.jdbi.v3.core.mapper.Nested;
import org.jspecify.annotations.Nullable;

/// A link as it is stored. Public only because JDBI binds through public methods.
///
/// @param usedAtMs null while it has not been used
public record LinkRow(
        String tokenHash,
        @Nested Grant grant,
        long expiresAtMs,
        @Nullable Long usedAtMs) {}
