package dev.touchstone.backend.keys;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.Scope;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A stored key, without its secret.
///
/// @param id the public part of the token
/// @param name what it is for
/// @param pipeline the only pipeline it sees; null for all
/// @param scopes what it may do, comma-separated as on the wire
/// @param secretHmac HMAC-SHA-256 of the secret part under the server's pepper, in hex
/// @param createdAtMs when it was made
/// @param expiresAtMs when it ends; null for never
/// @param revokedAtMs when it was revoked; null while it holds
/// @param secretCheck the check value of the secret that the HMAC was made under; null when that is the first one of
///     the installation
public record ApiKey(
        String id,
        String name,
        @Nullable PipelineName pipeline,
        String scopes,
        String secretHmac,
        long createdAtMs,
        @Nullable Long expiresAtMs,
        @Nullable Long revokedAtMs,
        @Nullable String secretCheck) {

    public Set<Scope> scopeSet() {
        EnumSet<Scope> set = EnumSet.noneOf(Scope.class);
        for (String name : scopes.split(",")) {
            set.add(parseScope(name));
        }
        return set;
    }

    /// Whether it holds at this time.
    boolean validAt(long nowMs) {
        return revokedAtMs == null && (expiresAtMs == null || nowMs < expiresAtMs);
    }

    /// @throws IllegalArgumentException naming the scopes there are
    public static Scope parseScope(String name) {
        return Arrays.stream(Scope.values())
                .filter(scope -> scope.wire().equals(name.trim()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name.trim() + "' is not a scope; there are "
                        + Arrays.stream(Scope.values()).map(Scope::wire).toList()));
    }
}
