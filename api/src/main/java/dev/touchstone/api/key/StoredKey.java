package dev.touchstone.api.key;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.Scope;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A key without its secret.
///
/// @param id the public part of its token, which the ledger names
/// @param name what it is for
/// @param pipeline the only pipeline it sees; null for all
/// @param scopes what it may do
/// @param createdAt when it was made
/// @param expiresAt when it ends; null for never
/// @param revokedAt when it was revoked; null while it holds
public record StoredKey(
        String id,
        String name,
        @Nullable PipelineName pipeline,
        List<Scope> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt) {
    public StoredKey {
        scopes = List.copyOf(scopes);
    }
}
