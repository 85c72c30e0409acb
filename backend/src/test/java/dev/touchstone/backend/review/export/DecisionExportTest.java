package dev.touchstone.backend.review.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import de.siegmar.fastcsv.reader.CsvReader;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.Context;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.UndoRequest;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

class DecisionExportTest {
    private static final PipelineName P = new PipelineName("p");
    private static final Reviewer ANN = new Reviewer(new ReviewerId("ann"), "Ann");
    private static final Reviewer BOB = new Reviewer(new ReviewerId("bob"), "Bob");
    private static final DecisionFilter ALL = new DecisionFilter(P, null, null, Map.of());

    private static ReviewId review(Workbench bench, String id, String prompt) {
        return Objects.requireNonNull(bench.post(NewOutput.text("p", id, "=answer " + id)
                        .query("a question")
                        .promptVersion(prompt)
                        .confidence(0.3)
                        .build())
                .reviewId());
    }

    private static String text(Workbench bench, DecisionFilter filter, boolean csv) {
        DecisionExport export = new DecisionExport(bench.database, bench.outputs);
        StringBuilder text = new StringBuilder();
        DecisionExport.Part part = export.part(filter, csv, "");
        text.append(new String(part.bytes(), StandardCharsets.UTF_8));
        while (part.next() != null) {
            part = export.part(filter, csv, part.next());
            text.append(new String(part.bytes(), StandardCharsets.UTF_8));
        }
        return text.toString();
    }

    private static List<JsonNode> rows(Workbench bench, DecisionFilter filter) {
        return text(bench, filter, false)
                .lines()
                .map(line -> Json.read(line, JsonNode.class))
                .toList();
    }

    private static void decideThree(Workbench bench) {
        bench.pipeline("p", "{\"audit_rate\": 0}");
        ReviewId first = review(bench, "a", "v1");
        bench.decisions.decide(first, NewDecision.approve(ANN, 0, 5.0), null);
        bench.decisions.undo(first, new UndoRequest(ANN, 1, "oops"), null);
        bench.decisions.decide(first, NewDecision.edit(ANN, 2, TextNode.valueOf("right"), "note", null), null);
        bench.clock.advance(Duration.ofHours(1));
        bench.decisions.decide(review(bench, "b", "v2"), NewDecision.reject(BOB, 0, "wrong", null, null), null);
        bench.decisions.decide(review(bench, "c", "v2"), NewDecision.approve(BOB, 0, null), null);
    }

    @EveryDatabase
    void everyDecisionLeavesWithAllItWasAbout(Workbench bench) {
        decideThree(bench);

        List<JsonNode> rows = rows(bench, ALL);

        assertThat(rows)
                .extracting(row -> row.get("action").textValue())
                .containsExactly("approve", "undo", "edit", "reject", "approve");
        assertThat(rows)
                .extracting(row -> row.get("in_force").booleanValue())
                .containsExactly(false, false, true, true, true);
        assertThat(rows.get(2).get("corrected_output").textValue()).isEqualTo("right");
        assertThat(rows.get(2).get("note").textValue()).isEqualTo("note");
        assertThat(rows.get(4).get("output").textValue()).isEqualTo("=answer c");
        assertThat(rows.get(4).get("query").textValue()).isEqualTo("a question");
        assertThat(rows).allMatch(row -> row.size() == 29);
    }

    @EveryDatabase
    void aDecisionLeavesWithTheSourcesItMarked(Workbench bench) {
        bench.pipeline("p", "{\"audit_rate\": 0}");
        ReviewId sourced = Objects.requireNonNull(bench.post(NewOutput.text("p", "a", "Within 90 days.")
                        .context(Context.ofSources(List.of(
                                new Context.Source("=Returns", "https://help.example/returns", "30 days.", 0.8))))
                        .confidence(0.3)
                        .build())
                .reviewId());
        bench.decisions.decide(sourced, Json.read("""
                        {"reviewer": {"id": "ann"}, "revision": 0, "action": "reject",
                         "reason": {"id": "right_source_misread", "source": 1}}
                        """, NewDecision.class), null);
        bench.decisions.decide(review(bench, "b", "p1"), NewDecision.reject(ANN, 0, "wrong", null, null), null);

        assertThat(rows(bench, ALL))
                .extracting(row -> row.path("sources").toString())
                .containsExactly(
                        "{\"about\":{\"number\":1,\"key\":\"https://help.example/returns\",\"title\":\"=Returns\"}}",
                        "null");
        assertThat(rows(bench, ALL).getFirst().path("reason").textValue()).isEqualTo("right_source_misread");
    }

    @EveryDatabase
    void filtersNarrowTheExport(Workbench bench) {
        decideThree(bench);
        Instant hour = bench.clock.instant();

        assertThat(rows(bench, new DecisionFilter(P, hour, null, Map.of()))).hasSize(2);
        assertThat(rows(bench, new DecisionFilter(P, null, hour, Map.of()))).hasSize(3);
        assertThat(rows(bench, new DecisionFilter(P, null, null, Map.of("decision.action", "approve"))))
                .hasSize(2);
        assertThat(rows(bench, new DecisionFilter(P, null, null, Map.of("review.prompt_version", "v2"))))
                .hasSize(2);
        assertThat(rows(bench, new DecisionFilter(P, null, null, Map.of("decision.reviewer", "ann"))))
                .hasSize(3);
        assertThat(rows(bench, new DecisionFilter(P, null, null, Map.of("decision.reason", "wrong"))))
                .hasSize(1);
        assertThat(rows(bench, new DecisionFilter(P, null, null, Map.of("review.stratum", "no such"))))
                .isEmpty();
    }

    @EveryDatabase
    void aTableHoldsTheSameAndNoFormula(Workbench bench) {
        decideThree(bench);

        var records = CsvReader.builder().ofNamedCsvRecord(text(bench, ALL, true)).stream()
                .toList();

        assertThat(records).hasSize(5);
        assertThat(records.getLast().getField("output")).isEqualTo("'=answer c");
        assertThat(records.get(3).getField("reason")).isEqualTo("wrong");
        assertThat(records.getFirst().getField("in_force")).isEqualTo("false");
    }
}
