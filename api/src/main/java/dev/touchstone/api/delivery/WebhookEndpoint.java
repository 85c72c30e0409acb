package dev.touchstone.api.delivery;

import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.Limits;

/// A pipeline's callback URL, to be called again after it said 410 Gone.
///
/// @param pipeline the pipeline's name
/// @param url exactly the `callback_url` of its outputs
public record WebhookEndpoint(
        @Limits(pattern = Check.NAME_PATTERN) String pipeline,
        @Limits(minSize = 1, maxSize = 2000) String url) {
    public WebhookEndpoint {
        Check.name("pipeline", pipeline);
        Check.label("url", url, 2000);
    }
}
