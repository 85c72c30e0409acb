package dev.touchstone.backend.webhook;

import dev.touchstone.api.delivery.Acknowledgement;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.backend.keys.Secrets;
import dev.touchstone.backend.outbox.Leased;
import dev.touchstone.backend.outbox.Outbox;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// Makes one attempt at one delivery and tells the outbox what came of it. A crash in between leaves the lease to
/// run out, and the delivery is made again under the same id.
final class WebhookSender implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WebhookSender.class);

    private final Outbox outbox;
    private final DisabledEndpoints endpoints;
    private final WebhookClient client;
    private final InstantSource clock;
    private final Secrets secrets;

    WebhookSender(
            Outbox outbox, DisabledEndpoints endpoints, WebhookClient client, InstantSource clock, Secrets secrets) {
        this.outbox = outbox;
        this.endpoints = endpoints;
        this.client = client;
        this.clock = clock;
        this.secrets = secrets;
    }

    void deliver(Leased delivery) {
        Acknowledgement answer = attempt(delivery);
        outbox.acknowledge(delivery.id(), answer);
        if (!answer.delivered()) {
            boolean dead = answer.giveUp() || delivery.attempt() >= Outbox.MOST_ATTEMPTS;
            log.atLevel(dead ? Level.WARN : Level.INFO)
                    .log(
                            "webhook {} delivery={} pipeline={} attempt={} error={}",
                            dead ? "given up" : "failed",
                            delivery.id(),
                            delivery.pipeline(),
                            delivery.attempt(),
                            answer.error());
        }
    }

    private Acknowledgement attempt(Leased delivery) {
        String target = String.valueOf(delivery.target());
        if (endpoints.disabled(delivery.pipeline(), target)) {
            return delivery.giveUp(
                    "the endpoint said 410 Gone and is disabled; POST /v1/webhooks:enable calls it again");
        }
        CallbackUrl url;
        try {
            url = CallbackUrl.check(target);
        } catch (InvalidField e) {
            return delivery.giveUp("the callback URL " + e.getMessage());
        }
        WebhookAnswer answer = call(WebhookCall.of(delivery), url);
        if (answer instanceof WebhookAnswer.Status(int code, var header) && code == WebhookAnswer.GONE) {
            // Before the acknowledgement: after a crash in between, the next attempt finds the endpoint disabled.
            endpoints.disable(delivery.pipeline(), target, "status 410");
        }
        return answer.acknowledge(delivery, clock.instant());
    }

    WebhookAnswer call(WebhookCall call, CallbackUrl url) {
        Instant now = clock.instant();
        try {
            return client.post(
                    url,
                    WebhookMessage.sign(
                            call,
                            now,
                            WebhookMessage.keys(secrets, call.pipeline().value())));
        } catch (RuntimeException e) {
            // A defect of ours, on this call perhaps only: it backs off like any failure and stops nothing else.
            log.warn("webhook call broke call={}", call.id(), e);
            return new WebhookAnswer.None("internal error: " + e.getClass().getSimpleName());
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
