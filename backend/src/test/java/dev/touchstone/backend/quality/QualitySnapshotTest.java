package dev.touchstone.backend.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.quality.QualityFigure;
import dev.touchstone.api.quality.QualityGroup;
import dev.touchstone.api.quality.QualityReport;
import dev.touchstone.api.quality.QualityTargets;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.review.ReviewUpkeep;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import dev.touchstone.stats.estimate.Hajek;
import dev.touchstone.stats.estimate.HajekEstimate;
import dev.touchstone.stats.estimate.ReviewedOutput;
import dev.touchstone.stats.estimate.StratumSample;
import dev.touchstone.stats.estimate.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

class QualitySnapshotTest {
    @EveryDatabase
    void mixedRoutesAreTheStratifiedEstimateOfTheStatistics(Workbench bench) {
        bench.pipeline("qa", "{\"audit_rate\":0.2,\"confidence_threshold\":0.5}");
        List<ReviewedOutput> certain = new ArrayList<>();
        List<ReviewedOutput> audited = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            boolean doubtful = i % 4 == 0;
            OutputReceipt receipt = Stream.post(bench, new PipelineName("qa"), i, doubtful ? 0.3 : 0.9);
            if (receipt.reviewId() != null) {
                boolean right = doubtful ? i % 8 == 0 : i % 7 != 0;
                Stream.decide(bench, receipt.reviewId(), right ? DecisionAction.APPROVE : DecisionAction.REJECT);
                (doubtful ? certain : audited).add(new ReviewedOutput(right ? 1 : 0, doubtful ? 1 : 0.2));
            }
        }
        HajekEstimate expected = Hajek.estimate(
                        List.of(new StratumSample(150, 0.2, audited), new StratumSample(50, 1.0, certain)),
                        Target.FINITE,
                        0.95)
                .orElseThrow();

        QualityGroup all = total(bench, new PipelineName("qa"));

        QualityFigure approval = figure(all, "approval_rate");
        assertThat(approval.value()).isCloseTo(expected.value(), within(1e-12));
        assertThat(approval.interval().lower()).isCloseTo(expected.interval().lower(), within(1e-12));
        assertThat(approval.interval().upper()).isCloseTo(expected.interval().upper(), within(1e-12));
        assertThat(approval.effective()).isCloseTo(expected.effective(), within(1e-9));
        assertThat(approval.population()).isEqualTo(200);
        assertThat(approval.reviewed()).isEqualTo(certain.size() + audited.size());
        assertThat(approval.policyVersions()).containsExactly(1);
        assertThat(approval.target()).isEqualTo("finite");
        assertThat(approval.enough()).isTrue();
        assertThat(figure(all, "error_rate").value()).isCloseTo(1 - expected.value(), within(1e-12));
        assertThat(figure(all, "brier").interval()).isNotNull();
    }

    @EveryDatabase
    void noReviewsNoOutputsAndNoFutureAreSaidPlainly(Workbench bench) {
        bench.pipeline("qa", "{\"audit_rate\":0.05}");
        assertThat(figure(total(bench, new PipelineName("qa")), "error_rate").note())
                .isEqualTo("there are no outputs in this selection");

        OutputReceipt receipt = Stream.post(bench, new PipelineName("qa"), 1, 0.1);

        QualityFigure waiting = figure(total(bench, new PipelineName("qa")), "error_rate");
        assertThat(waiting.value()).isNull();
        assertThat(waiting.interval()).isNull();
        assertThat(waiting.enough()).isFalse();
        assertThat(waiting.moreReviews()).isPositive();
        assertThat(waiting.note()).isEqualTo("not enough reviews: none of the 1 drawn for review is decided yet");

        Stream.decide(bench, receipt.reviewId(), DecisionAction.APPROVE);

        QualityFigure one = figure(total(bench, new PipelineName("qa")), "approval_rate");
        assertThat(one.value()).isEqualTo(1);
        assertThat(one.note()).startsWith("not enough reviews: ").endsWith(" more for ± 3 points");
        Period tomorrow = Period.of(
                bench.clock.instant().plus(Duration.ofDays(1)),
                bench.clock.instant().plus(Duration.ofDays(2)));
        assertThatThrownBy(() ->
                        snapshot(bench).of(Selection.all(new PipelineName("qa"), tomorrow), null, 0.95, Target.FINITE))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("in the future");
    }

    @EveryDatabase
    void anAuditRateOfZeroLeavesItsShareUncovered(Workbench bench) {
        bench.pipeline("qa", "{\"audit_rate\":0,\"confidence_threshold\":0.5}");
        for (int i = 0; i < 100; i++) {
            OutputReceipt receipt = Stream.post(bench, new PipelineName("qa"), i, i < 30 ? 0.2 : 0.9);
            if (receipt.reviewId() != null) {
                Stream.decide(bench, receipt.reviewId(), DecisionAction.APPROVE);
            }
        }

        QualityGroup all = total(bench, new PipelineName("qa"));

        QualityFigure approval = figure(all, "approval_rate");
        assertThat(approval.value()).isNull();
        assertThat(approval.interval().lower()).isCloseTo(0.3, within(1e-12));
        assertThat(approval.interval().upper()).isEqualTo(1);
        assertThat(approval.note()).startsWith("70 % of the outputs came in under an audit rate of 0");
        assertThat(all.coverage().unreachableShare()).isCloseTo(0.7, within(1e-12));
    }

    @EveryDatabase
    void allCorrectKeepsAnIntervalAndAChangedPolicyIsTwoPopulations(Workbench bench) {
        bench.pipeline("qa", "{\"audit_rate\":0.5,\"confidence_threshold\":0}");
        postAndApprove(bench, 0, 60);
        bench.pipeline("qa", "{\"audit_rate\":0.25,\"confidence_threshold\":0}");
        postAndApprove(bench, 60, 160);

        QualityGroup all = total(bench, new PipelineName("qa"));

        QualityFigure approval = figure(all, "approval_rate");
        assertThat(approval.value()).isEqualTo(1);
        assertThat(approval.interval().lower()).isBetween(0.8, 0.99);
        assertThat(approval.policyVersions()).containsExactly(1, 2);
        assertThat(all.notes()).anyMatch(note -> note.contains("versions [1, 2] are estimated apart"));
        assertThat(figure(all, "correction_rate").interval().upper()).isPositive();
    }

    @EveryDatabase
    void reviewsWithoutAnAnswerAreNotTakenForReviewed(Workbench bench) {
        bench.pipeline(
                "qa",
                "{\"audit_rate\":0.1,\"confidence_threshold\":0.9,\"review_sla\":\"1h\"," + "\"expire_after\":\"1d\"}");
        for (int i = 0; i < 100; i++) {
            OutputReceipt receipt = Stream.post(bench, new PipelineName("qa"), i, 0.5);
            if (i < 80) {
                Stream.decide(bench, receipt.reviewId(), i % 10 == 0 ? DecisionAction.EDIT : DecisionAction.APPROVE);
            }
        }

        QualityGroup pending = total(bench, new PipelineName("qa"));
        bench.clock.advance(Duration.ofHours(2));
        QualityGroup overdue = total(bench, new PipelineName("qa"));

        assertThat(pending.coverage().pending()).isEqualTo(20);
        assertThat(overdue.coverage().missing()).isEqualTo(20);
        QualityFigure approval = figure(overdue, "approval_rate");
        assertThat(approval.value()).isCloseTo(0.9, within(1e-12));
        assertThat(approval.interval().width()).isPositive();
        assertThat(approval.worstCase().lower()).isCloseTo(0.72, within(1e-12));
        assertThat(approval.worstCase().upper()).isCloseTo(0.92, within(1e-12));

        // What has expired did not come back either, and counts as nothing else.
        bench.clock.advance(Duration.ofDays(1));
        new ReviewUpkeep(
                        bench.database,
                        bench.clock,
                        bench.signals,
                        bench.ledger,
                        bench.outbox,
                        bench.outputs,
                        bench.pipelines,
                        bench.queue)
                .run();
        assertThat(bench.queue.openCount()).isZero();
        QualityGroup expired = total(bench, new PipelineName("qa"));
        assertThat(expired.coverage().missing()).isEqualTo(20);
        assertThat(figure(expired, "approval_rate")).isEqualTo(approval);
    }

    @EveryDatabase
    void weeksAndVersionsAreComparedByMover(Workbench bench) {
        bench.pipeline("qa", "{\"audit_rate\":1}");
        for (int i = 0; i < 80; i++) {
            bench.clock.advance(Duration.ofHours(4));
            OutputReceipt receipt = Stream.post(bench, new PipelineName("qa"), i, 0.9);
            boolean right = i < 40 ? i % 10 != 0 : i % 3 != 0;
            Stream.decide(bench, receipt.reviewId(), right ? DecisionAction.APPROVE : DecisionAction.REJECT);
        }
        Period now = Period.of(
                bench.clock.instant().minus(Duration.ofHours(4 * 40 - 1)),
                bench.clock.instant().plusMillis(1));
        Selection selection = Selection.all(new PipelineName("qa"), now);

        QualityReport report =
                snapshot(bench).compare(selection, selection.in(now.before()), QualitySnapshot.Breakdown.WEEK, 0.95);

        QualityReport.Difference approval = report.comparison().differences().getFirst();
        assertThat(approval.metric()).isEqualTo("approval_rate");
        assertThat(approval.value()).isNegative();
        assertThat(approval.clear()).isTrue();
        assertThat(approval.target()).isEqualTo("process");
        assertThat(report.groups()).hasSizeGreaterThan(1);
        assertThatThrownBy(() -> snapshot(bench).compare(selection, selection, null, 0.95))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("share outputs");
    }

    @EveryDatabase
    void aSimulatedPipelineIsEstimatedWithoutBiasWherePoolingFails(Workbench bench) {
        bench.pipeline("qa", "{\"audit_rate\":0.2,\"confidence_threshold\":0.5}");
        SplittableRandom random = new SplittableRandom(7);
        int right = 0;
        int reviewed = 0;
        int reviewedRight = 0;
        for (int i = 0; i < 600; i++) {
            boolean doubtful = random.nextDouble() < 0.3;
            boolean correct = random.nextDouble() < (doubtful ? 0.4 : 0.95);
            right += correct ? 1 : 0;
            OutputReceipt receipt = Stream.post(bench, new PipelineName("qa"), i, doubtful ? 0.2 : 0.8);
            if (receipt.reviewId() != null) {
                reviewed++;
                reviewedRight += correct ? 1 : 0;
                Stream.decide(bench, receipt.reviewId(), correct ? DecisionAction.APPROVE : DecisionAction.REJECT);
            }
        }

        // Output ids are random, so the draw is too: an interval that misses one time in ten thousand keeps this
        // stable.
        Selection all = Selection.all(new PipelineName("qa"), Period.lastDays(28, bench.clock.instant()));
        QualityFigure approval =
                figure(snapshot(bench).of(all, null, 0.9999, Target.FINITE).total(), "approval_rate");

        double truth = right / 600.0;
        assertThat(truth)
                .isBetween(approval.interval().lower(), approval.interval().upper());
        assertThat((double) reviewedRight / reviewed)
                .isLessThan(approval.interval().lower());
    }

    @EveryDatabase
    void targetsStandBesideTheirTargets(Workbench bench) {
        bench.pipeline("qa", "{\"audit_rate\":0.5,\"confidence_threshold\":0}");
        postAndApprove(bench, 0, 100);

        QualityTargets seed = new TargetReport(bench.database, new Observations(bench.database), bench.clock)
                .of(new PipelineName("qa"), Period.lastDays(28, bench.clock.instant()), 0.95);

        assertThat(seed.metric("human_review_rate").orElseThrow().goal().standing())
                .isEqualTo(QualityTargets.Standing.MISSED);
        assertThat(seed.metric("time_to_review").orElseThrow().measured().value())
                .isEqualTo(40);
        assertThat(seed.metric("time_to_review").orElseThrow().goal().standing())
                .isEqualTo(QualityTargets.Standing.MET);
        assertThat(seed.metric("correction_rate").orElseThrow().measured().value())
                .isEqualTo(0);
        assertThat(seed.metric("quarterly_improvement").orElseThrow().note()).contains("no outputs");
    }

    private static void postAndApprove(Workbench bench, int from, int to) {
        for (int i = from; i < to; i++) {
            OutputReceipt receipt = Stream.post(bench, new PipelineName("qa"), i, 0.9);
            if (receipt.reviewId() != null) {
                Stream.decide(bench, receipt.reviewId(), DecisionAction.APPROVE);
            }
        }
    }

    private static QualitySnapshot snapshot(Workbench bench) {
        return new QualitySnapshot(new Observations(bench.database), bench.clock);
    }

    private static QualityGroup total(Workbench bench, PipelineName pipeline) {
        Selection selection = Selection.all(pipeline, Period.lastDays(28, bench.clock.instant()));
        return snapshot(bench).of(selection, null, 0.95, Target.FINITE).total();
    }

    private static QualityFigure figure(QualityGroup group, String metric) {
        return group.figure(metric).orElseThrow();
    }
}
