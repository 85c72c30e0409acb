package dev.touchstone.backend.http;

import java.util.Optional;

/// Turns the bearer token of a request into a caller. Implemented by the key ring.
public interface Authenticator {
    /// @return empty when the token is unknown, expired or revoked
    Optional<Caller> authenticate(String token);

    /// Told about every refused request, for the ledger.
    ///
    /// @param actor the key's id, or where an unknown caller came from
    void refused(String actor, String operation, String why);
}
