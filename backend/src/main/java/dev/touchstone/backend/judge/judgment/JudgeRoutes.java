package dev.touchstone.backend.judge.judgment;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.judge.JudgeVersion;
import dev.touchstone.api.judge.Judgment;
import dev.touchstone.api.judge.JudgmentList;
import dev.touchstone.api.judge.JudgmentRequest;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.ApiProblem;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.http.Types;
import dev.touchstone.backend.output.OutputRow;
import java.util.List;

/// `POST /v1/outputs/{id}/judgments` · `GET /v1/outputs/{id}/judgments` · `GET
/// /v1/pipelines/{name}/judge-versions` · `POST /v1/pipelines/{name}/judge-versions:renew`
public final class JudgeRoutes {
    private final JudgeParts parts;

    public JudgeRoutes(JudgeParts parts) {
        this.parts = parts;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post(
                                "/v1/outputs/{id}/judgments",
                                "requestJudgment",
                                "Asks for a judgment of an output; it waits its turn.")
                        .scope(Scope.REVIEWS_WRITE)
                        .answers(202, JudgmentRequest.class)
                        .orRefuses(409, "No judge is configured, or the output's text is gone.")
                        .by(this::request),
                Endpoint.get(
                                "/v1/outputs/{id}/judgments",
                                "listJudgments",
                                "What the judge said of an output; withheld while a blind review of it is open.")
                        .scope(Scope.OUTPUTS_READ)
                        .answers(JudgmentList.class)
                        .by(this::list),
                Endpoint.get(
                                "/v1/pipelines/{name}/judge-versions",
                                "listJudgeVersions",
                                "Every judge version of a pipeline, newest first.")
                        .scope(Scope.REVIEWS_READ)
                        .answers(Types.list(JudgeVersion.class))
                        .by(call -> parts.shared().versions().of(pipeline(call))),
                Endpoint.post(
                                "/v1/pipelines/{name}/judge-versions:renew",
                                "renewJudgeVersion",
                                "Makes a judge version that is shown the latest decisions of people.")
                        .scope(Scope.ADMIN)
                        .answers(JudgeVersion.class)
                        .orRefuses(409, "No judge is configured.")
                        .by(this::renew));
    }

    private JudgmentRequest request(Call call) {
        OutputRow output = visible(call);
        requireJudge();
        if (output.body() == null) {
            throw ApiProblem.conflict(
                    "text-gone",
                    "The text of output " + output.id() + " was removed by retention; nothing can judge it.");
        }
        String delivery = parts.storage()
                .database()
                .writer()
                .inTransaction(transaction -> parts.judgeQueue().request(transaction, output));
        return new JudgmentRequest(output.id(), delivery);
    }

    private JudgmentList list(Call call) {
        OutputRow output = visible(call);
        if (output.routed().reviewId() != null
                && parts.queue().underBlindReview(output.routed().reviewId())) {
            return new JudgmentList(output.id(), true, List.of());
        }
        List<Judgment> judgments = parts
                .storage()
                .database()
                .reader()
                .withExtension(JudgmentDao.class, dao -> dao.ofOutput(output.id()))
                .stream()
                .map(row -> row.wire(parts.shared()
                        .versions()
                        .find(row.versionId())
                        .orElseThrow()
                        .asked()
                        .model()))
                .toList();
        return new JudgmentList(output.id(), false, judgments);
    }

    private JudgeVersion renew(Call call) {
        PipelineName name = pipeline(call);
        requireJudge();
        return parts.shared().versions().renew(parts.pipelines().require(name));
    }

    private PipelineName pipeline(Call call) {
        PipelineName name = new PipelineName(call.path("name"));
        call.requireSight(name, "unknown-pipeline", "Pipeline '" + name + "' is unknown to this key.");
        return parts.pipelines().require(name).name();
    }

    private OutputRow visible(Call call) {
        return VisibleOutput.of(call, parts.outputs());
    }

    public static ApiProblem noJudge() {
        return ApiProblem.conflict(
                "no-judge", "No judge is configured; set judge.model in config/touchstone.yaml and start again.");
    }

    private void requireJudge() {
        if (!parts.config().enabled()) {
            throw noJudge();
        }
    }
}
