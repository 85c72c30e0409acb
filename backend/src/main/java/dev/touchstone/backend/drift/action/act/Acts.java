package dev.touchstone.backend.drift.action.act;

import dev.touchstone.api.alarm.AlarmAction;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.webhook.OutboundClient;
import dev.touchstone.backend.webhook.Webhooks;
import java.time.InstantSource;

/// The act of every type of action.
public final class Acts implements AutoCloseable {
    private final OutboundClient http;
    private final RaisePolicy raiseAudit;
    private final RaisePolicy tightenThreshold;
    private final CallWebhook webhook;
    private final AllowedAct issue;
    private final AllowedAct page;
    private final PostSlack slack;

    public Acts(
            ActionConfig config,
            AllowedTargets allowed,
            Database database,
            InstantSource clock,
            Pipelines pipelines,
            Outbox outbox,
            Webhooks webhooks,
            AlarmLookup alarms) {
        http = OutboundClient.trusting(config.deadline());
        raiseAudit = new RaisePolicy(Dials.AUDIT, pipelines);
        tightenThreshold = new RaisePolicy(Dials.THRESHOLD, pipelines);
        webhook = new CallWebhook(webhooks, new LastGood(database, clock, alarms), clock);
        issue = new AllowedAct(new OpenIssue(new GitHub(http, config, clock)), allowed);
        page = new AllowedAct(new PagerDuty(http, config, clock), allowed);
        slack = new PostSlack(outbox);
    }

    public Act of(AlarmAction.Type type) {
        return switch (type) {
            case RAISE_AUDIT -> raiseAudit;
            case TIGHTEN_THRESHOLD -> tightenThreshold;
            case WEBHOOK -> webhook;
            case GITHUB_ISSUE -> issue;
            case PAGERDUTY -> page;
            case SLACK -> slack;
        };
    }

    /// Whether there is something to undo once it was done, or may have been.
    public static boolean undoable(AlarmAction.Type type) {
        return switch (type) {
            case RAISE_AUDIT, TIGHTEN_THRESHOLD, GITHUB_ISSUE, PAGERDUTY -> true;
            case WEBHOOK, SLACK -> false;
        };
    }

    /// Puts into force again what alarms hold, after declared policies were.
    public void hold(Database database) {
        raiseAudit.hold(database);
        tightenThreshold.hold(database);
    }

    @Override
    public void close() {
        http.close();
    }
}
