package dev.touchstone.backend.quality.release;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.judge.JudgeReleaseStatus;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import java.util.List;

/// `GET /v1/pipelines/{name}/judge-release` · `POST …:certify` · `POST …:withdraw`
public final class ReleaseRoutes {
    private static final String PATH = "/v1/pipelines/{name}/judge-release";

    private final ReleaseCertification certification;

    public ReleaseRoutes(ReleaseCertification certification) {
        this.certification = certification;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(PATH, "getJudgeRelease", "Whether the judge releases outputs, and on what grounds.")
                        .scope(Scope.OUTPUTS_READ)
                        .answers(JudgeReleaseStatus.class)
                        .by(call -> certification.status(pipeline(call))),
                Endpoint.post(
                                PATH + ":certify",
                                "certifyJudgeRelease",
                                "Tests from which score on the judge may release, and puts what holds into force.")
                        .scope(Scope.ADMIN)
                        .answers(JudgeReleaseStatus.class)
                        .orRefuses(409, "The policy has no release, or no judge version has judged yet.")
                        .by(call -> certification.certify(
                                pipeline(call), call.caller().keyId())),
                Endpoint.post(
                                PATH + ":withdraw",
                                "withdrawJudgeRelease",
                                "Ends what the judge releases until the next certificate.")
                        .scope(Scope.ADMIN)
                        .answers(JudgeReleaseStatus.class)
                        .by(call -> certification.withdraw(
                                pipeline(call), call.caller().keyId())));
    }

    private static PipelineName pipeline(Call call) {
        PipelineName name = new PipelineName(call.path("name"));
        call.requireSight(name, "unknown-pipeline", "Pipeline '" + name + "' is unknown to this key.");
        return name;
    }
}
