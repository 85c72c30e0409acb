package dev.touchstone.backend.http;

import java.util.Optional;

/// Turns the bearer token of a request into a caller. Implemented by the key ring.
public interface Authenticator {
    /// @return empty when the token is unknown, expired or revoked
    Optional<Caller> authenticate(String token);

    /// Told about every refused request, so that it can be looked up later. Must not hold up the caller.
    ///
    /// @param actor the key's id, or where an unknown caller came from
    void refused(String actor, String operation, String why);
}
