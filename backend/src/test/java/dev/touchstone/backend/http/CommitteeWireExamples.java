package dev.touchstone.backend.http;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.judge.CommitteeAnswer;
import dev.touchstone.api.judge.CommitteeCase;
import dev.touchstone.api.judge.JudgeReleaseStatus;
import dev.touchstone.api.judge.JudgmentBatch;
import dev.touchstone.api.judge.NewJudgmentBatch;
import dev.touchstone.api.judge.SelfCheck;
import dev.touchstone.api.judge.SelfCheckStatus;
import dev.touchstone.api.policy.CommitteeRules;
import dev.touchstone.api.policy.JudgeRelease;
import dev.touchstone.api.policy.SelfCheckRules;
import dev.touchstone.api.quality.CommitteeReport;
import dev.touchstone.api.quality.JudgeReport;
import dev.touchstone.api.quality.QualityScope;
import dev.touchstone.api.wire.Range;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The part of [WireExamples] about what the judge releases, and about the committee.
final class CommitteeWireExamples {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final JudgeReleaseStatus.Certificate CERTIFICATE = new JudgeReleaseStatus.Certificate(
            2,
            "jv-1",
            7,
            new JudgeReleaseStatus.Certificate.Terms(0.05, 0.9),
            new JudgeReleaseStatus.Certificate.Tested(0.93, "Few were wrong.", 210, 3),
            0.015,
            new JudgeReleaseStatus.Certificate.Course(NOON, "k1", null, null));
    private static final JudgeReleaseStatus.Certificate NONE = new JudgeReleaseStatus.Certificate(
            1,
            "jv-1",
            6,
            new JudgeReleaseStatus.Certificate.Terms(0.05, 0.9),
            new JudgeReleaseStatus.Certificate.Tested(null, "Too few.", 20, 0),
            0.061,
            new JudgeReleaseStatus.Certificate.Course(NOON, "k1", NOON, "somebody ended it"));

    static final SelfCheckRules CHECK_RULES =
            new SelfCheckRules("small", SelfCheckRules.Of.ATTRIBUTES, Duration.ofSeconds(20), 7);
    static final SelfCheck CHECK =
            new SelfCheck(SelfCheck.State.ANSWERED, false, 0.4, 0.7, Map.of("total", 0.4), "sc-1", "Why.", NOON, NOON);
    private static final SelfCheckStatus.Band BAND = new SelfCheckStatus.Band(0, 300, 0.9);
    private static final SelfCheckStatus.Calibration CALIBRATION =
            new SelfCheckStatus.Calibration(NOON, 300, 30, List.of(BAND));
    private static final CommitteeAnswer SAME = new CommitteeAnswer("large", "Yes.", true, null);
    private static final CommitteeAnswer AWAY = new CommitteeAnswer("small", null, false, "timeout");
    private static final JudgeReport.Share SHARE = new JudgeReport.Share(0.2, new Range(0.1, 0.3, 0.95), 40);
    private static final CommitteeReport.Model MODEL = new CommitteeReport.Model("large", 40, 2, SHARE);
    private static final CommitteeReport.Model SILENT = new CommitteeReport.Model("small", 0, 42, null);
    private static final CommitteeReport.Bounds BOUNDS = new CommitteeReport.Bounds(0.1, 0.3, 4);
    private static final QualityScope SCOPE =
            new QualityScope(new PipelineName("support"), NOON.minusSeconds(3600), NOON, null, null, null, null, null);

    private CommitteeWireExamples() {}

    static Map<String, List<Object>> bySchema() {
        return Map.ofEntries(
                Map.entry("NewJudgmentBatch", List.of(new NewJudgmentBatch(NOON, NOON.plusSeconds(3600), 10))),
                Map.entry(
                        "JudgmentBatch",
                        List.of(
                                new JudgmentBatch(
                                        "b1",
                                        new PipelineName("support"),
                                        "jv-1",
                                        new JudgmentBatch.Window(NOON, NOON.plusSeconds(3600)),
                                        JudgmentBatch.State.ENDED,
                                        new JudgmentBatch.Progress(10, 8, Map.of("refusal", 2L)),
                                        "batch_1",
                                        "expired",
                                        new JudgmentBatch.Course(NOON, "k1", NOON)),
                                new JudgmentBatch(
                                        "b2",
                                        new PipelineName("support"),
                                        "jv-1",
                                        new JudgmentBatch.Window(NOON, NOON.plusSeconds(3600)),
                                        JudgmentBatch.State.PREPARING,
                                        new JudgmentBatch.Progress(10, 0, Map.of()),
                                        null,
                                        null,
                                        new JudgmentBatch.Course(NOON, "k1", null)))),
                Map.entry("CommitteeAnswer", List.of(SAME, AWAY)),
                Map.entry("SelfCheckRules", List.of(CHECK_RULES)),
                Map.entry("SelfCheck", List.of(CHECK, CHECK.kept())),
                Map.entry("SelfCheckStatusBand", List.of(BAND)),
                Map.entry("SelfCheckStatusCalibration", List.of(CALIBRATION)),
                Map.entry(
                        "SelfCheckStatus",
                        List.of(
                                new SelfCheckStatus(
                                        new PipelineName("invoices"), true, null, "sc-1", 300, 200, CALIBRATION),
                                new SelfCheckStatus(
                                        new PipelineName("invoices"), false, "Too few.", null, 0, 200, null))),
                Map.entry(
                        "CommitteeCase",
                        List.of(
                                new CommitteeCase(
                                        new OutputId("o1"),
                                        false,
                                        CommitteeCase.State.AGREES,
                                        CommitteeRules.Measure.JUDGED,
                                        0.05,
                                        List.of(SAME, AWAY),
                                        0.004,
                                        new CommitteeCase.Times(NOON, NOON.plusSeconds(60), NOON.plusSeconds(1))),
                                new CommitteeCase(
                                        new OutputId("o1"),
                                        true,
                                        CommitteeCase.State.WAITING,
                                        CommitteeRules.Measure.EXACT,
                                        0,
                                        List.of(),
                                        0,
                                        new CommitteeCase.Times(NOON, NOON.plusSeconds(60), null)))),
                Map.entry("CommitteeReportBounds", List.of(BOUNDS)),
                Map.entry("CommitteeReportModel", List.of(MODEL, SILENT)),
                Map.entry(
                        "CommitteeReport",
                        List.of(
                                new CommitteeReport(
                                        SCOPE,
                                        new CommitteeReport.Open(1, 2),
                                        new CommitteeReport.Disagreed(SHARE, BOUNDS),
                                        new CommitteeReport.Found(SHARE, BOUNDS),
                                        List.of(MODEL, SILENT),
                                        0.4,
                                        List.of("so")),
                                new CommitteeReport(
                                        SCOPE,
                                        new CommitteeReport.Open(0, 0),
                                        new CommitteeReport.Disagreed(null, null),
                                        new CommitteeReport.Found(null, null),
                                        List.of(),
                                        0,
                                        List.of()))),
                Map.entry("JudgeRelease", List.of(new JudgeRelease(0.05, 0.95), new JudgeRelease(0.2, 0.5))),
                Map.entry("JudgeReleaseStatusCertificate", List.of(CERTIFICATE, NONE)),
                Map.entry(
                        "JudgeReleaseStatus",
                        List.of(
                                new JudgeReleaseStatus(
                                        new PipelineName("support"),
                                        "jv-1",
                                        true,
                                        "It does.",
                                        new JudgeReleaseStatus.Evidence(210, 95L),
                                        new JudgeReleaseStatus.Budget(2, 0.1, 0.076),
                                        CERTIFICATE),
                                new JudgeReleaseStatus(
                                        new PipelineName("support"),
                                        null,
                                        false,
                                        "It does not.",
                                        new JudgeReleaseStatus.Evidence(0, null),
                                        new JudgeReleaseStatus.Budget(0, null, 0),
                                        null))));
    }
}
