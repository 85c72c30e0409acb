package dev.touchstone.backend.drift;

import dev.touchstone.api.alarm.Alarm;
import dev.touchstone.api.alarm.AlarmCommand;
import dev.touchstone.api.alarm.AlarmDetail;
import dev.touchstone.api.alarm.AlarmState;
import dev.touchstone.api.alarm.DriftReport;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.Page;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.ApiProblem;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.http.Types;
import dev.touchstone.backend.pipeline.Pipelines;
import java.util.List;

/// `GET /v1/alarms` · `GET /v1/alarms/{id}` · `POST /v1/alarms/{id}/acknowledge` · `POST /v1/alarms/{id}/mute` ·
/// `GET /v1/pipelines/{name}/drift`
public final class AlarmRoutes {
    private final Alarms alarms;
    private final DriftReports reports;
    private final Pipelines pipelines;

    public AlarmRoutes(Alarms alarms, DriftReports reports, Pipelines pipelines) {
        this.alarms = alarms;
        this.reports = reports;
        this.pipelines = pipelines;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/v1/alarms", "listAlarms", "Alarms, newest first.")
                        .scope(Scope.REVIEWS_READ)
                        .query("pipeline", "Alarms of this pipeline alone.")
                        .query("state", AlarmState.class, "Only those in this state.")
                        .paged()
                        .answers(Types.page(Alarm.class))
                        .by(this::list),
                Endpoint.get("/v1/alarms/{id}", "getAlarm", "An alarm, what happened in it, and its course over time.")
                        .scope(Scope.REVIEWS_READ)
                        .answers(AlarmDetail.class)
                        .by(this::get),
                Endpoint.post("/v1/alarms/{id}/acknowledge", "acknowledgeAlarm", "Somebody takes it on.")
                        .scope(Scope.ALARMS_WRITE)
                        .takes(AlarmCommand.class)
                        .answers(Alarm.class)
                        .orRefuses(409, "It is over.")
                        .by(call -> alarms.acknowledge(visible(call).id(), call.body(AlarmCommand.class))),
                Endpoint.post("/v1/alarms/{id}/mute", "muteAlarm", "Somebody silences it for a while.")
                        .scope(Scope.ALARMS_WRITE)
                        .takes(AlarmCommand.class)
                        .answers(Alarm.class)
                        .orRefuses(409, "It is over.")
                        .by(call -> alarms.mute(visible(call).id(), call.body(AlarmCommand.class))),
                Endpoint.get(
                                "/v1/pipelines/{name}/drift",
                                "getDrift",
                                "What is watched of a pipeline, and how far it is from an alarm.")
                        .scope(Scope.REVIEWS_READ)
                        .answers(DriftReport.class)
                        .by(this::drift));
    }

    private Page<Alarm> list(Call call) {
        int limit = call.queryInt("limit", 50, 1, 200);
        List<Alarm> found = alarms.page(
                call.pipelineFilter().orElse(null),
                call.queryEnum("state", AlarmState.class).orElse(null),
                call.query("cursor").orElse(null),
                limit + 1);
        boolean more = found.size() > limit;
        List<Alarm> shown = more ? found.subList(0, limit) : found;
        return new Page<>(shown, more ? shown.getLast().id() : null);
    }

    private AlarmDetail get(Call call) {
        AlarmRow row = visible(call);
        return reports.detail(row, pipelines.require(row.pipeline()));
    }

    private AlarmRow visible(Call call) {
        String id = call.path("id");
        return alarms.row(id)
                .filter(row -> call.sees(row.pipeline()))
                .orElseThrow(() -> ApiProblem.notFound(
                        "unknown-alarm",
                        "There is no alarm " + id + " for this key; GET /v1/alarms lists what there is."));
    }

    private DriftReport drift(Call call) {
        PipelineName name = new PipelineName(call.path("name"));
        call.requireSight(name, "unknown-pipeline", "Pipeline '" + name + "' is unknown to this key.");
        return reports.of(pipelines.require(name));
    }
}
