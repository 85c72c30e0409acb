package dev.touchstone.backend.http;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.golden.Dataset;
import dev.touchstone.api.golden.DatasetRule;
import dev.touchstone.api.golden.DatasetVersion;
import dev.touchstone.api.golden.ExportFormat;
import dev.touchstone.api.golden.ExportReport;
import dev.touchstone.api.golden.FewShotAnswer;
import dev.touchstone.api.golden.FewShotRequest;
import dev.touchstone.api.golden.GoldenContent;
import dev.touchstone.api.golden.GoldenImportLine;
import dev.touchstone.api.golden.GoldenInput;
import dev.touchstone.api.golden.GoldenItem;
import dev.touchstone.api.golden.GoldenJudgement;
import dev.touchstone.api.golden.GoldenKind;
import dev.touchstone.api.golden.GoldenLineage;
import dev.touchstone.api.golden.GoldenSplit;
import dev.touchstone.api.golden.GoldenState;
import dev.touchstone.api.golden.GoldenSummary;
import dev.touchstone.api.golden.ItemAct;
import dev.touchstone.api.golden.LeakReport;
import dev.touchstone.api.golden.NewGoldenItem;
import dev.touchstone.api.golden.NewVersion;
import dev.touchstone.api.golden.VersionComparison;
import dev.touchstone.api.golden.VersionCounts;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.Context;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.GoldenFate;
import dev.touchstone.api.rubric.AttributeLabel;
import dev.touchstone.api.rubric.RubricAnswer;
import dev.touchstone.api.wire.Page;
import dev.touchstone.api.wire.Reviewer;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The part of [WireExamples] about golden items and datasets.
final class GoldenWireExamples {
    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
    private static final Reviewer ANN = new Reviewer(new ReviewerId("slack:U0123"), "Ann");
    private static final GoldenLineage LINEAGE = new GoldenLineage(
            new GoldenLineage.Source(new OutputId("o1"), "inv-1", "reader-2", "7"),
            new GoldenLineage.Decided(
                    new ReviewId("r1"), "d1", DecisionAction.REJECT, List.of(new ReviewerId("ann")), 1, NOON),
            new GoldenLineage.Chosen(GoldenLineage.By.RULE, List.of(RouteReason.LOW_CONFIDENCE), 0.05, 0.05));
    private static final GoldenLineage IMPORTED =
            new GoldenLineage(null, null, new GoldenLineage.Chosen(GoldenLineage.By.IMPORT, List.of(), null, null));
    private static final GoldenContent CONTENT = new GoldenContent(
            new PipelineName("invoices"),
            GoldenKind.CORRECTION,
            new GoldenInput(TextNode.valueOf("Read this"), "You read.", Context.ofText("All of it.")),
            TextNode.valueOf("12.5"),
            TextNode.valueOf("12.50"),
            new GoldenJudgement(
                    "wrong",
                    WireExamples.MARKED,
                    Map.of("correct", RubricAnswer.FAIL),
                    Map.of("total", AttributeLabel.WRONG),
                    "See it."),
            Map.of("language", "de"),
            Map.of("user", TextNode.valueOf("u1")),
            LINEAGE);
    private static final GoldenContent LEAST = new GoldenContent(
            new PipelineName("invoices"),
            GoldenKind.REJECTION,
            new GoldenInput(null, null, null),
            null,
            null,
            GoldenJudgement.NONE,
            Map.of(),
            Map.of(),
            IMPORTED);
    private static final GoldenItem.Standing STANDING = new GoldenItem.Standing(
            GoldenState.RETIRED, GoldenItem.Why.UNDONE, "ann", NOON, true, GoldenSplit.TEST, false);
    private static final GoldenItem ITEM = new GoldenItem("i1", "ab".repeat(32), CONTENT, STANDING, NOON);
    private static final GoldenItem ERASED = new GoldenItem(
            "i2",
            "cd".repeat(32),
            null,
            new GoldenItem.Standing(GoldenState.GOLDEN, null, "ann", NOON, false, null, true),
            NOON);
    private static final DatasetRule RULE = new DatasetRule(
            List.of("invoices"),
            List.of(GoldenKind.CORRECTION),
            List.of(GoldenState.GOLDEN, GoldenState.PROPOSED),
            List.of("reader-2"),
            List.of("7"),
            List.of("language=de"),
            true,
            NOON.minusSeconds(60),
            NOON,
            Map.of(GoldenKind.CORRECTION, 2.0));
    private static final Dataset DATASET = new Dataset("support-en", RULE, 3, "k1", NOON);
    private static final VersionCounts.Side SIDE = new VersionCounts.Side(10, 8, 2);
    private static final VersionCounts.LeftOut LEFT_OUT = new VersionCounts.LeftOut(1, 2, 3, 4, 5);
    private static final VersionCounts COUNTS =
            new VersionCounts(10, Map.of(GoldenKind.CORRECTION, 10), Map.of(GoldenSplit.TRAIN, SIDE), LEFT_OUT);
    private static final DatasetVersion VERSION =
            new DatasetVersion("support-en", 3, "ef".repeat(32), RULE, COUNTS, 1, 0, "ann", "For the pilot.", NOON);
    private static final VersionComparison.Change CHANGE = new VersionComparison.Change("i1", "i9");
    private static final VersionComparison COMPARISON =
            new VersionComparison(1, 2, 7, 1, 1, 1, List.of("i3"), List.of("i4"), List.of(CHANGE));
    private static final LeakReport.Leak LEAK =
            new LeakReport.Leak("i1", GoldenSplit.TRAIN, "i2", GoldenSplit.TEST, "near");
    private static final LeakReport LEAKS = new LeakReport("support-en", 3, 10, 1, 0, 0, List.of(LEAK), 2, 0.2);
    static final FewShotRequest EXAMPLES_WANTED = new FewShotRequest(
            TextNode.valueOf("a question"),
            Context.ofText("All of it."),
            2,
            GoldenSplit.DEV,
            "support-en",
            3,
            Map.of("user", TextNode.valueOf("u1")));
    private static final FewShotAnswer EXAMPLES = new FewShotAnswer(
            new PipelineName("invoices"),
            GoldenSplit.TRAIN,
            "support-en",
            3,
            true,
            true,
            List.of(new FewShotAnswer.Example(
                    "i1", "ab".repeat(32), GoldenKind.CORRECTION, CONTENT.input(), TextNode.valueOf("right"), 0.8)));
    private static final NewGoldenItem IMPORT = new NewGoldenItem(
            TextNode.valueOf("Read this"),
            "You read.",
            Context.ofText("All of it."),
            TextNode.valueOf("12.5"),
            TextNode.valueOf("12.50"),
            "From the manual.",
            Map.of("language", "de"),
            Map.of("user", TextNode.valueOf("u1")));
    static final ItemAct ACT = new ItemAct(ANN, "Says the manual.");
    static final NewVersion NEW_VERSION = new NewVersion(ANN, "For the pilot.");

    private GoldenWireExamples() {}

    static Map<String, List<Object>> bySchema() {
        return Map.ofEntries(
                Map.entry("GoldenItem", List.of(ITEM, ERASED)),
                Map.entry("GoldenItemPage", List.of(new Page<>(List.of(ITEM, ERASED), "i2"))),
                Map.entry("GoldenItemStanding", List.of(STANDING)),
                Map.entry("GoldenContent", List.of(CONTENT, LEAST)),
                Map.entry("GoldenInput", List.of(CONTENT.input(), LEAST.input())),
                Map.entry("GoldenJudgement", List.of(CONTENT.judgement(), GoldenJudgement.NONE)),
                Map.entry("GoldenLineage", List.of(LINEAGE, IMPORTED)),
                Map.entry("GoldenLineageSource", List.of(LINEAGE.source())),
                Map.entry("GoldenLineageDecided", List.of(LINEAGE.decided())),
                Map.entry("GoldenLineageChosen", List.of(LINEAGE.chosen())),
                Map.entry(
                        "GoldenFate",
                        List.of(
                                new GoldenFate("i1", "correction", "golden", false, false, "train", 41),
                                new GoldenFate("i2", "rejection", "proposed", true, true, null, 0))),
                Map.entry("GoldenSummary", List.of(new GoldenSummary(41, 30, 5, 6, 2, 1, 0, 7))),
                Map.entry("ItemAct", List.of(ACT, ItemAct.by(ANN))),
                Map.entry("DatasetRule", List.of(RULE, DatasetRule.of("invoices"))),
                Map.entry("Dataset", List.of(DATASET, new Dataset("d", DatasetRule.of("p"), null, "k1", NOON))),
                Map.entry("DatasetPage", List.of(new Page<>(List.of(DATASET), "support-en"))),
                Map.entry("NewVersion", List.of(NEW_VERSION, NewVersion.PLAIN)),
                Map.entry("DatasetVersion", List.of(VERSION)),
                Map.entry("DatasetVersionPage", List.of(new Page<>(List.of(VERSION), null))),
                Map.entry("VersionCounts", List.of(COUNTS)),
                Map.entry("VersionCountsSide", List.of(SIDE)),
                Map.entry("VersionCountsLeftOut", List.of(LEFT_OUT)),
                Map.entry("VersionComparison", List.of(COMPARISON)),
                Map.entry("VersionComparisonChange", List.of(CHANGE)),
                Map.entry("FewShotRequest", List.of(EXAMPLES_WANTED, FewShotRequest.of(TextNode.valueOf("a"), 4))),
                Map.entry("FewShotAnswer", List.of(EXAMPLES)),
                Map.entry(
                        "FewShotAnswerExample",
                        EXAMPLES.examples().stream().map(Object.class::cast).toList()),
                Map.entry(
                        "ExportReport",
                        List.of(new ExportReport(
                                ExportFormat.TRL_KTO, GoldenSplit.TRAIN, 10, 12, Map.of("nothing_was_asked", 1)))),
                Map.entry("NewGoldenItem", List.of(IMPORT)),
                Map.entry(
                        "GoldenImportLine",
                        List.of(
                                new GoldenImportLine(1, 201, "i1", true, null),
                                new GoldenImportLine(
                                        2,
                                        422,
                                        null,
                                        false,
                                        ApiProblem.unprocessable("invalid", "No target.")
                                                .problem()))),
                Map.entry("LeakReport", List.of(LEAKS)),
                Map.entry("LeakReportLeak", List.of(LEAK)));
    }
}
