package dev.touchstone.backend.drift.action;

import dev.touchstone.api.alarm.Alarm;
import dev.touchstone.api.alarm.AlarmAction;
import dev.touchstone.api.alarm.AlarmCommand;
import dev.touchstone.api.alarm.AlarmDetail;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.drift.action.act.AlarmLookup;
import dev.touchstone.backend.http.ApiProblem;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.store.Ids;
import java.util.List;

/// `POST /v1/alarms/{id}/actions/{action}` · `POST /v1/pipelines/{name}/alarm-actions/{action}/test`
final class ActionRoutes {
    private final AlarmActions actions;
    private final ActionTrial trial;
    private final AlarmLookup alarms;
    private final Pipelines pipelines;
    private final Ids ids;

    ActionRoutes(AlarmActions actions, ActionTrial trial, AlarmLookup alarms, Pipelines pipelines, Ids ids) {
        this.actions = actions;
        this.trial = trial;
        this.alarms = alarms;
        this.pipelines = pipelines;
        this.ids = ids;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post(
                                "/v1/alarms/{id}/actions/{action}",
                                "startAlarmAction",
                                "Starts one of the policy's actions for an alarm, once.")
                        .scope(Scope.ALARMS_WRITE)
                        .takes(AlarmCommand.class)
                        .answers(AlarmDetail.Run.class)
                        .meaning("The run: begun now, or as it stands when it had begun before.")
                        .orRefuses(409, "The alarm is over.")
                        .by(this::start),
                Endpoint.post(
                                "/v1/pipelines/{name}/alarm-actions/{action}/test",
                                "testAlarmAction",
                                "Carries an action out once, for an alarm that is marked as a test, and waits for it.")
                        .scope(Scope.ADMIN)
                        .query("dry_run", Boolean.class, "Only say what it would do; default false.")
                        .header(Call.IDEMPOTENCY_KEY, "Sent again, the same key shows the same test.")
                        .answers(AlarmDetail.Run.class)
                        .by(this::test));
    }

    private AlarmDetail.Run start(Call call) {
        String id = call.path("id");
        AlarmCommand command = call.body(AlarmCommand.class);
        Alarm alarm = alarms.alarm(id)
                .filter(found -> call.sees(found.pipeline()))
                .orElseThrow(() -> ApiProblem.notFound(
                        "unknown-alarm", "There is no alarm " + id + " for this key; GET /v1/alarms lists them."));
        Pipeline pipeline = pipelines.require(alarm.pipeline());
        return actions.start(
                pipeline,
                transaction -> alarms.locked(transaction, id).orElse(alarm),
                call.path("action"),
                command.by(),
                command.note());
    }

    private AlarmDetail.Run test(Call call) {
        PipelineName name = new PipelineName(call.path("name"));
        call.requireSight(name, "unknown-pipeline", "Pipeline '" + name + "' is unknown to this key.");
        boolean dryRun = call.queryFlag("dry_run");
        Pipeline pipeline = pipelines.require(name);
        AlarmAction action = AlarmActions.require(pipeline, call.path("action"));
        String key = call.idempotencyKey().orElseGet(ids::next);
        return trial.run(
                pipeline,
                action,
                key,
                dryRun,
                Reviewer.of(new ReviewerId(call.caller().keyId())));
    }
}
