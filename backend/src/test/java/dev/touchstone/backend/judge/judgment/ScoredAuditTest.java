package dev.touchstone.backend.judge.judgment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.policy.AuditScore;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.audit.AuditPlan;
import dev.touchstone.backend.audit.ScoredAudits;
import dev.touchstone.backend.judge.JudgeBench;
import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.quality.Observations;
import dev.touchstone.backend.quality.Period;
import dev.touchstone.backend.quality.estimate.Observed;
import dev.touchstone.backend.quality.estimate.PopulationCount;
import dev.touchstone.backend.quality.estimate.ReviewFact;
import dev.touchstone.backend.store.DatabaseConfig;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.sandbox.judge.MockAnswer;
import dev.touchstone.sandbox.judge.MockQuestion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// An active audit by the judge's score, which comes after the output.
class ScoredAuditTest {
    private static final PipelineName PIPELINE = new PipelineName(JudgeBench.PIPELINE);
    private static final double RATE = 0.4;
    private static final double FLOOR = 0.1;
    private static final double DOUBTED = 0.9;
    private static final double TRUSTED = 0.2;
    private static final int OUTPUTS = 60;
    private static final Reviewer ALICE = new Reviewer(new ReviewerId("U-alice"), "Alice");

    private final List<OutputReceipt> posted = new ArrayList<>();

    private static MockAnswer verdict(MockQuestion question) {
        return question.body().toString().contains("a bad answer")
                ? JudgeBench.rejecting(question)
                : JudgeBench.approving(question);
    }

    private static JudgeBench bench(DatabaseConfig database) {
        JudgeBench judge = new JudgeBench(database, "{}", ScoredAuditTest::verdict);
        judge.bench.pipeline(
                JudgeBench.PIPELINE,
                "{\"audit_rate\": 0.4, \"audit\": {\"mode\": \"active\", \"score\": \"judge\"},"
                        + " \"judge\": {\"share\": 1, \"disagreement\": false, \"examples\": 0}}");
        AuditPlan plan = new AuditPlan(
                PIPELINE,
                judge.bench.pipelines.require(PIPELINE).policyVersion(),
                AuditScore.JUDGE,
                RATE,
                FLOOR,
                List.of(
                        new AuditPlan.Band(0, 0.3, 100, 0.4, DOUBTED),
                        new AuditPlan.Band(0.5, 0.7, 500, 0.01, TRUSTED)),
                600,
                0.6,
                judge.bench.clock.instant());
        assertThat(judge.bench.audits.store(plan)).isTrue();
        return judge;
    }

    private static boolean bad(int number) {
        return number % 3 == 0;
    }

    private void post(JudgeBench judge) {
        for (int i = 0; i < OUTPUTS; i++) {
            OutputReceipt receipt = judge.bench.post(
                    NewOutput.text(JudgeBench.PIPELINE, "out-" + i, bad(i) ? "a bad answer" : "a good answer")
                            .query("a question")
                            .confidence(0.95)
                            .build());
            assertThat(receipt.inclusionProbability()).isEqualTo(FLOOR);
            posted.add(receipt);
        }
    }

    private void judged(JudgeBench judge) {
        judge.judging.start();
        judge.eventually("all judged", () -> posted.stream().allMatch(receipt -> judge.judged(receipt.id())));
    }

    private Observed observed(JudgeBench judge) {
        return new Observations(judge.bench.database)
                .of(
                        PIPELINE,
                        Period.lastDays(7, judge.bench.clock.instant().plusSeconds(3600)),
                        judge.bench.clock.millis());
    }

    private static Map<Double, Long> population(Observed observed) {
        Map<Double, Long> counts = new TreeMap<>();
        for (PopulationCount count : observed.population()) {
            counts.merge(count.inclusion(), count.outputs(), Long::sum);
        }
        return counts;
    }

    private OutputRow row(JudgeBench judge, int number) {
        return judge.bench.outputs.find(posted.get(number).id()).orElseThrow();
    }

    private void everyOneIsDrawnByItsBand(JudgeBench judge, Observed observed) {
        Map<String, ReviewFact> reviews = new TreeMap<>();
        observed.reviews().forEach(review -> reviews.put(review.outputId().value(), review));
        for (int i = 0; i < OUTPUTS; i++) {
            OutputRow row = row(judge, i);
            double rate = bad(i) ? DOUBTED : TRUSTED;
            ReviewFact review = reviews.get(row.id().value());
            assertThat(review != null).as("drawn").isEqualTo(row.draw().u() < rate);
            if (review != null) {
                assertThat(review.inclusion()).isEqualTo(rate);
                assertThat(review.intakeInclusion()).isEqualTo(rate);
                assertThat(review.auditRate()).isEqualTo(rate);
            }
            // What was fixed when it arrived stays.
            assertThat(row.draw().pi()).isEqualTo(FLOOR);
        }
        assertThat(population(observed)).isEqualTo(Map.of(DOUBTED, 20L, TRUSTED, 40L));
    }

    @EveryDatabase
    void theDrawHappensWhenTheScoreDoesByTheSameKey(DatabaseConfig database) {
        try (JudgeBench judge = bench(database)) {
            post(judge);
            assertThat(population(observed(judge))).isEqualTo(Map.of(FLOOR, (long) OUTPUTS));

            judged(judge);

            Observed observed = observed(judge);
            everyOneIsDrawnByItsBand(judge, observed);
            assertThat(judge.bench.count("audit_draw")).isEqualTo(OUTPUTS);
            assertThat(observed.reviews().size()).isGreaterThan(15);
            for (int i = 0; i < OUTPUTS; i++) {
                OutputRow row = row(judge, i);
                if (row.routed().reviewId() != null) {
                    assertThat(judge.bench.queue.find(row.routed().reviewId()).orElseThrow())
                            .satisfies(review -> {
                                assertThat(review.asked().blind()).isTrue();
                                assertThat(review.asked().reasons()).containsExactly(RouteReason.RANDOM_AUDIT);
                            });
                }
            }
        }
    }

    @EveryDatabase
    void aScoreThatComesAfterTheVerdictSaysTheSameProbability(DatabaseConfig database) {
        try (JudgeBench judge = bench(database)) {
            post(judge);
            int decided = 0;
            for (OutputReceipt receipt : posted) {
                if (receipt.reviewId() != null) {
                    decided++;
                    judge.bench.decisions.decide(
                            receipt.reviewId(),
                            new NewDecision(
                                    ALICE,
                                    DecisionAction.APPROVE,
                                    0,
                                    null,
                                    Map.of(),
                                    null,
                                    Map.of(),
                                    Map.of(),
                                    null,
                                    1.0,
                                    true),
                            null);
                }
            }

            judged(judge);

            Observed observed = observed(judge);
            everyOneIsDrawnByItsBand(judge, observed);
            assertThat(observed.reviews().stream().filter(ReviewFact::decided)).hasSize(decided);
            assertThat(decided).isPositive();
        }
    }

    @EveryDatabase
    void aScoreThatComesTooLateDrawsNothing(DatabaseConfig database) {
        try (JudgeBench judge = bench(database)) {
            post(judge);
            judge.bench.clock.advance(Duration.ofHours(25));

            judged(judge);

            assertThat(judge.bench.count("audit_draw")).isZero();
            assertThat(population(observed(judge))).isEqualTo(Map.of(FLOOR, (long) OUTPUTS));
        }
    }

    @EveryDatabase
    void anotherVersionOfTheJudgeChangesNoBand(DatabaseConfig database) {
        try (JudgeBench judge = bench(database)) {
            post(judge);
            judged(judge);
            ScoredAudits again = new ScoredAudits(
                    judge.bench.audits, judge.bench.pipelines, judge.bench.queue, judge.bench.ids, judge.bench.clock);

            for (int i = 0; i < OUTPUTS; i++) {
                OutputRow row = row(judge, i);
                judge.bench
                        .database
                        .writer()
                        .useTransaction(transaction -> again.draw(transaction, row, 0.1, "jv-another"));
            }

            everyOneIsDrawnByItsBand(judge, observed(judge));
        }
    }

    @EveryDatabase
    void aPolicyThatChangesMeanwhileLeavesTheBandsOfBefore(DatabaseConfig database) {
        try (JudgeBench judge = bench(database)) {
            post(judge);
            judge.bench.pipeline(JudgeBench.PIPELINE, "{\"audit_rate\": 0.3, \"judge\": {\"share\": 1}}");

            judged(judge);

            everyOneIsDrawnByItsBand(judge, observed(judge));
        }
    }
}
