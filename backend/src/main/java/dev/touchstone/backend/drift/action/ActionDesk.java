package dev.touchstone.backend.drift.action;

import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.backend.drift.action.act.ActionConfig;
import dev.touchstone.backend.drift.action.act.Acts;
import dev.touchstone.backend.drift.action.act.AlarmLookup;
import dev.touchstone.backend.drift.action.act.AllowedTargets;
import dev.touchstone.backend.drift.action.act.OpenIssue;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.outbox.OutboxWorkers;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.Ids;
import dev.touchstone.backend.store.Storage;
import dev.touchstone.backend.webhook.Webhooks;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does what [AlarmActions] writes down, and answers calls about it. [#close] finishes what is in work.
public final class ActionDesk implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ActionDesk.class);

    private final Database database;
    private final Pipelines pipelines;
    private final ActionConfig config;
    private final AllowedTargets allowed;
    private final Acts acts;
    private final OutboxWorkers workers;
    private final List<Endpoint> endpoints;

    /// @param alarms whoever raises alarms
    public ActionDesk(
            ActionConfig config,
            AllowedTargets allowed,
            Storage storage,
            Ledger ledger,
            Pipelines pipelines,
            Outbox outbox,
            Webhooks webhooks,
            AlarmActions actions,
            AlarmLookup alarms) {
        Ids ids = storage.ids();
        InstantSource clock = storage.clock();
        this.database = storage.database();
        this.pipelines = pipelines;
        this.config = config;
        this.allowed = allowed;
        acts = new Acts(config, allowed, database, clock, pipelines, outbox, webhooks, alarms);
        var settlement = new Settlement(clock, ledger, outbox, new ActionNews(outbox, pipelines));
        var work = new ActionWork(database, outbox, acts, settlement);
        workers = new OutboxWorkers(
                outbox, RunStep.KIND, config.workers(), atMost(config), () -> Integer.MAX_VALUE, work::deliver);
        var trial = new ActionTrial(database, alarms, ids, clock, acts, settlement);
        endpoints = new ActionRoutes(actions, trial, alarms, pipelines, ids).endpoints();
    }

    /// The work on one step: as many calls as an issue takes at most, or one webhook.
    private static Duration atMost(ActionConfig config) {
        return config.deadline().multipliedBy(OpenIssue.MOST_CALLS);
    }

    public List<Endpoint> endpoints() {
        return endpoints;
    }

    /// What people should know before an alarm needs an action; empty when all is well.
    public List<String> notes() {
        return pipelines.all().stream()
                .flatMap(pipeline -> notes(pipeline).map(note -> "Pipeline '" + pipeline.name() + "': " + note))
                .toList();
    }

    private Stream<String> notes(Pipeline pipeline) {
        Stream<String> forbidden = pipeline.policy().drift().actions().stream()
                .filter(action ->
                        allowed.objection(pipeline.name().value(), action).isPresent())
                .map(action -> "The action '" + action.name() + "' ("
                        + action.type().wire() + ") will fail, because this"
                        + " installation does not allow its target; see 'Who may use the tokens' in docs/actions.md.");
        return Stream.concat(new ActionNotes(config).of(pipeline.policy()).stream(), forbidden);
    }

    /// To be called when declared policies are in force.
    public void start(Map<String, Policy> declared) {
        allowed.declare(declared);
        acts.hold(database);
        notes().forEach(note -> log.warn("alarm action cannot work note={}", note));
        workers.start();
    }

    @Override
    public void close() {
        workers.close();
        acts.close();
    }
}
