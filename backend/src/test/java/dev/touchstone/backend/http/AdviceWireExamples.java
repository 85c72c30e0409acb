package dev.touchstone.backend.http;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.quality.EfficiencyReport;
import dev.touchstone.api.quality.EfficiencyReport.CostPerError;
import dev.touchstone.api.quality.EfficiencyReport.JudgeEffort;
import dev.touchstone.api.quality.EfficiencyReport.LoopYield;
import dev.touchstone.api.quality.EfficiencyReport.PeopleEffort;
import dev.touchstone.api.quality.JudgeReport.Share;
import dev.touchstone.api.quality.QualityScope;
import dev.touchstone.api.quality.RetrievalReport;
import dev.touchstone.api.quality.RetrievalReport.CauseCount;
import dev.touchstone.api.quality.RetrievalReport.CauseShare;
import dev.touchstone.api.quality.RetrievalReport.ErrorShare;
import dev.touchstone.api.quality.RetrievalReport.SourceShare;
import dev.touchstone.api.quality.RoutingAdvice;
import dev.touchstone.api.quality.RoutingAdvice.Compared;
import dev.touchstone.api.quality.RoutingAdvice.RoutingMove;
import dev.touchstone.api.quality.RoutingAdvice.TopicAdvice;
import dev.touchstone.api.quality.RoutingAdvice.Variant;
import dev.touchstone.api.quality.RoutingAdvice.VariantError;
import dev.touchstone.api.quality.SelectionPolicy;
import dev.touchstone.api.quality.SelectionReport;
import dev.touchstone.api.quality.SelectionReport.Finds;
import dev.touchstone.api.quality.SelectionReport.PolicyFinds;
import dev.touchstone.api.quality.SelectionReport.ReasonFinds;
import dev.touchstone.api.quality.SelectionReport.Times;
import dev.touchstone.api.rubric.RetrievalCause;
import dev.touchstone.api.wire.Range;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One example of each answer about what the loop takes and gives.
final class AdviceWireExamples {
    private static final Instant NOON = Instant.parse("2030-01-07T12:00:00Z");
    private static final QualityScope SCOPE =
            new QualityScope(new PipelineName("support"), NOON.minusSeconds(3600), NOON, null, null, null, null, null);
    private static final Share SHARE = new Share(0.2, new Range(0.1, 0.3, 0.95), 40);
    private static final Times TIMES = new Times(2, 1.2, 3.4);
    private static final Finds FINDS =
            new Finds(50, 8, SHARE, TIMES, "finds 2.0 times as many errors per review as chance");
    private static final Finds NOTHING = new Finds(0, 0, null, null, "chose nothing");
    private static final ReasonFinds REASON = new ReasonFinds(RouteReason.LOW_CONFIDENCE, FINDS);
    private static final PolicyFinds POLICY = new PolicyFinds(
            SelectionPolicy.FIND_ERRORS, SelectionPolicy.FIND_ERRORS.purpose(), false, FINDS, List.of(REASON));
    private static final CostPerError COST = new CostPerError(4.5, 3, 9.0);

    private AdviceWireExamples() {}

    static Map<String, List<Object>> bySchema() {
        Map<String, List<Object>> all = new HashMap<>(ofReports());
        all.putAll(ofRouting());
        all.putAll(ofRetrieval());
        return all;
    }

    private static Map<String, List<Object>> ofRetrieval() {
        ErrorShare share = new ErrorShare(0.38, new Range(0.31, 0.45, 0.95), 57, 150, true, new Range(0.2, 0.6, 1));
        ErrorShare unknown = new ErrorShare(null, new Range(0, 1, 0.95), 1, 2, false, null);
        CauseCount count = new CauseCount(RetrievalCause.STALE_SOURCE, 4);
        CauseShare cause = new CauseShare(RetrievalCause.STALE_SOURCE, true, share);
        CauseShare other = new CauseShare(null, false, unknown);
        SourceShare source = new SourceShare("https://help.example/old", "Old terms", share, List.of(count));
        SourceShare untitled = new SourceShare("sha", null, share, List.of());
        RetrievalReport.Errors errors = new RetrievalReport.Errors(160, 150, 40);
        return Map.of(
                "RetrievalReport",
                List.of(
                        new RetrievalReport(
                                SCOPE,
                                errors,
                                share,
                                "38 % (31–45 %) of errors are retrieval's",
                                List.of(cause, other),
                                List.of(source, untitled),
                                List.of("A note.")),
                        new RetrievalReport(SCOPE, errors, null, "nothing", List.of(), List.of(), List.of())),
                "RetrievalReportErrors",
                List.of(errors),
                "RetrievalReportErrorShare",
                List.of(share, unknown),
                "RetrievalReportCauseShare",
                List.of(cause, other),
                "RetrievalReportSourceShare",
                List.of(source, untitled),
                "RetrievalReportCauseCount",
                List.of(count));
    }

    private static Map<String, List<Object>> ofReports() {
        return Map.of(
                "SelectionReport",
                List.of(
                        new SelectionReport(SCOPE, SHARE, List.of(POLICY), List.of("A note.")),
                        new SelectionReport(SCOPE, null, List.of(), List.of())),
                "SelectionReportPolicyFinds",
                List.of(POLICY),
                "SelectionReportReasonFinds",
                List.of(REASON),
                "SelectionReportFinds",
                List.of(FINDS, NOTHING),
                "SelectionReportTimes",
                List.of(TIMES, new Times(2, 1.2, null)),
                "EfficiencyReport",
                List.of(
                        new EfficiencyReport(
                                SCOPE,
                                new PeopleEffort(40, 38, 1.5, 60.0),
                                new JudgeEffort(900, 1.25),
                                61.25,
                                new LoopYield(12, 9, 7),
                                COST,
                                new CostPerError(9, 6, null),
                                TIMES,
                                List.of("A note.")),
                        new EfficiencyReport(
                                SCOPE,
                                new PeopleEffort(0, 0, null, null),
                                new JudgeEffort(0, 0),
                                null,
                                new LoopYield(0, 0, 0),
                                null,
                                null,
                                null,
                                List.of())),
                "EfficiencyReportPeopleEffort",
                List.of(new PeopleEffort(40, 38, 1.5, 60.0), new PeopleEffort(0, 0, null, null)),
                "EfficiencyReportJudgeEffort",
                List.of(new JudgeEffort(900, 1.25)),
                "EfficiencyReportLoopYield",
                List.of(new LoopYield(12, 9, 7)),
                "EfficiencyReportCostPerError",
                List.of(COST, new CostPerError(9, 6, null)));
    }

    private static Map<String, List<Object>> ofRouting() {
        Variant current = new Variant("small", "v1");
        Variant other = new Variant("large", "v1");
        Compared compared = new Compared(210, 204, new Range(-0.2, -0.05, 0.95), 200);
        VariantError first = new VariantError(current, SHARE, null);
        VariantError second = new VariantError(other, null, compared);
        TopicAdvice topic = new TopicAdvice(
                "refund · invoice",
                List.of("refund", "invoice"),
                414,
                RoutingMove.SWITCH,
                other,
                null,
                "switch to large with v1: it errs less often than small with v1",
                List.of(first, second));
        TopicAdvice waiting = new TopicAdvice(
                "other",
                List.of(),
                90,
                RoutingMove.NOT_YET,
                null,
                140,
                "not yet: about 140 more reviews",
                List.of(first));
        return Map.of(
                "RoutingAdvice",
                List.of(
                        new RoutingAdvice(
                                new PipelineName("support"),
                                NOON.minusSeconds(3600),
                                NOON,
                                1,
                                List.of(topic),
                                List.of("A note.")),
                        new RoutingAdvice(
                                new PipelineName("support"),
                                NOON.minusSeconds(3600),
                                NOON,
                                null,
                                List.of(),
                                List.of())),
                "RoutingAdviceTopicAdvice",
                List.of(topic, waiting),
                "RoutingAdviceVariant",
                List.of(current),
                "RoutingAdviceVariantError",
                List.of(first, second),
                "RoutingAdviceCompared",
                List.of(compared, new Compared(3, 0, null, null)));
    }
}
