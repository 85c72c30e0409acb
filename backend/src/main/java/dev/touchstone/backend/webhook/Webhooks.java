package dev.touchstone.backend.webhook;

import dev.touchstone.backend.keys.Secrets;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.outbox.OutboxWorkers;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;

/// Calls pipelines back, by what stands in the outbox and for other features. [#close] finishes the calls in
/// flight.
public final class Webhooks implements AutoCloseable {
    private final WebhookSender sender;
    private final OutboxWorkers workers;

    public Webhooks(
            WebhookConfig config, Outbox outbox, DisabledEndpoints endpoints, InstantSource clock, Secrets secrets) {
        this(config, outbox, endpoints, clock, secrets, HostResolver.SYSTEM, (SSLSocketFactory)
                SSLSocketFactory.getDefault());
    }

    Webhooks(
            WebhookConfig config,
            Outbox outbox,
            DisabledEndpoints endpoints,
            InstantSource clock,
            Secrets secrets,
            HostResolver resolver,
            SSLSocketFactory tls) {
        this(
                config,
                outbox,
                endpoints,
                clock,
                secrets,
                new PinnedConnector(new AddressGuard(config.allowCidrs()), resolver, tls));
    }

    Webhooks(
            WebhookConfig config,
            Outbox outbox,
            DisabledEndpoints endpoints,
            InstantSource clock,
            Secrets secrets,
            PinnedConnector connector) {
        sender = new WebhookSender(outbox, endpoints, new WebhookClient(connector, config.deadline()), clock, secrets);
        workers = new OutboxWorkers(
                outbox, Outbox.CALLS, config.workers(), config.deadline(), () -> Integer.MAX_VALUE, sender::deliver);
    }

    /// The secret a pipeline verifies signatures with, in the form Standard Webhooks libraries take.
    public static String signingSecret(Secrets secrets, String pipeline) {
        byte[] key = WebhookMessage.keys(secrets, pipeline).getFirst();
        return WebhookMessage.SECRET_PREFIX + Base64.getEncoder().encodeToString(key);
    }

    /// Calls an endpoint once, signed as every call of the pipeline is, for a feature that keeps its own
    /// deliveries.
    ///
    /// @return what came of it; the answer's body counts for nothing and is left out
    public OutboundClient.Answer call(WebhookCall call, CallbackUrl url) {
        return switch (sender.call(call, url)) {
            case WebhookAnswer.Status(int code, String retryAfter) ->
                new OutboundClient.Answer.Status(
                        code, retryAfter == null ? Map.of() : Map.of("retry-after", retryAfter), null);
            case WebhookAnswer.None(String why) -> new OutboundClient.Answer.None(why);
        };
    }

    public void start() {
        workers.start();
    }

    @Override
    public void close() {
        workers.close();
        sender.close();
    }
}
