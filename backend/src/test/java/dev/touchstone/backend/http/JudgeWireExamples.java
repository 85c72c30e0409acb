package dev.touchstone.backend.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.judge.JudgeReason;
import dev.touchstone.api.judge.JudgeVerdict;
import dev.touchstone.api.judge.JudgeVersion;
import dev.touchstone.api.judge.Judgment;
import dev.touchstone.api.judge.JudgmentList;
import dev.touchstone.api.judge.JudgmentRequest;
import dev.touchstone.api.policy.JudgeRelease;
import dev.touchstone.api.policy.JudgeRules;
import dev.touchstone.api.quality.JudgeComparison;
import dev.touchstone.api.quality.JudgeReport;
import dev.touchstone.api.quality.QualityScope;
import dev.touchstone.api.rubric.AttributeLabel;
import dev.touchstone.api.rubric.Rubric;
import dev.touchstone.api.rubric.RubricAnswer;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Range;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The part of [WireExamples] about the judge.
final class JudgeWireExamples {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final Judgment.Line LINE = new Judgment.Line("because", RubricAnswer.NA, 0.5);
    private static final Judgment.Finding FINDING = new Judgment.Finding("because", AttributeLabel.INVENTED, 0.1);
    private static final Judgment JUDGMENT = new Judgment(
            "j1",
            new PipelineName("support"),
            new OutputId("o1"),
            new Judgment.By("jv-1", "mock-judge"),
            List.of(JudgeReason.SHARE, JudgeReason.LOW_CONFIDENCE),
            new Judgment.Said(
                    JudgeVerdict.REJECT, 0.2, "because", Map.of("correct", LINE), Map.of("total", FINDING), null),
            new Judgment.Effort(1, 1000, 200, 0.004, 812, NOON),
            true,
            false);
    private static final Judgment FAILED = new Judgment(
            "j2",
            new PipelineName("support"),
            new OutputId("o1"),
            new Judgment.By("jv-1", "mock-judge"),
            List.of(JudgeReason.REQUESTED),
            new Judgment.Said(null, null, null, Map.of(), Map.of(), "refusal"),
            new Judgment.Effort(3, 0, 0, 0, 90, NOON),
            false,
            true);

    private static final Range RANGE = new Range(0.1, 0.3, 0.95);
    private static final QualityScope SCOPE =
            new QualityScope(new PipelineName("support"), NOON.minusSeconds(3600), NOON, null, null, null, null, null);
    private static final JudgeReport.Share SHARE = new JudgeReport.Share(0.2, RANGE, 40);
    private static final JudgeReport.Coefficient KAPPA = new JudgeReport.Coefficient(0.2, RANGE);
    private static final JudgeReport.Corrected CORRECTED =
            new JudgeReport.Corrected(0.2, RANGE, 130.0, 100, 2000, "post-stratified", "finite");
    private static final JudgeReport.Version MEASURED = new JudgeReport.Version(
            new JudgeReport.Version.Judge("jv-1", "mock-judge"),
            new JudgeReport.Version.Counts(2000, 3, 2, 100),
            new JudgeReport.Version.Agreed(SHARE, KAPPA, 0.9, SHARE, SHARE),
            new JudgeReport.Version.Rates(CORRECTED, CORRECTED),
            "The judge saves about 25 % of the reviews.",
            true,
            "People agree weakly.",
            new JudgeReport.Secondary("PPI++ (secondary)", 0.9, RANGE, 400, 21, 1600, 0.7, null));
    private static final JudgeReport.Version UNMEASURED = new JudgeReport.Version(
            new JudgeReport.Version.Judge("jv-2", "mock-judge"),
            new JudgeReport.Version.Counts(0, 0, 0, 0),
            new JudgeReport.Version.Agreed(null, null, null, null, null),
            new JudgeReport.Version.Rates(null, null),
            "Not enough.",
            false,
            null,
            new JudgeReport.Secondary("PPI++ (secondary)", null, null, 0, 0, 0, null, "Too few."));

    private JudgeWireExamples() {}

    static Map<String, List<Object>> bySchema() {
        return Map.ofEntries(
                Map.entry(
                        "JudgeRules",
                        List.of(
                                new JudgeRules(0.2, 0.6, false, 0.1, 3, true, true, new JudgeRelease(0.05, 0.9)),
                                JudgeRules.DEFAULT)),
                Map.entry("Judgment", List.of(JUDGMENT, FAILED)),
                Map.entry("JudgmentLine", List.of(LINE)),
                Map.entry("JudgmentFinding", List.of(FINDING)),
                Map.entry(
                        "JudgmentList",
                        List.of(
                                new JudgmentList(new OutputId("o1"), false, List.of(JUDGMENT, FAILED)),
                                new JudgmentList(new OutputId("o1"), true, List.of()))),
                Map.entry("JudgeReportShare", List.of(SHARE)),
                Map.entry("JudgeReportCoefficient", List.of(KAPPA)),
                Map.entry("JudgeReportCorrected", List.of(CORRECTED)),
                Map.entry("JudgeReportSecondary", List.of(MEASURED.secondary(), UNMEASURED.secondary())),
                Map.entry("JudgeReportVersion", List.of(MEASURED, UNMEASURED)),
                Map.entry("JudgeReport", List.of(new JudgeReport(SCOPE, List.of(MEASURED, UNMEASURED), List.of("so")))),
                Map.entry(
                        "JudgeComparison",
                        List.of(
                                new JudgeComparison(
                                        SCOPE,
                                        new JudgeComparison.Pair("jv-1", "jv-2"),
                                        new JudgeComparison.Counts(36, 12, 2, 0),
                                        new JudgeComparison.Lead(0.2, RANGE, true),
                                        List.of("so")),
                                new JudgeComparison(
                                        SCOPE,
                                        new JudgeComparison.Pair("jv-1", "jv-2"),
                                        new JudgeComparison.Counts(0, 0, 0, 0),
                                        new JudgeComparison.Lead(null, null, false),
                                        List.of()))),
                Map.entry("JudgmentRequest", List.of(new JudgmentRequest(new OutputId("o1"), "d1"))),
                Map.entry(
                        "JudgeVersion",
                        List.of(
                                version(7, List.of(new OutputId("o2"), new OutputId("o3"))),
                                version(null, List.of()))));
    }

    private static JudgeVersion version(@org.jspecify.annotations.Nullable Integer seed, List<OutputId> examples) {
        return new JudgeVersion(
                "jv-1",
                new PipelineName("support"),
                new JudgeVersion.Asked("mock-judge", seed == null ? null : 0.0, seed),
                new JudgeVersion.Instructions(
                        "You judge.", Rubric.DEFAULT, Json.read("{\"type\": \"object\"}", JsonNode.class), examples),
                NOON,
                seed == null ? Json.read("{\"leave_out\": [\"seed\"]}", JsonNode.class) : null);
    }
}
