package dev.touchstone.backend.quality.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.quality.AppliedThreshold;
import dev.touchstone.api.quality.ThresholdAdvice;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.output.ConfidenceRollup;
import dev.touchstone.backend.quality.Observations;
import dev.touchstone.backend.quality.Period;
import dev.touchstone.backend.quality.Selection;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import dev.touchstone.stats.confidence.ScoredOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThresholdAdvisorTest {
    private static final Reviewer ALICE = new Reviewer(new ReviewerId("U-alice"), "Alice");

    @EveryDatabase
    void certifiesAppliesAndSpendsTheErrorBudget(Workbench bench) {
        bench.pipeline("qa", "{\"audit_rate\":1,\"confidence_threshold\":0.95}");
        for (int i = 0; i < 400; i++) {
            double confidence = 0.5 + 0.001 * i;
            review(bench, i, confidence, confidence < 0.7 ? i % 2 == 0 : i % 100 != 0);
        }
        ThresholdAdvisor advisor = advisor(bench);

        ThresholdAdvice advice = advisor.of(all(bench), 0.2, 0.9);

        assertThat(advice.recalibration()).isEqualTo(1);
        assertThat(advice.delta()).isCloseTo(0.6 / (Math.PI * Math.PI), within(1e-12));
        assertThat(advice.audits()).isEqualTo(400);
        assertThat(advice.overall().threshold()).isBetween(0.55, 0.7);
        ThresholdAdvice.Point half = advice.overall().curve().stream()
                .filter(point -> point.threshold() == 0.7)
                .findFirst()
                .orElseThrow();
        assertThat(half.autoShare()).isCloseTo(0.5, within(0.01));
        assertThat(half.audited()).isEqualTo(200);
        assertThatThrownBy(() -> advisor.apply(all(bench), 0.2, 0.9, 0.123, "key"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("certified threshold is");

        AppliedThreshold applied =
                advisor.apply(all(bench), 0.2, 0.9, advice.overall().threshold(), "key");

        assertThat(applied.pipeline().policyVersion()).isEqualTo(2);
        assertThat(applied.pipeline().policy().confidenceThreshold())
                .isEqualTo(advice.overall().threshold());
        assertThat(applied.pipeline().policy().auditRate()).isEqualTo(1);
        ThresholdAdvice next = advisor.of(all(bench), 0.2, 0.9);
        assertThat(next.recalibration()).isEqualTo(2);
        assertThat(next.delta()).isCloseTo(advice.delta() / 4, within(1e-12));
        assertThat(bench.count("confidence_rollup")).isBetween(38L, 42L);
    }

    @EveryDatabase
    void refusesPlainly(Workbench bench) {
        bench.pipeline("qa", "{\"audit_rate\":1}");
        assertThat(advisor(bench).of(all(bench), 0.05, 0.9).overall().why())
                .startsWith("None can be certified, because there are no decided audits");
        for (int i = 0; i < 200; i++) {
            review(bench, i, 0.9, i % 2 == 0);
        }

        ThresholdAdvice wrong = advisor(bench).of(all(bench), 0.05, 0.9);

        assertThat(wrong.overall().threshold()).isNull();
        assertThat(wrong.overall().why())
                .contains("100 of 200 audited outputs were wrong")
                .contains("No number of audits");
        assertThatThrownBy(() -> advisor(bench).apply(all(bench), 0.05, 0.9, null, "key"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("None can be certified");
        assertThat(bench.count("threshold_application")).isZero();

        bench.pipeline("qa", "{\"audit_rate\":0,\"confidence_threshold\":0.5}");
        review(bench, 1000, 0.9, true);
        assertThat(advisor(bench).of(all(bench), 0.05, 0.9).overall().why()).contains("audit rate of 0");
    }

    @Test
    void saysHowManyMoreAuditsWouldDo() {
        List<ScoredOutput> audits = new ArrayList<>();
        List<Double> confidences = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            audits.add(ScoredOutput.of(0.9, i != 0));
            confidences.add(0.9);
        }

        ThresholdAdvice.Certificate few =
                new Certification(audits, Traffic.of(confidences), 0.05, 0.05, 0.05).of("overall", null);

        assertThat(few.threshold()).isNull();
        assertThat(few.moreAudits()).isBetween(10L, 400L);
        assertThat(few.why()).contains("too few").contains("more audits would do");
    }

    @Test
    void binsAgreeWithComparisons() {
        for (int bin = 0; bin < ConfidenceRollup.BINS; bin++) {
            double end = ConfidenceRollup.lowerEnd(bin);
            assertThat(ConfidenceRollup.binOf(end)).isEqualTo(bin);
            if (bin > 0) {
                assertThat(ConfidenceRollup.binOf(Math.nextDown(end))).isEqualTo(bin - 1);
            }
        }
        assertThat(ConfidenceRollup.binOf(1.0)).isEqualTo(99);
        assertThat(ConfidenceRollup.binOf(null)).isEqualTo(ConfidenceRollup.NONE);
    }

    private static void review(Workbench bench, int number, double confidence, boolean right) {
        OutputReceipt receipt = bench.post(NewOutput.text("qa", "out-" + number, "an answer")
                .confidence(confidence)
                .build());
        if (receipt.reviewId() != null) {
            DecisionAction action = right ? DecisionAction.APPROVE : DecisionAction.REJECT;
            bench.decisions.decide(
                    receipt.reviewId(),
                    new NewDecision(
                            ALICE,
                            action,
                            0,
                            null,
                            Map.of(),
                            right ? null : "wrong",
                            Map.of(),
                            Map.of(),
                            null,
                            1.0,
                            true),
                    null);
        }
    }

    private static Selection all(Workbench bench) {
        return Selection.all(new PipelineName("qa"), Period.lastDays(30, bench.clock.instant()));
    }

    private static ThresholdAdvisor advisor(Workbench bench) {
        return new ThresholdAdvisor(bench.database, new Observations(bench.database), bench.pipelines, bench.clock);
    }
}
