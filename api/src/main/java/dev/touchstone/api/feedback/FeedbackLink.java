package dev.touchstone.api.feedback;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A link with which somebody without a key gives feedback on one output.
///
/// @param token what allows it; whoever has it may use it, once per kind
/// @param path where a browser or a program goes with it
/// @param url the same with the server's public address; null unless `feedback.public_url` is set
/// @param expiresAt until when it holds
public record FeedbackLink(
        String token, String path, @Nullable String url, Instant expiresAt) {}
