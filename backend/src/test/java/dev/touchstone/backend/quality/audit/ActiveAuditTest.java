package dev.touchstone.backend.quality.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.policy.AuditScore;
import dev.touchstone.api.quality.AuditAdvice;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.audit.AuditPlan;
import dev.touchstone.backend.quality.Observations;
import dev.touchstone.backend.quality.Period;
import dev.touchstone.backend.quality.estimate.Observed;
import dev.touchstone.backend.quality.estimate.PopulationCount;
import dev.touchstone.backend.quality.estimate.QualityEstimator;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import dev.touchstone.stats.estimate.HajekEstimate;
import dev.touchstone.stats.estimate.Target;
import java.time.Duration;
import java.util.Map;

/// An active audit by confidence, from past verdicts to the estimate.
class ActiveAuditTest {
    private static final PipelineName QA = new PipelineName("qa");
    private static final Reviewer ALICE = new Reviewer(new ReviewerId("U-alice"), "Alice");
    private static final String PLAIN = "{\"audit_rate\":1,\"confidence_threshold\":0.5}";
    private static final String ACTIVE =
            "{\"confidence_threshold\":0.5,\"audit\":{\"mode\":\"active\",\"rate\":0.2,\"floor\":0.25}}";

    private static AuditPlanner planner(Workbench bench) {
        return new AuditPlanner(
                bench.database, new Observations(bench.database), bench.audits, bench.pipelines, bench.clock);
    }

    /// One output in ten is unsure, and every second of these is wrong; one of fifty of the others is.
    private static boolean unsure(int number) {
        return number % 10 == 0;
    }

    private static boolean wrong(int number) {
        return unsure(number) ? number % 20 == 0 : number % 50 == 1;
    }

    private static OutputReceipt post(Workbench bench, int number, double confidence) {
        OutputReceipt receipt = bench.post(NewOutput.text("qa", "out-" + number, "an answer")
                .confidence(confidence)
                .build());
        if (receipt.reviewId() != null) {
            boolean wrong = wrong(number);
            bench.decisions.decide(
                    receipt.reviewId(),
                    new NewDecision(
                            ALICE,
                            wrong ? DecisionAction.REJECT : DecisionAction.APPROVE,
                            0,
                            null,
                            Map.of(),
                            wrong ? "wrong" : null,
                            Map.of(),
                            Map.of(),
                            null,
                            1.0,
                            true),
                    null);
        }
        return receipt;
    }

    private static void pastAudits(Workbench bench, boolean telling) {
        bench.pipeline("qa", PLAIN);
        for (int i = 0; i < 300; i++) {
            post(bench, i, unsure(i) && telling ? 0.6 : 0.9 + (i % 7) * 0.01);
        }
    }

    @EveryDatabase
    void bandsAreFixedFromPastAuditsAndThePopulationOfEachIsCounted(Workbench bench) {
        pastAudits(bench, true);
        bench.pipeline("qa", ACTIVE);
        AuditPlanner planner = planner(bench);

        assertThat(planner.catchUp()).isEqualTo(1);
        assertThat(planner.catchUp()).isZero();
        AuditPlan plan = bench.audits.find(QA, 2).orElseThrow();
        assertThat(plan.bands().stream()
                        .mapToDouble(band -> band.share() * band.rate())
                        .sum())
                .isCloseTo(0.2, within(1e-9));
        double unsure = plan.routed().of(0.6);
        double sure = plan.routed().of(0.95);
        assertThat(unsure).isGreaterThan(2 * sure);
        assertThat(sure).isGreaterThanOrEqualTo(0.05);

        bench.clock.advance(Duration.ofHours(1));
        int reviews = 0;
        for (int i = 300; i < 1300; i++) {
            OutputReceipt receipt = post(bench, i, unsure(i) ? 0.6 : 0.95);
            assertThat(receipt.inclusionProbability()).isEqualTo(unsure(i) ? unsure : sure);
            reviews += receipt.reviewId() == null ? 0 : 1;
        }

        Observed observed = new Observations(bench.database)
                .of(
                        QA,
                        Period.of(bench.clock.instant(), bench.clock.instant().plusSeconds(3600)),
                        bench.clock.millis());
        assertThat(observed.population())
                .extracting(PopulationCount::inclusion, PopulationCount::outputs)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(unsure, 100L),
                        org.assertj.core.groups.Tuple.tuple(sure, 900L));
        assertThat(observed.reviews()).hasSize(reviews);
        assertThat(reviews).isBetween(150, 250);
        // Which outputs chance drew differs from run to run: an interval that all but a few in a million hold.
        HajekEstimate estimate = new QualityEstimator(observed, 0.99999, Target.FINITE)
                .approval()
                .orElseThrow();
        assertThat(estimate.interval().contains(1 - 0.05 - 0.018)).isTrue();
    }

    @EveryDatabase
    void whatHasNoBandsIsAuditedPlainly(Workbench bench) {
        bench.pipeline("qa", ACTIVE);
        assertThat(planner(bench).catchUp()).isZero();
        assertThat(post(bench, 1, 0.9).inclusionProbability()).isEqualTo(0.2);
        // A doubtful output is reviewed anyway, and audited plainly.
        assertThat(post(bench, 2, 0.3).inclusionProbability()).isEqualTo(1);
        assertThat(advice(bench, AuditScore.CONFIDENCE)).satisfies(advice -> {
            assertThat(advice.outcome()).isEqualTo(AuditAdvice.Outcome.TOO_FEW_AUDITS);
            assertThat(advice.advice()).contains("of the last 90 days have this score; with 200 one can tell");
            assertThat(advice.inForce()).isNull();
        });
    }

    @EveryDatabase
    void adviceSaysWhatIsGainedAndPromisesNothingThatIsNotThere(Workbench bench) {
        pastAudits(bench, true);

        AuditAdvice advice = advice(bench, AuditScore.CONFIDENCE);

        assertThat(advice.outcome()).isEqualTo(AuditAdvice.Outcome.FEWER_REVIEWS);
        assertThat(advice.learnt().audits()).isEqualTo(300);
        assertThat(advice.learnt().wrong()).isEqualTo(21);
        assertThat(advice.advice())
                .matches("About \\d\\d % fewer reviews for the same interval \\(from 300 audits\\)\\.");
        assertThat(advice.bands()).hasSizeBetween(2, 5);
        assertThat(advice(bench, AuditScore.JUDGE).advice()).contains("Give judge.share at least the audit rate");
    }

    @EveryDatabase
    void aScoreThatTellsNothingKeepsTheAuditPlain(Workbench bench) {
        pastAudits(bench, false);
        bench.pipeline("qa", ACTIVE);

        assertThat(planner(bench).catchUp()).isZero();
        assertThat(bench.audits.find(QA, 2)).isEmpty();
        AuditAdvice advice = advice(bench, AuditScore.CONFIDENCE);
        assertThat(advice.outcome()).isEqualTo(AuditAdvice.Outcome.KEEP_PLAIN);
        assertThat(advice.advice()).contains("keep the plain audit").contains("300 audits");
        assertThat(advice.bands()).isEmpty();
    }

    private static AuditAdvice advice(Workbench bench, AuditScore score) {
        return new AuditAdvisor(planner(bench)).of(bench.pipelines.require(QA), score);
    }
}
