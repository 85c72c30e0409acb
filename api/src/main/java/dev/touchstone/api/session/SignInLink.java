package dev.touchstone.api.session;

import java.time.Instant;

/// A link that was made. It is shown this once.
///
/// @param token stands behind `/sign-in/` in the console's address
/// @param expiresAt until when it can be used, once
public record SignInLink(String token, Instant expiresAt) {}
