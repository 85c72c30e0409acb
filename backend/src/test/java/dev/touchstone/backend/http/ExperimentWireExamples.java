package dev.touchstone.backend.http;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.chat.Query;
import dev.touchstone.api.experiment.Experiment;
import dev.touchstone.api.experiment.ExperimentFindings;
import dev.touchstone.api.experiment.ExperimentGeneration;
import dev.touchstone.api.experiment.ExperimentItem;
import dev.touchstone.api.experiment.ExperimentLine;
import dev.touchstone.api.experiment.ExperimentResult;
import dev.touchstone.api.experiment.ExperimentState;
import dev.touchstone.api.experiment.NewExperiment;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.Attribute;
import dev.touchstone.api.output.Context;
import dev.touchstone.api.wire.Page;
import dev.touchstone.api.wire.Problem;
import dev.touchstone.api.wire.Range;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Wire records of development mode.
final class ExperimentWireExamples {
    private static final Instant NOON = Instant.parse("2026-11-16T12:00:00Z");
    private static final Experiment.Version VERSION = new Experiment.Version("v12", 60, 2, 1);
    private static final Experiment.Progress PROGRESS = new Experiment.Progress(60, 120, 110, 50, 110);
    private static final Experiment DRAFT = new Experiment(
            "e1",
            new PipelineName("support"),
            "support~e1",
            new Experiment.Title("Shorter", null),
            new Experiment.Options(false, false),
            ExperimentState.DRAFT,
            List.of(),
            PROGRESS,
            new Experiment.Course(NOON, null, null));
    private static final Experiment CLOSED = new Experiment(
            "e1",
            new PipelineName("support"),
            "support~e1",
            new Experiment.Title("Shorter", "A shorter prompt."),
            new Experiment.Options(true, true),
            ExperimentState.CLOSED,
            List.of(VERSION),
            PROGRESS,
            new Experiment.Course(NOON, NOON, NOON));
    private static final Range RANGE = new Range(0.01, 0.11, 0.95);
    private static final ExperimentFindings.Share SHARE =
            new ExperimentFindings.Share(0.06, RANGE, 60, 60, "wilson", true);
    private static final ExperimentFindings.Version FOUND =
            new ExperimentFindings.Version("v12", 60, 50, SHARE, SHARE, Map.of("brand", SHARE));
    private static final ExperimentFindings.Version NOTHING =
            new ExperimentFindings.Version("v13", 60, 0, null, null, Map.of());
    private static final ExperimentFindings.Difference DIFFERENCE = new ExperimentFindings.Difference(
            "approval_rate",
            new ExperimentFindings.Difference.Pair("v12", "v13"),
            0.06,
            RANGE,
            new ExperimentFindings.Difference.Counts(120, 4, 11),
            "newcombe_paired",
            true,
            "v13 is better.");
    private static final ExperimentFindings FINDINGS =
            new ExperimentFindings(50, 70, List.of(FOUND, NOTHING), List.of(DIFFERENCE));
    private static final ExperimentResult.Agreement AGREEMENT = new ExperimentResult.Agreement(SHARE, 0.4, 3, 4);
    private static final ExperimentResult.Agreement UNDEFINED = new ExperimentResult.Agreement(SHARE, null, 0, 0);
    private static final ExperimentGeneration.Prompt PROMPT =
            new ExperimentGeneration.Prompt("Be short.", "{{query}}", "mock-judge");
    private static final ExperimentGeneration.Prompt LEAST_PROMPT =
            new ExperimentGeneration.Prompt(null, "{{query}}", null);
    private static final ExperimentGeneration.Case CASE =
            new ExperimentGeneration.Case("c1", Query.of("May I?"), Context.ofText("You may."), "Yes.");
    private static final ExperimentGeneration.Case LEAST_CASE =
            new ExperimentGeneration.Case("c2", Query.of("May I?"), null, null);

    private ExperimentWireExamples() {}

    static Map<String, List<Object>> bySchema() {
        return Map.ofEntries(
                Map.entry(
                        "NewExperiment",
                        List.of(
                                new NewExperiment("support", "Shorter", "A shorter prompt.", true, true),
                                NewExperiment.of("support", "Shorter"))),
                Map.entry("Experiment", List.of(CLOSED, DRAFT)),
                Map.entry("ExperimentPage", List.of(new Page<>(List.of(CLOSED), "e1"), new Page<>(List.of(), null))),
                Map.entry("ExperimentVersion", List.of(VERSION)),
                Map.entry("ExperimentProgress", List.of(PROGRESS)),
                Map.entry(
                        "ExperimentItem",
                        List.of(
                                new ExperimentItem(
                                        "c1",
                                        "v12",
                                        Query.of("May I?"),
                                        Context.ofText("You may."),
                                        "Yes.",
                                        TextNode.valueOf("Yes."),
                                        Map.of("brand", Attribute.of(TextNode.valueOf("Acme")))),
                                new ExperimentItem("c1", "v12", null, null, null, TextNode.valueOf("Yes."), Map.of()))),
                Map.entry(
                        "ExperimentLine",
                        List.of(
                                new ExperimentLine(1, 201, "c1", "v12", null),
                                new ExperimentLine(2, 422, null, null, Problem.of(422, "x", "y", "z")))),
                Map.entry(
                        "ExperimentGeneration",
                        List.of(
                                new ExperimentGeneration(Map.of("v12", PROMPT), List.of(CASE)),
                                new ExperimentGeneration(Map.of("v12", LEAST_PROMPT), List.of(LEAST_CASE)))),
                Map.entry("ExperimentGenerationPrompt", List.of(PROMPT, LEAST_PROMPT)),
                Map.entry("ExperimentGenerationCase", List.of(CASE, LEAST_CASE)),
                Map.entry("ExperimentFindings", List.of(FINDINGS)),
                Map.entry("ExperimentFindingsShare", List.of(SHARE)),
                Map.entry("ExperimentFindingsVersion", List.of(FOUND, NOTHING)),
                Map.entry("ExperimentFindingsDifference", List.of(DIFFERENCE)),
                Map.entry("ExperimentResultAgreement", List.of(AGREEMENT, UNDEFINED)),
                Map.entry(
                        "ExperimentResult",
                        List.of(
                                new ExperimentResult(CLOSED, FINDINGS, FINDINGS, AGREEMENT, List.of("so")),
                                new ExperimentResult(DRAFT, FINDINGS, null, null, List.of()))));
    }
}
