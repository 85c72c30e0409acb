package dev.touchstone.backend.delivery;

import dev.touchstone.backend.keys.ServerSecret;
import java.time.InstantSource;
import java.util.Base64;
import javax.net.ssl.SSLSocketFactory;

/// Calls pipelines back. [#close] finishes the calls in flight.
public final class Webhooks implements AutoCloseable {
    private final WebhookSender sender;
    private final OutboxWorkers workers;

    public Webhooks(WebhookConfig config, Outbox outbox, InstantSource clock, ServerSecret secret) {
        this(config, outbox, clock, secret, HostResolver.SYSTEM, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    Webhooks(
            WebhookConfig config,
            Outbox outbox,
            InstantSource clock,
            ServerSecret secret,
            HostResolver resolver,
            SSLSocketFactory tls) {
        var connector = new PinnedConnector(new AddressGuard(config.allowCidrs()), resolver, tls);
        sender = new WebhookSender(outbox, new WebhookClient(connector, config.deadline()), clock, secret);
        workers = new OutboxWorkers(
                outbox, Outbox.WEBHOOK, config.workers(), config.deadline(), () -> Integer.MAX_VALUE, sender::deliver);
    }

    /// The secret a pipeline verifies signatures with, in the form Standard Webhooks libraries take.
    public static String signingSecret(ServerSecret secret, String pipeline) {
        return WebhookMessage.SECRET_PREFIX + Base64.getEncoder().encodeToString(WebhookMessage.key(secret, pipeline));
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
