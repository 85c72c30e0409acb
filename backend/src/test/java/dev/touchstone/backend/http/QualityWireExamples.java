package dev.touchstone.backend.http;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.AuditScore;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.quality.AgreementReport;
import dev.touchstone.api.quality.AppliedRescored;
import dev.touchstone.api.quality.AppliedThreshold;
import dev.touchstone.api.quality.ApplyRescored;
import dev.touchstone.api.quality.ApplyThreshold;
import dev.touchstone.api.quality.AuditAdvice;
import dev.touchstone.api.quality.BatchCertificate;
import dev.touchstone.api.quality.CertificateList;
import dev.touchstone.api.quality.CorrectedQuality;
import dev.touchstone.api.quality.NewCertificate;
import dev.touchstone.api.quality.QualityFigure;
import dev.touchstone.api.quality.QualityGroup;
import dev.touchstone.api.quality.QualityReport;
import dev.touchstone.api.quality.QualityScope;
import dev.touchstone.api.quality.QualityTargets;
import dev.touchstone.api.quality.RescoredAdvice;
import dev.touchstone.api.quality.RescoredItems;
import dev.touchstone.api.quality.RescoredVersion;
import dev.touchstone.api.quality.ReviewNeeds;
import dev.touchstone.api.quality.ThresholdAdvice;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Range;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// [WireExamples] of the reports on quality.
final class QualityWireExamples {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final Range RANGE = new Range(0.1, 0.3, 0.95);
    private static final QualityScope SCOPE = new QualityScope(
            new PipelineName("invoices"),
            NOON,
            NOON.plusSeconds(3600),
            "reader-2",
            "7",
            "language=de",
            "total",
            "with");
    private static final QualityScope WIDE =
            new QualityScope(new PipelineName("invoices"), NOON, NOON, null, null, null, null, null);
    private static final QualityFigure FIGURE = new QualityFigure(
            "error_rate", 0.2, RANGE, 15, 13.5, 1000, "Wilson", "finite", List.of(1, 2), false, 85L, RANGE, "few");
    private static final QualityFigure NO_FIGURE =
            new QualityFigure("ece", null, null, 0, null, 0, "jackknife", "finite", List.of(), false, null, null, null);
    private static final QualityGroup.Coverage COVERAGE =
            new QualityGroup.Coverage(1000, 20, 15, 3, 2, 0.25, 0.1, 0.05);
    private static final QualityGroup.Bar BAR = new QualityGroup.Bar(0.5, 0.6, 0.55, 0.5, RANGE, 10);
    private static final QualityGroup GROUP =
            new QualityGroup("all", COVERAGE, List.of(FIGURE, NO_FIGURE), List.of(BAR), List.of("a note"));
    private static final QualityReport.Difference DIFFERENCE =
            new QualityReport.Difference("error_rate", -0.1, RANGE, "MOVER", "process", true, "few");
    private static final QualityReport.Comparison COMPARISON = new QualityReport.Comparison(
            WIDE,
            GROUP,
            GROUP,
            List.of(DIFFERENCE, new QualityReport.Difference("ece", null, null, "MOVER", "finite", false, null)));
    private static final CorrectedQuality.Accuracy ACCURACY = new CorrectedQuality.Accuracy(0.9, RANGE, 60);
    private static final CorrectedQuality CORRECTED =
            new CorrectedQuality("given", ACCURACY, ACCURACY, List.of(FIGURE), List.of("a note"));
    private static final PipelineName INVOICES = new PipelineName("invoices");
    private static final NewCertificate NEW_CERTIFICATE =
            new NewCertificate("invoices", NOON.minusSeconds(86_400), NOON, 0.04, 0.9, true);
    private static final BatchCertificate.Terms TERMS = new BatchCertificate.Terms(0.04, 0.9, true);
    private static final BatchCertificate.Evidence EVIDENCE = new BatchCertificate.Evidence(1000, 90, 10, 900, 120, 2);
    private static final BatchCertificate.More MORE = new BatchCertificate.More(40L, 90L, 0.234);
    private static final BatchCertificate.Issued ISSUED = new BatchCertificate.Issued(NOON, "k1");
    private static final BatchCertificate BATCH_CERTIFICATE = new BatchCertificate(
            INVOICES,
            new BatchCertificate.Window(NOON.minusSeconds(86_400), NOON),
            TERMS,
            true,
            0.03,
            EVIDENCE,
            null,
            "So it is.",
            ISSUED);
    private static final BatchCertificate OPEN_BATCH = new BatchCertificate(
            INVOICES,
            new BatchCertificate.Window(NOON.minusSeconds(86_400), NOON),
            TERMS,
            false,
            0.06,
            EVIDENCE,
            MORE,
            "Not yet.",
            null);
    private static final QualityTargets.Metric METRIC = new QualityTargets.Metric(
            "time_to_review",
            new QualityTargets.Metric.Measured(40.0, RANGE, 90.0, "seconds"),
            new QualityTargets.Metric.Basis(30, 100, "median"),
            new QualityTargets.Metric.Goal(120.0, QualityTargets.Standing.MET, true),
            "n");
    private static final QualityTargets.Metric NO_METRIC = new QualityTargets.Metric(
            "x",
            new QualityTargets.Metric.Measured(null, null, null, "share"),
            new QualityTargets.Metric.Basis(0, 0, "none"),
            new QualityTargets.Metric.Goal(null, QualityTargets.Standing.UNKNOWN, false),
            null);
    private static final ThresholdAdvice.Point POINT =
            new ThresholdAdvice.Point(0.8, 0.3, 0.7, 100, 2, 0.02, RANGE, 0.01);
    private static final ThresholdAdvice.Trial TRIAL = new ThresholdAdvice.Trial(1, 0.075, NOON, List.of(0.9, 0.8));
    private static final ThresholdAdvice.Certificate CERTIFICATE = new ThresholdAdvice.Certificate(
            "overall",
            0.8,
            "because",
            12L,
            TRIAL,
            List.of(POINT, new ThresholdAdvice.Point(0.9, 1, 0, 0, 0, null, null, 1)));
    private static final ThresholdAdvice ADVICE = new ThresholdAdvice(
            SCOPE,
            0.05,
            0.9,
            1,
            0.06,
            100,
            1,
            2,
            0.8,
            CERTIFICATE,
            List.of(new ThresholdAdvice.Certificate("total", null, "because", null, null, List.of())),
            List.of("holds while"));
    private static final AgreementReport.Alpha ALPHA =
            new AgreementReport.Alpha(0.5, 0.1, RANGE, "weak", true, "a note");
    private static final AgreementReport.Alpha NO_ALPHA =
            new AgreementReport.Alpha(null, null, null, "n/a", false, null);
    private static final RescoredVersion VERSION = new RescoredVersion("support-8", "v12");
    static final RescoredItems RESCORE = new RescoredItems(
            VERSION,
            0.05,
            0.9,
            30,
            List.of(
                    new RescoredItems.Row("0199f3a2c4d57e8fa1b2c3d4e5f60718", 0.93, TextNode.valueOf("Yes."), null),
                    new RescoredItems.Row("0199f3a2c4d57e8fa1b2c3d4e5f60719", 0.41, null, false)));
    static final ApplyRescored APPLY_RESCORED = new ApplyRescored(VERSION, 0.05, 0.9, 0.8);
    private static final RescoredAdvice RESCORED = new RescoredAdvice(
            VERSION,
            0.05,
            0.9,
            0.075,
            new RescoredAdvice.Tested(400, 390, 6, 4, 390, 2, 1, 160),
            CERTIFICATE,
            List.of("holds while"));
    static final ApplyThreshold APPLY = new ApplyThreshold(0.1, 0.95, 30, 0.8);

    private static final AuditAdvice.Band BAND = new AuditAdvice.Band(0, 0.08, 0.4, 0.13);
    private static final AuditAdvice.InForce IN_FORCE =
            new AuditAdvice.InForce(2, AuditScore.JUDGE, NOON, List.of(BAND));

    private QualityWireExamples() {}

    static Map<String, List<Object>> bySchema() {
        return Map.ofEntries(
                Map.entry("Range", List.of(RANGE)),
                Map.entry("QualityScope", List.of(SCOPE, WIDE)),
                Map.entry("QualityFigure", List.of(FIGURE, NO_FIGURE)),
                Map.entry("QualityGroup", List.of(GROUP)),
                Map.entry("QualityGroupCoverage", List.of(COVERAGE)),
                Map.entry("QualityGroupBar", List.of(BAR)),
                Map.entry("QualityReportDifference", List.of(DIFFERENCE)),
                Map.entry("QualityReportComparison", List.of(COMPARISON)),
                Map.entry("CorrectedQualityAccuracy", List.of(ACCURACY)),
                Map.entry(
                        "CorrectedQuality",
                        List.of(CORRECTED, new CorrectedQuality("none", null, null, List.of(NO_FIGURE), List.of()))),
                Map.entry(
                        "QualityReport",
                        List.of(
                                new QualityReport(
                                        SCOPE,
                                        NOON,
                                        GROUP,
                                        "model",
                                        List.of(GROUP),
                                        COMPARISON,
                                        CORRECTED,
                                        List.of("A note.")),
                                new QualityReport(WIDE, NOON, GROUP, null, List.of(), null, null, List.of()))),
                Map.entry("NewCertificate", List.of(NEW_CERTIFICATE)),
                Map.entry("BatchCertificateTerms", List.of(TERMS)),
                Map.entry("BatchCertificateEvidence", List.of(EVIDENCE)),
                Map.entry("BatchCertificateMore", List.of(MORE, new BatchCertificate.More(null, null, null))),
                Map.entry("BatchCertificateIssued", List.of(ISSUED)),
                Map.entry("BatchCertificate", List.of(BATCH_CERTIFICATE, OPEN_BATCH)),
                Map.entry("CertificateList", List.of(new CertificateList(List.of(BATCH_CERTIFICATE)))),
                Map.entry("QualityTargetsMetric", List.of(METRIC, NO_METRIC)),
                Map.entry("QualityTargets", List.of(new QualityTargets(WIDE, NOON, List.of(METRIC, NO_METRIC)))),
                Map.entry("ThresholdAdvicePoint", List.of(POINT)),
                Map.entry("ThresholdAdviceTrial", List.of(TRIAL)),
                Map.entry("ThresholdAdviceCertificate", List.of(CERTIFICATE)),
                Map.entry("ThresholdAdvice", List.of(ADVICE)),
                Map.entry("AuditAdviceBand", List.of(BAND)),
                Map.entry("AuditAdviceInForce", List.of(IN_FORCE)),
                Map.entry(
                        "AuditAdvice",
                        List.of(
                                new AuditAdvice(
                                        new PipelineName("invoices"),
                                        AuditScore.JUDGE,
                                        new AuditAdvice.Learnt(600, 30),
                                        AuditAdvice.Outcome.FEWER_REVIEWS,
                                        new AuditAdvice.Saving(0.59, 0.1),
                                        "About 41 % fewer.",
                                        List.of(BAND),
                                        IN_FORCE),
                                new AuditAdvice(
                                        new PipelineName("invoices"),
                                        AuditScore.CONFIDENCE,
                                        new AuditAdvice.Learnt(3, 0),
                                        AuditAdvice.Outcome.TOO_FEW_AUDITS,
                                        new AuditAdvice.Saving(null, null),
                                        "Only 3.",
                                        List.of(),
                                        null))),
                Map.entry(
                        "RescoredItems",
                        List.of(RESCORE, Json.read("{\"version\": {\"model\": \"m\"}}", RescoredItems.class))),
                Map.entry(
                        "RescoredItemsRow",
                        List.of(RESCORE.rows().get(0), RESCORE.rows().get(1))),
                Map.entry("RescoredVersion", List.of(VERSION)),
                Map.entry("RescoredAdvice", List.of(RESCORED)),
                Map.entry("RescoredAdviceTested", List.of(RESCORED.tested())),
                Map.entry(
                        "ApplyRescored",
                        List.of(APPLY_RESCORED, Json.read("{\"version\": {\"model\": \"m\"}}", ApplyRescored.class))),
                Map.entry(
                        "AppliedRescored",
                        List.of(new AppliedRescored(
                                new Pipeline(new PipelineName("invoices"), 2, WireExamples.POLICY, NOON, "key"),
                                RESCORED))),
                Map.entry("ApplyThreshold", List.of(APPLY, Json.read("{}", ApplyThreshold.class))),
                Map.entry(
                        "AppliedThreshold",
                        List.of(new AppliedThreshold(
                                new Pipeline(new PipelineName("invoices"), 2, WireExamples.POLICY, NOON, "key"),
                                ADVICE))),
                Map.entry("AgreementReportAlpha", List.of(ALPHA, NO_ALPHA)),
                Map.entry(
                        "AgreementReport",
                        List.of(
                                new AgreementReport(
                                        WIDE,
                                        40,
                                        3,
                                        ALPHA,
                                        ALPHA,
                                        ALPHA,
                                        Map.of("total", ALPHA),
                                        "weak",
                                        List.of("a note")),
                                new AgreementReport(
                                        WIDE, 0, 0, NO_ALPHA, NO_ALPHA, NO_ALPHA, Map.of(), null, List.of()))),
                Map.entry("ReviewNeedsHalfWidth", List.of(new ReviewNeeds.HalfWidth(0.05, 83))),
                Map.entry(
                        "ReviewNeeds",
                        List.of(
                                new ReviewNeeds(
                                        new PipelineName("invoices"),
                                        0.95,
                                        false,
                                        0.95,
                                        List.of(new ReviewNeeds.HalfWidth(0.05, 83)),
                                        0.05,
                                        2,
                                        100,
                                        400,
                                        200L,
                                        2.0,
                                        0.04,
                                        1.5,
                                        List.of("a note")),
                                new ReviewNeeds(
                                        new PipelineName("invoices"),
                                        0.95,
                                        true,
                                        0.95,
                                        List.of(),
                                        0.05,
                                        2,
                                        0,
                                        0,
                                        null,
                                        null,
                                        null,
                                        null,
                                        List.of()))));
    }
}
