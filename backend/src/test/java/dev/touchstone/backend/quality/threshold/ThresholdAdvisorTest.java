package dev.touchstone.backend.quality.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.policy.AuditScore;
import dev.touchstone.api.quality.AppliedThreshold;
import dev.touchstone.api.quality.ThresholdAdvice;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.audit.AuditPlan;
import dev.touchstone.backend.quality.Observations;
import dev.touchstone.backend.quality.Period;
import dev.touchstone.backend.quality.Selection;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import dev.touchstone.stats.confidence.ScoredOutput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThresholdAdvisorTest {
    private static final Reviewer ALICE = new Reviewer(new ReviewerId("U-alice"), "Alice");

    @EveryDatabase
    void certifiesAppliesAndSpendsNothingByBeingAsked(Workbench bench) {
        bench.pipeline("qa", "{\"audit_rate\":1,\"confidence_threshold\":0.95}");
        for (int i = 0; i < 400; i++) {
            double confidence = 0.5 + 0.001 * i;
            review(bench, i, confidence, confidence < 0.7 ? i % 2 == 0 : i % 100 != 0);
        }
        ThresholdAdvisor advisor = advisor(bench);

        ThresholdAdvice advice = advisor.of(all(bench), 0.2, 0.9);

        assertThat(advice.recalibration()).isEqualTo(1);
        assertThat(advice.delta()).isEqualTo(0.075);
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
        assertThat(next.recalibration()).isEqualTo(1);
        assertThat(next.overall().trial()).isEqualTo(advice.overall().trial());
        assertThat(bench.count("threshold_trial")).isEqualTo(1);
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

    /// Four fifths of a modern model's outputs have confidences above 0.99; the errors are there too, below
    /// 0.9999.
    @EveryDatabase
    void seesAboveNinetyNineHundredths(Workbench bench) {
        bench.pipeline("qa", "{\"audit_rate\":1,\"confidence_threshold\":0.95}");
        for (int i = 0; i < 400; i++) {
            boolean sure = i % 2 == 0;
            review(bench, i, sure ? 0.99995 : 0.995, sure || i % 4 == 1);
        }
        ThresholdAdvisor advisor = advisor(bench);

        ThresholdAdvice.Certificate overall = advisor.of(all(bench), 0.05, 0.9).overall();

        assertThat(overall.threshold()).isEqualTo(0.99995);
        assertThat(overall.why()).startsWith("At or above 0.99995, 0 of 200 audited outputs were wrong");
        assertThat(shareAt(overall, 0.99995)).isCloseTo(0.5, within(1e-9));
        AppliedThreshold applied = advisor.apply(all(bench), 0.05, 0.9, 0.99995, "key");
        assertThat(applied.pipeline().policy().confidenceThreshold()).isEqualTo(0.99995);
        assertThat(bench.pipelines.require(new PipelineName("qa")).policy().confidenceThreshold())
                .isEqualTo(0.99995);
        assertThatThrownBy(() -> advisor.apply(all(bench), 0.05, 0.9, null, "key"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("0.99995 already");
    }

    @EveryDatabase
    void whatWasCountedByHundredthsStandsForIt(Workbench bench) {
        bench.pipeline("qa", "{\"audit_rate\":1}");
        for (int i = 0; i < 200; i++) {
            review(bench, i, 0.9999, true);
        }
        assertThat(advisor(bench).of(all(bench), 0.05, 0.9).assumptions())
                .noneMatch(words -> words.contains("steps of 0.01"));
        bench.database
                .writer()
                .useHandle(handle -> handle.execute(
                        "UPDATE confidence_rollup SET bin = 99, outputs = outputs - 100 WHERE bin >= 100"));
        for (int i = 200; i < 300; i++) {
            review(bench, i, 0.9999, true);
        }

        ThresholdAdvice advice = advisor(bench).of(all(bench), 0.05, 0.9);

        assertThat(advice.assumptions()).anyMatch(words -> words.contains("steps of 0.01"));
        assertThat(shareAt(advice.overall(), 0.99)).isEqualTo(1);
        assertThat(shareAt(advice.overall(), 0.9999)).isCloseTo(0.5, within(1e-9));
    }

    @EveryDatabase
    void anotherModelBeginsTheNextTrialWithItsOwnAudits(Workbench bench) {
        bench.pipeline("qa", "{\"audit_rate\":1}");
        for (int i = 0; i < 200; i++) {
            review(bench, i, 0.9, true);
        }
        ThresholdAdvice first = advisor(bench).of(all(bench), 0.05, 0.9);
        bench.clock.advance(Duration.ofHours(2));
        for (int i = 200; i < 400; i++) {
            review(bench, i, 0.9, i % 2 == 0, "another");
        }

        ThresholdAdvice second = advisor(bench).of(all(bench), 0.05, 0.9);

        assertThat(first.overall().threshold()).isEqualTo(0.9);
        assertThat(first.overall().trial()).isNotNull();
        assertThat(second.overall().threshold()).isNull();
        assertThat(second.audits()).isEqualTo(200);
        assertThat(second.recalibration()).isEqualTo(2);
        assertThat(second.delta()).isCloseTo(0.15 / (Math.PI * Math.PI), within(1e-12));
    }

    @EveryDatabase
    void aTrialKeepsTheThresholdsItBeganWithAndWhatItSaw(Workbench bench) {
        bench.pipeline("qa", "{\"audit_rate\":1}");
        for (int i = 0; i < 200; i++) {
            review(bench, i, 0.9, true);
        }
        ThresholdAdvice.Trial trial =
                advisor(bench).of(all(bench), 0.05, 0.9).overall().trial();
        bench.clock.advance(Duration.ofDays(40));
        for (int i = 200; i < 260; i++) {
            review(bench, i, 0.95, true);
        }
        Selection lately = Selection.all(new PipelineName("qa"), Period.lastDays(30, bench.clock.instant()));

        ThresholdAdvice good = advisor(bench).of(lately, 0.05, 0.9);
        for (int i = 260; i < 270; i++) {
            review(bench, i, 0.95, false);
        }
        ThresholdAdvice bad = advisor(bench).of(lately, 0.05, 0.9);

        assertThat(good.overall().trial()).isEqualTo(trial);
        assertThat(good.audits()).isEqualTo(60);
        assertThat(good.overall().threshold()).isEqualTo(0.9);
        assertThat(bad.overall().threshold()).isNull();
        assertThat(bad.overall().why()).contains("10 of 70 audited outputs were wrong");
    }

    @Test
    void evidenceTakesWhatIsNotDueAsWrong() {
        List<ScoredOutput> decided = new ArrayList<>();
        for (int i = 0; i < 130; i++) {
            decided.add(ScoredOutput.of(0.9, true));
        }
        List<ScoredOutput> slowFirst = new ArrayList<>(decided);
        for (int i = 0; i < 10; i++) {
            slowFirst.addFirst(ScoredOutput.of(0.9, false));
        }
        Traffic traffic =
                Traffic.of(decided.stream().map(ScoredOutput::confidence).toList());

        AnytimeCertification all = new AnytimeCertification(decided, decided, traffic, 0.05, 0.05, 0.075);
        AnytimeCertification waiting = new AnytimeCertification(slowFirst, decided, traffic, 0.05, 0.05, 0.075);

        assertThat(all.of("overall", all.plan(), null, null).threshold()).isEqualTo(0.9);
        assertThat(waiting.of("overall", waiting.plan(), null, null).threshold())
                .isNull();
    }

    @Test
    void noNumberIsSaidOnlyWhenItIsTrue() {
        // Of the surest twentieth none is known to be bad: stricter thresholds than those tested may do.
        List<ScoredOutput> audits = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            audits.add(ScoredOutput.of(i < 100 ? 0.9999 : 0.9, i < 100 || i % 2 == 0));
        }
        AnytimeCertification open = certification(audits);
        AnytimeCertification hopeless = certification(audits.subList(100, 1000));

        assertThat(open.of("overall", open.plan(), null, null).why())
                .contains("cannot be told yet")
                .contains("0.9999")
                .doesNotContain("No number");
        assertThat(hopeless.of("overall", hopeless.plan(), null, null).why()).contains("No number of audits will");
    }

    @EveryDatabase
    void underAnActiveAuditOnlyItsFloorCounts(Workbench bench) {
        bench.pipeline("qa", "{\"confidence_threshold\":0.5,\"audit\":{\"mode\":\"active\",\"rate\":0.4}}");
        for (int i = 0; i < 50; i++) {
            review(bench, i, 0.9, true);
        }
        bench.audits.store(new AuditPlan(
                new PipelineName("qa"),
                1,
                AuditScore.CONFIDENCE,
                0.4,
                0.1,
                List.of(new AuditPlan.Band(0, 0.5, 100, 0.1, 0.6), new AuditPlan.Band(0.8, 0.5, 100, 0.01, 0.2)),
                200,
                0.7,
                bench.clock.instant()));
        bench.clock.advance(Duration.ofMinutes(1));
        for (int i = 50; i < 250; i++) {
            review(bench, i, i % 2 == 0 ? 0.6 : 0.9, true);
        }

        long floor = bench.database
                .reader()
                .withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM review WHERE u < 0.1")
                        .mapTo(Long.class)
                        .one());
        assertThat(advisor(bench).of(all(bench), 0.2, 0.9).audits())
                .isEqualTo(floor)
                .isBetween(10L, 45L);
        assertThat(bench.count("review")).isGreaterThan(2 * floor);
    }

    private static AnytimeCertification certification(List<ScoredOutput> audits) {
        return new AnytimeCertification(
                audits,
                audits,
                Traffic.of(audits.stream().map(ScoredOutput::confidence).toList()),
                0.05,
                0.05,
                0.075);
    }

    private static double shareAt(ThresholdAdvice.Certificate certificate, double threshold) {
        return certificate.curve().stream()
                .filter(point -> point.threshold() == threshold)
                .findFirst()
                .orElseThrow()
                .autoShare();
    }

    private static void review(Workbench bench, int number, double confidence, boolean right) {
        review(bench, number, confidence, right, "model");
    }

    private static void review(Workbench bench, int number, double confidence, boolean right, String model) {
        OutputReceipt receipt = bench.post(NewOutput.text("qa", "out-" + number, "an answer")
                .confidence(confidence)
                .model(model)
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
