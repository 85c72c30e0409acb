package dev.touchstone.backend.quality.certificate;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.quality.BatchCertificate;
import dev.touchstone.api.quality.CertificateList;
import dev.touchstone.api.quality.NewCertificate;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.pipeline.Pipelines;
import java.util.List;

/// `POST /v1/certificates` · `GET /v1/certificates`
public final class CertificateRoutes {
    private final BatchCertification certificates;
    private final Pipelines pipelines;

    public CertificateRoutes(BatchCertification certificates, Pipelines pipelines) {
        this.certificates = certificates;
        this.pipelines = pipelines;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post(
                                "/v1/certificates",
                                "certifyBatch",
                                "Certifies that little of a closed batch is wrong, or says what that would take.")
                        .scope(Scope.OUTPUTS_READ)
                        .takes(NewCertificate.class)
                        .answers(BatchCertificate.class)
                        .by(this::certify),
                Endpoint.get("/v1/certificates", "listCertificates", "BatchCertification of batches, newest first.")
                        .scope(Scope.OUTPUTS_READ)
                        .query("pipeline", "The pipeline; required unless the key belongs to one.")
                        .query("limit", "At most so many, 1 to 200; default 50.")
                        .answers(CertificateList.class)
                        .by(this::list));
    }

    private BatchCertificate certify(Call call) {
        NewCertificate asked = call.body(NewCertificate.class);
        PipelineName name = new PipelineName(asked.pipeline());
        call.requireSight(name, "unknown-pipeline", "Pipeline '" + name + "' is unknown to this key.");
        return certificates.of(
                pipelines.require(name).name(), asked, call.caller().keyId());
    }

    private CertificateList list(Call call) {
        PipelineName name = call.pipelineFilter()
                .orElseThrow(() -> Call.badParameter("pipeline", "is required: name the pipeline"));
        return new CertificateList(
                certificates.newest(pipelines.require(name).name(), call.queryInt("limit", 50, 1, 200)));
    }
}
