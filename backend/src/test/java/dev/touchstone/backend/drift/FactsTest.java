package dev.touchstone.backend.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.rubric.AttributeLabel;
import dev.touchstone.backend.drift.watch.AuditFact;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/// What detectors are told of the reviews that lie in the database.
class FactsTest {
    private static final String POLICY = """
            {"audit_rate": 0.5, "confidence_threshold": 0.6,
             "strata": {"keys": ["language"], "rates": [{"when": {"language": "de"}, "rate": 1}]}}
            """;

    private static OutputReceipt post(Workbench bench, String id, String language, double confidence) {
        return bench.post(NewOutput.json("p", id, TextNode.valueOf("see attributes"))
                .attribute("total", TextNode.valueOf("12"), 0.9)
                .attribute("date", TextNode.valueOf("2030-01-01"), 0.9)
                .stratum("language", language)
                .confidence(confidence)
                .build());
    }

    private static List<AuditFact> facts(Workbench bench) {
        return bench.database.reader().withHandle(handle -> {
            Facts facts = new Facts(
                    new PipelineName("p"), bench.pipelines, Certificates.of(handle, new PipelineName("p")), List.of());
            return handle
                    .attach(WatchDao.class)
                    .facts(new PipelineName("p"), Position.START, bench.clock.millis(), 1000)
                    .stream()
                    .map(facts::of)
                    .toList();
        });
    }

    @EveryDatabase
    void aStratumAuditedMoreOftenIsThinnedForTheWhole(Workbench bench) {
        bench.pipeline("p", POLICY);
        int german = 0;
        for (int i = 0; i < 60; i++) {
            post(bench, "de-" + i, "de", 0.9);
            german += post(bench, "fr-" + i, "fr", 0.9).reviewId() == null ? 0 : 1;
        }

        List<AuditFact> facts = facts(bench);

        assertThat(facts).hasSize(60 + german);
        assertThat(facts)
                .filteredOn(fact -> fact.stratum().equals("language=fr"))
                .allMatch(each -> each.part().common());
        assertThat(facts).filteredOn(each -> each.part().ownRate()).hasSize(60);
        assertThat(facts)
                .filteredOn(fact -> fact.part().ownRate() && fact.part().common())
                .hasSizeBetween(15, 45);
    }

    @EveryDatabase
    void whatIsPostedLaterCountsWhenItWasAnswered(Workbench bench) {
        bench.pipeline("p", POLICY);
        Instant answered = bench.clock.instant().minus(Duration.ofDays(9)).truncatedTo(ChronoUnit.HOURS);
        bench.post(NewOutput.text("p", "yesterday", "an answer")
                .stratum("language", "de")
                .confidence(0.9)
                .occurredAt(answered.plusSeconds(600))
                .build());

        assertThat(facts(bench)).extracting(AuditFact::atMs).containsExactly(answered.toEpochMilli());
    }

    @EveryDatabase
    void aDecisionSpeaksOfTheWholeAndOfItsAttributes(Workbench bench) {
        bench.pipeline("p", POLICY);
        ReviewId review = post(bench, "a", "de", 0.9).reviewId();
        post(bench, "b", "de", 0.9);
        NewDecision decision = new NewDecision(
                Audited.ANN,
                DecisionAction.REJECT,
                0,
                null,
                Map.of(),
                "wrong",
                Map.of(),
                Map.of("total", AttributeLabel.WRONG, "date", AttributeLabel.CORRECT),
                null,
                1.0,
                false);

        bench.decisions.decide(review, decision, null);

        assertThat(facts(bench)).extracting(each -> each.said().wrong()).containsExactly(true, null);
        assertThat(facts(bench).getFirst().said().attributes()).isEqualTo(Map.of("total", true, "date", false));
    }

    @EveryDatabase
    void onlyWhatACertifiedThresholdLetsThroughIsHeldAgainstIt(Workbench bench) {
        bench.pipeline("p", POLICY);
        bench.database.writer().useHandle(handle -> handle.execute("""
                INSERT INTO threshold_application (pipeline, k, threshold, max_error, confidence, delta, audits,
                    policy_version, applied_at_ms, applied_by)
                VALUES ('p', 1, 0.6, 0.04, 0.9, 0.1, 300, 1, 0, 'test')
                """));
        post(bench, "sure", "de", 0.9);
        post(bench, "doubtful", "de", 0.3);
        bench.pipeline("p", POLICY.replace("0.6", "0.7"));
        post(bench, "set-by-hand", "de", 0.9);

        assertThat(facts(bench))
                .extracting(AuditFact::release)
                .containsExactly(new AuditFact.Release(1, 0.04), null, null);
    }

    @EveryDatabase
    void theJudgesWordCountsIfChanceAskedForItBeforePeopleDecided(Workbench bench) {
        Audited audited = new Audited(bench, POLICY);
        List<OutputReceipt> posted = List.of(
                post(bench, "a", "de", 0.9),
                post(bench, "b", "de", 0.9),
                post(bench, "c", "de", 0.9),
                post(bench, "d", "de", 0.9));
        bench.database.writer().useHandle(handle -> handle.execute("""
                INSERT INTO judge_version (id, pipeline, basis, model, temperature, prompt, rubric, schema, examples,
                    created_at_ms)
                VALUES ('jv-1', 'p', 'b', 'm', 0, '', '', '', '', 0)
                """));
        judged(bench, posted.get(0), "share", "approve");
        judged(bench, posted.get(1), "requested", "approve");
        judged(bench, posted.get(2), "share,low_confidence", "reject");
        bench.clock.advance(Duration.ofHours(1));
        posted.forEach(receipt -> audited.decide(receipt.reviewId(), false));
        bench.clock.advance(Duration.ofHours(1));
        judged(bench, posted.get(3), "share", "approve");

        assertThat(facts(bench))
                .extracting(AuditFact::judged)
                .containsExactly(new AuditFact.Judged("jv-1", true), null, new AuditFact.Judged("jv-1", false), null);
    }

    private static void judged(Workbench bench, OutputReceipt output, String reasons, String verdict) {
        bench.database
                .writer()
                .useHandle(handle ->
                        handle.execute("""
                INSERT INTO judgment (id, output_id, version_id, pipeline, hour, policy_version, stratum, model,
                    prompt_version, u, pi, reasons, verdict, score, attempts, input_tokens, output_tokens, cost_micros,
                    latency_ms, judged_at_ms)
                VALUES (?, ?, 'jv-1', 'p', 0, 1, 'all', 'm', 'v1', 0.1, 1, ?, ?, 0.9, 1, 0, 0, 0, 0, ?)
                """, bench.ids.next(), output.id(), reasons, verdict, bench.clock.millis()));
    }
}
