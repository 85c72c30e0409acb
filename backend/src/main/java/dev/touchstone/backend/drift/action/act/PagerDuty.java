package dev.touchstone.backend.drift.action.act;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.api.alarm.Alarm;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.webhook.CallbackUrl;
import dev.touchstone.backend.webhook.Content;
import dev.touchstone.backend.webhook.OutboundClient;
import dev.touchstone.backend.webhook.OutboundClient.Answer;
import dev.touchstone.backend.webhook.RetryAfter;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Pages through PagerDuty's Events API v2 (<https://developer.pagerduty.com/docs/send-alert-event>). The alarm's
/// id is the `dedup_key`: a second event of the same alarm changes the incident and opens none.
final class PagerDuty implements OutsideAct {
    private static final int MOST_BODY_BYTES = 64 * 1024;
    private static final int MOST_SUMMARY_CHARS = 1024;
    private static final int MOST_DETAIL_CHARS = 2000;
    private static final int ACCEPTED = 202;

    private final OutboundClient http;
    private final ActionConfig config;
    private final InstantSource clock;

    PagerDuty(OutboundClient http, ActionConfig config, InstantSource clock) {
        this.http = http;
        this.config = config;
        this.clock = clock;
    }

    /// The incident that was opened.
    record Memo(String dedupKey) {}

    @Override
    public String intention(Order order) {
        return "page through PagerDuty with severity " + severity(order) + ": \"" + summary(order.alarm()) + "\"";
    }

    @Override
    public Outcome carryOut(Order order) {
        ObjectNode event = event("trigger", order.alarm());
        event.put("client", "Touchstone");
        ObjectNode payload = event.putObject("payload");
        payload.put("summary", summary(order.alarm()));
        payload.put("source", "touchstone/" + order.pipeline());
        payload.put("severity", severity(order));
        payload.put("timestamp", order.alarm().course().openedAt().toString());
        payload.put("component", order.pipeline().value());
        payload.put("group", order.alarm().series());
        payload.put("class", order.alarm().kind().wire());
        ObjectNode details = payload.putObject("custom_details");
        AlarmFacts.of(order.alarm())
                .forEach((label, value) -> details.put(label, AlarmFacts.atMost(value, MOST_DETAIL_CHARS)));
        return switch (send(
                event, "Paged; the incident's key is " + order.alarm().id() + ".")) {
            case Outcome.Done done ->
                new Outcome.Done(done.text(), new Memo(order.alarm().id()));
            case Outcome other -> other;
        };
    }

    @Override
    public Outcome undo(Order order) {
        return send(event("resolve", order.alarm()), "Resolved in PagerDuty.");
    }

    @Override
    public Outcome acknowledge(Order order) {
        return send(event("acknowledge", order.alarm()), "Acknowledged in PagerDuty.");
    }

    private static ObjectNode event(String action, Alarm alarm) {
        return Json.mapper().createObjectNode().put("event_action", action).put("dedup_key", alarm.id());
    }

    private static String summary(Alarm alarm) {
        String line = ("[" + alarm.pipeline() + "] " + alarm.message().headline()).replaceAll("\\p{Cntrl}", " ");
        return AlarmFacts.atMost(line, MOST_SUMMARY_CHARS);
    }

    private static String severity(Order order) {
        if (order.run().test()) {
            return "info";
        }
        return order.alarm().pages() ? "critical" : "warning";
    }

    private Outcome send(ObjectNode event, String done) {
        String key = config.pagerdutyKey();
        if (key == null) {
            return new Outcome.Failed("PagerDuty: " + ActionConfig.PAGERDUTY_KEY + " is not set. Set it in the"
                    + " environment, start Touchstone again, and start the action again.");
        }
        event.put("routing_key", key);
        CallbackUrl url = CallbackUrl.check(config.pagerdutyUrl() + "/v2/enqueue");
        var request =
                new OutboundClient.Request("POST", url, Map.of(), Content.json(Json.write(event)), MOST_BODY_BYTES);
        return switch (http.send(request)) {
            case Answer.None none -> new Outcome.Again("PagerDuty: " + none.why(), null);
            case Answer.Status status -> read(status, key, done);
        };
    }

    private Outcome read(Answer.Status status, String key, String done) {
        int code = status.code();
        if (code == ACCEPTED) {
            return Outcome.Done.of(done);
        }
        if (code == 429 || code >= 500 || code < 300) {
            return new Outcome.Again(
                    "PagerDuty: status " + code,
                    RetryAfter.parse(status.headers().get("retry-after"), clock.instant()));
        }
        return new Outcome.Failed("PagerDuty: it does not take the event, status " + code + said(status.text(), key)
                + ". Check " + ActionConfig.PAGERDUTY_KEY + " (the integration key of a service, for Events API v2) and"
                + " actions.pagerduty_url.");
    }

    /// What PagerDuty says is wrong, without the key, should it repeat that.
    private static String said(@Nullable String body, String key) {
        return json(body)
                .map(json -> json.path("message").asText("") + " "
                        + json.path("errors").toString())
                .map(text ->
                        " (" + AlarmFacts.atMost(text.replace(key, "<key>").replaceAll("\\p{Cntrl}", " "), 300) + ")")
                .orElse("");
    }

    private static Optional<JsonNode> json(@Nullable String body) {
        try {
            return body == null || body.isBlank()
                    ? Optional.empty()
                    : Optional.of(Json.mapper().readTree(body));
        } catch (JsonProcessingException e) {
            // An answer of something in between; its status says enough.
            return Optional.empty();
        }
    }
}
