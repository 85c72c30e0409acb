package dev.touchstone.api.client;

import dev.touchstone.api.client.Transport.Call;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.AuditScore;
import dev.touchstone.api.quality.AgreementReport;
import dev.touchstone.api.quality.AppliedRescored;
import dev.touchstone.api.quality.AppliedThreshold;
import dev.touchstone.api.quality.ApplyRescored;
import dev.touchstone.api.quality.ApplyThreshold;
import dev.touchstone.api.quality.AuditAdvice;
import dev.touchstone.api.quality.BatchCertificate;
import dev.touchstone.api.quality.CertificateList;
import dev.touchstone.api.quality.CommitteeReport;
import dev.touchstone.api.quality.EfficiencyReport;
import dev.touchstone.api.quality.FeedbackReport;
import dev.touchstone.api.quality.JudgeComparison;
import dev.touchstone.api.quality.JudgeReport;
import dev.touchstone.api.quality.NewCertificate;
import dev.touchstone.api.quality.QualityReport;
import dev.touchstone.api.quality.QualityTargets;
import dev.touchstone.api.quality.RescoredAdvice;
import dev.touchstone.api.quality.RescoredItems;
import dev.touchstone.api.quality.RetrievalReport;
import dev.touchstone.api.quality.ReviewNeeds;
import dev.touchstone.api.quality.RoutingAdvice;
import dev.touchstone.api.quality.SelectionReport;
import dev.touchstone.api.quality.ThresholdAdvice;

/// The part of [TouchstoneClient] that asks about quality. It lives as long as its client.
public final class QualityClient {
    private final Transport transport;

    QualityClient(Transport transport) {
        this.transport = transport;
    }

    public QualityReport report(QualityQuery query) {
        return transport.send(Call.get("v1/quality" + query.query()), QualityReport.class);
    }

    public QualityTargets targets(QualityQuery query) {
        return transport.send(Call.get("v1/quality/targets" + query.query()), QualityTargets.class);
    }

    public AgreementReport agreement(QualityQuery query) {
        return transport.send(Call.get("v1/quality/agreement" + query.query()), AgreementReport.class);
    }

    /// What can be certified of a closed batch, or what that would take.
    public BatchCertificate certify(NewCertificate request) {
        return transport.send(Call.json("POST", "v1/certificates", request), BatchCertificate.class);
    }

    /// Certificates that were issued, newest first.
    public CertificateList certificates(PipelineName pipeline) {
        return transport.send(
                Call.get("v1/certificates?pipeline=" + TouchstoneClient.encode(pipeline.value())),
                CertificateList.class);
    }

    /// What each judge version is worth.
    public JudgeReport judge(QualityQuery query) {
        return transport.send(Call.get("v1/quality/judge" + query.query()), JudgeReport.class);
    }

    /// What users' behaviour is worth.
    public FeedbackReport feedback(QualityQuery query) {
        return transport.send(Call.get("v1/quality/feedback" + query.query()), FeedbackReport.class);
    }

    /// How often a committee disagrees, and how often that meant something.
    public CommitteeReport committee(QualityQuery query) {
        return transport.send(Call.get("v1/quality/committee" + query.query()), CommitteeReport.class);
    }

    /// How many errors are retrieval's, by cause and by source.
    public RetrievalReport retrieval(QualityQuery query) {
        return transport.send(Call.get("v1/quality/retrieval" + query.query()), RetrievalReport.class);
    }

    /// What each way of choosing what people look at finds.
    public SelectionReport policies(QualityQuery query) {
        return transport.send(Call.get("v1/quality/policies" + query.query()), SelectionReport.class);
    }

    /// What the loop takes and what it gives.
    public EfficiencyReport efficiency(QualityQuery query) {
        return transport.send(Call.get("v1/quality/efficiency" + query.query()), EfficiencyReport.class);
    }

    /// Two judge versions on the same outputs that people decided.
    public JudgeComparison compareJudges(PipelineName pipeline, String first, String second) {
        return transport.send(
                Call.get("v1/quality/judge-comparison?pipeline=" + TouchstoneClient.encode(pipeline.value()) + "&first="
                        + TouchstoneClient.encode(first) + "&second=" + TouchstoneClient.encode(second)),
                JudgeComparison.class);
    }

    /// @param maxError tolerated error rate among auto-approved outputs
    /// @param confidence how sure to be of it
    public ThresholdAdvice thresholdAdvice(PipelineName pipeline, double maxError, double confidence) {
        return transport.send(
                Call.get(ofPipeline(pipeline, "/threshold-advice?max_error=") + maxError + "&confidence=" + confidence),
                ThresholdAdvice.class);
    }

    /// Which model and prompt version should answer which topic.
    public RoutingAdvice routingAdvice(PipelineName pipeline) {
        return transport.send(Call.get(ofPipeline(pipeline, "/routing-advice")), RoutingAdvice.class);
    }

    /// @param score what an active audit would go by
    public AuditAdvice auditAdvice(PipelineName pipeline, AuditScore score) {
        return transport.send(Call.get(ofPipeline(pipeline, "/audit-advice?score=") + score.wire()), AuditAdvice.class);
    }

    /// Puts the certified threshold into force as a new policy version.
    public AppliedThreshold applyThreshold(PipelineName pipeline, ApplyThreshold request) {
        return transport.send(
                Call.json("POST", ofPipeline(pipeline, "/threshold-advice:apply"), request), AppliedThreshold.class);
    }

    /// Sends what a version says to test items before its release; the answer is a certificate, or what is
    /// missing.
    public RescoredAdvice rescore(PipelineName pipeline, RescoredItems items) {
        return transport.send(
                Call.json("POST", ofPipeline(pipeline, "/threshold-advice"), items), RescoredAdvice.class);
    }

    /// Puts the threshold into force that is certified for a version about to be released.
    public AppliedRescored applyRescored(PipelineName pipeline, ApplyRescored request) {
        return transport.send(
                Call.json("POST", ofPipeline(pipeline, "/threshold-advice:release"), request), AppliedRescored.class);
    }

    /// @param drop in the approval rate that should be seen
    /// @param weeks within which
    public ReviewNeeds reviewNeeds(PipelineName pipeline, double drop, int weeks) {
        return transport.send(
                Call.get("v1/review-needs?pipeline=" + TouchstoneClient.encode(pipeline.value()) + "&drop=" + drop
                        + "&weeks=" + weeks),
                ReviewNeeds.class);
    }

    private static String ofPipeline(PipelineName pipeline, String rest) {
        return "v1/pipelines/" + TouchstoneClient.encode(pipeline.value()) + rest;
    }
}
