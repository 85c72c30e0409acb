package dev.touchstone.backend.delivery;

import dev.touchstone.backend.keys.ServerSecret;
import dev.touchstone.backend.store.Database;
import java.time.InstantSource;

public final class Webhooks implements AutoCloseable {
    public Webhooks(WebhookConfig config, Outbox outbox, Database database, InstantSource clock, ServerSecret secret) {}

    public void start() {}

    @Override
    public void close() {}
}
