package dev.touchstone.api.session;

import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Limits;

/// A token of a link or of a session, as a browser presents it. It travels in bodies, because addresses are logged.
///
/// @param token as it was given out
public record PresentedToken(
        @Limits(minSize = 1, maxSize = 100) String token) {
    public PresentedToken {
        if (token == null || token.isEmpty() || token.length() > 100) {
            throw new InvalidField("token", "must be from 1 to 100 characters");
        }
    }

    /// Never the token.
    @Override
    public String toString() {
        return "PresentedToken[]";
    }
}
