package dev.touchstone.backend.drift.action.act;

import dev.touchstone.api.alarm.Alarm;
import dev.touchstone.api.delivery.WebhookEvent;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.webhook.CallbackUrl;
import dev.touchstone.backend.webhook.OutboundClient.Answer;
import dev.touchstone.backend.webhook.RetryAfter;
import dev.touchstone.backend.webhook.WebhookCall;
import dev.touchstone.backend.webhook.Webhooks;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Calls an endpoint of the pipeline's owners, who may roll a prompt version back with it. The `webhook-id` is the
/// run's and stays the same, so that the endpoint can drop what it has seen.
final class CallWebhook implements OutsideAct {
    private static final int GONE = 410;

    private final Webhooks webhooks;
    private final LastGood lastGood;
    private final InstantSource clock;

    CallWebhook(Webhooks webhooks, LastGood lastGood, InstantSource clock) {
        this.webhooks = webhooks;
        this.lastGood = lastGood;
        this.clock = clock;
    }

    /// What the message's `data` holds.
    ///
    /// @param test whether the alarm is made up
    /// @param promptVersion the alarmed one; absent when the alarm is about none
    /// @param lastGood what to go back to; absent when none is known
    record Body(
            String action,
            boolean test,
            Alarm alarm,
            @Nullable String promptVersion,
            LastGood.@Nullable Version lastGood) {}

    @Override
    public String intention(Order order) {
        return "call " + CallbackUrl.check(order.target()) + " with the alarm, " + lastGoodOf(order.alarm());
    }

    private String lastGoodOf(Alarm alarm) {
        Optional<LastGood.Version> version = lastGood.before(alarm);
        return version.map(good -> "and prompt version " + good.promptVersion() + " (" + good.auditReviews()
                        + " audit reviews) as the last good one")
                .orElse("without a last good prompt version, because none is known");
    }

    @Override
    public Outcome carryOut(Order order) {
        CallbackUrl url = CallbackUrl.check(order.target());
        Alarm alarm = order.alarm();
        var body = new Body(
                order.action().name(),
                order.run().test(),
                alarm,
                alarm.message().promptVersion(),
                lastGood.before(alarm).orElse(null));
        var call = new WebhookCall(
                order.run().id(),
                WebhookEvent.ALARM_ACTION.wire(),
                order.pipeline(),
                order.run().startedAt(),
                Json.mapper().valueToTree(body));
        return switch (webhooks.call(call, url)) {
            case Answer.None none -> new Outcome.Again(none.why(), null);
            case Answer.Status status -> read(status, url);
        };
    }

    private Outcome read(Answer.Status status, CallbackUrl url) {
        int code = status.code();
        if (code >= 200 && code < 300) {
            return Outcome.Done.of("Called " + url + ", which answered " + code + ".");
        }
        if (code == GONE) {
            return new Outcome.Failed(url + " answered 410, it is gone. Put another target into the policy.");
        }
        if (code >= 300 && code < 400) {
            return new Outcome.Failed(url + " answered " + code
                    + ", and redirects are not followed. Put the final address into the policy.");
        }
        return new Outcome.Again(
                url + " answered " + code, RetryAfter.parse(status.headers().get("retry-after"), clock.instant()));
    }

    @Override
    public Outcome undo(Order order) {
        return new Outcome.Nothing();
    }

    @Override
    public Outcome acknowledge(Order order) {
        return new Outcome.Nothing();
    }
}
