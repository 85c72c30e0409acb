package dev.touchstone.backend.quality.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.quality.AgreementReport;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.UndoRequest;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.quality.Period;
import dev.touchstone.backend.quality.Selection;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class AgreementTest {
    private static final Reviewer ANN = new Reviewer(new ReviewerId("U-ann"), "Ann");
    private static final Reviewer BOB = new Reviewer(new ReviewerId("U-bob"), "Bob");

    @EveryDatabase
    void reopenedReviewsShowWhetherReviewersAgree(Workbench bench) {
        bench.pipeline("qa", "{}");
        assertThat(report(bench).nominal().standing()).isEqualTo("n/a");

        twice(bench, "a", DecisionAction.APPROVE, DecisionAction.APPROVE);
        assertThat(report(bench).nominal().note()).contains("with one category agreement is not defined");
        twice(bench, "b", DecisionAction.REJECT, DecisionAction.REJECT);
        twice(bench, "c", DecisionAction.APPROVE, DecisionAction.REJECT);
        twice(bench, "d", DecisionAction.REJECT, DecisionAction.APPROVE);
        ReviewId slip = bench.openReview(new PipelineName("qa"), "e");
        bench.decisions.decide(slip, decision(ANN, DecisionAction.REJECT, 0), null);
        bench.decisions.undo(slip, new UndoRequest(ANN, 1, null), null);
        bench.decisions.decide(slip, decision(BOB, DecisionAction.APPROVE, 2), null);

        AgreementReport report = report(bench);

        assertThat(report.units()).isEqualTo(4);
        assertThat(report.reviewers()).isEqualTo(2);
        // 4 pairs, half of them agreeing, both categories equally often: 1 - (1/2) / (4/7).
        assertThat(report.nominal().value()).isCloseTo(0.125, within(1e-12));
        // Of two categories every scale says the same.
        assertThat(report.interval().value()).isCloseTo(0.125, within(1e-12));
        assertThat(report.nominal().standing()).isEqualTo("weak");
        assertThat(report.nominal().enough()).isFalse();
        assertThat(report.warning()).contains("sharpen the rubric");
    }

    @EveryDatabase
    void anEditIsNearerToAnApprovalThanARejectionIs(Workbench bench) {
        bench.pipeline("qa", "{}");
        twice(bench, "a", DecisionAction.APPROVE, DecisionAction.EDIT);
        twice(bench, "b", DecisionAction.APPROVE, DecisionAction.APPROVE);
        twice(bench, "c", DecisionAction.REJECT, DecisionAction.REJECT);

        AgreementReport report = report(bench);

        // Ratings 2 1 | 2 2 | 0 0. Nominal: 1 - (2/6) / (22/30); interval: 1 - (2/6) / (58/30).
        assertThat(report.nominal().value()).isCloseTo(12 / 22.0, within(1e-12));
        assertThat(report.interval().value()).isCloseTo(48 / 58.0, within(1e-12));
        assertThat(report.ordinal().value()).isGreaterThan(report.nominal().value());
    }

    @Test
    void aJudgeIsMeasuredByItsTwoErrorRates() {
        List<JudgeAgreement.Row> rows = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            rows.add(new JudgeAgreement.Row(i >= 8, i >= 10));
        }

        JudgeAgreement agreement = JudgeAgreement.of(rows, 0.95, 0.5).orElseThrow();

        assertThat(agreement.sensitivity().value()).isEqualTo(0.8);
        assertThat(agreement.falseFlags().value()).isZero();
        assertThat(agreement.kappa().kappa()).isBetween(0.8, 0.95);
        assertThat(agreement.ac1().ac1()).isGreaterThan(agreement.kappa().kappa());
        assertThat(agreement.warning()).contains("no judge can be measured");
        assertThat(JudgeAgreement.of(List.of(), 0.95, null)).isEmpty();
        assertThat(JudgeAgreement.of(rows.subList(10, 20), 0.95, null)
                        .orElseThrow()
                        .kappa())
                .isNull();
    }

    private static void twice(Workbench bench, String id, DecisionAction first, DecisionAction second) {
        ReviewId review = bench.openReview(new PipelineName("qa"), id);
        bench.decisions.decide(review, decision(ANN, first, 0), null);
        bench.clock.advance(Duration.ofMinutes(30));
        bench.decisions.undo(review, new UndoRequest(BOB, 1, null), null);
        bench.decisions.decide(review, decision(BOB, second, 2), null);
    }

    private static NewDecision decision(Reviewer by, DecisionAction action, int revision) {
        return new NewDecision(
                by,
                action,
                revision,
                action == DecisionAction.EDIT ? TextNode.valueOf("a better answer") : null,
                Map.of(),
                action == DecisionAction.REJECT ? "wrong" : null,
                Map.of(),
                Map.of(),
                null,
                5.0,
                true);
    }

    private static AgreementReport report(Workbench bench) {
        return new Agreement(bench.database, bench.clock)
                .of(Selection.all(new PipelineName("qa"), Period.lastDays(30, bench.clock.instant())), 0.95);
    }
}
