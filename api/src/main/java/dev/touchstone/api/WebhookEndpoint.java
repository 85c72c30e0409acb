package dev.touchstone.api;

/// A pipeline's callback URL, to be called again after it said 410 Gone.
///
/// @param pipeline the pipeline's name
/// @param url exactly the `callback_url` of its outputs
public record WebhookEndpoint(String pipeline, String url) {
    public WebhookEndpoint {
        Check.name("pipeline", pipeline);
        Check.label("url", url, 2000);
    }
}
