package dev.touchstone.api.session;

import dev.touchstone.api.wire.Reviewer;
import java.time.Instant;

/// A link that has not been used, as it is shown before it is.
///
/// @param person who would be signed in
/// @param expiresAt until when it can be used
public record SignInOffer(Reviewer person, Instant expiresAt) {}
