package dev.touchstone.backend.quality.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.quality.QualityFigure;
import dev.touchstone.api.quality.QualityGroup;
import dev.touchstone.stats.estimate.ExtractionOutcome;
import dev.touchstone.stats.estimate.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the figures say of reviews that are missing, and of the process, from observations made by hand.
/// Outputs have two attributes and are all drawn; "total" is wrong in every fifth.
class FiguresTest {
    private static final List<String> RATIOS =
            List.of("attribute_accuracy", "precision", "recall", "f1_micro", "f1_macro", "brier");

    private static ReviewFact review(int n, Answer answer, double inclusion) {
        boolean wrong = n % 5 == 0;
        Map<String, AttributeFinding> found = Map.of(
                "total", finding(wrong ? ExtractionOutcome.WRONG : ExtractionOutcome.CORRECT),
                "date", finding(ExtractionOutcome.CORRECT));
        boolean says = answer == Answer.APPROVED || answer == Answer.EDITED;
        return new ReviewFact(
                new OutputId("o-" + n),
                new ReviewFact.Origin(1, "all", "m", "p", null),
                0.8,
                n / 10_000.0,
                inclusion,
                inclusion,
                inclusion,
                answer,
                says ? found : Map.of());
    }

    private static AttributeFinding finding(ExtractionOutcome outcome) {
        return new AttributeFinding(outcome, null);
    }

    private static QualityGroup group(int reviews, int unanswered, Answer without, Target target) {
        List<ReviewFact> all = new ArrayList<>();
        for (int n = 0; n < reviews; n++) {
            boolean answered = n < reviews - unanswered;
            all.add(review(n, answered ? n % 5 == 0 ? Answer.EDITED : Answer.APPROVED : without, 1));
        }
        Observed observed = new Observed(all, List.of(new PopulationCount("all", 1, "m", "p", 1, reviews)));
        return new QualityEstimator(observed, 0.95, target).group("all", null);
    }

    private static QualityFigure figure(QualityGroup group, String metric) {
        return group.figure(metric).orElseThrow();
    }

    @Test
    void missingReviewsBoundEveryFigureThatHasBounds() {
        QualityGroup group = group(100, 10, Answer.MISSING, Target.FINITE);

        QualityFigure accuracy = figure(group, "attribute_accuracy");
        // Of 90 outputs, 162 of 180 attributes are right; ten more hold two each.
        assertThat(accuracy.value()).isCloseTo(0.9, within(1e-12));
        assertThat(accuracy.worstCase().lower()).isCloseTo(162 / 200.0, within(1e-12));
        assertThat(accuracy.worstCase().upper()).isCloseTo(182 / 200.0, within(1e-12));
        // Brier: 0.04 when approved, 0.64 when not.
        QualityFigure brier = figure(group, "brier");
        assertThat(brier.worstCase().lower()).isCloseTo((72 * 0.04 + 18 * 0.64 + 10 * 0.04) / 100, within(1e-12));
        assertThat(brier.worstCase().upper()).isCloseTo((72 * 0.04 + 18 * 0.64 + 10 * 0.64) / 100, within(1e-12));
        assertThat(RATIOS).allSatisfy(metric -> {
            QualityFigure figure = figure(group, metric);
            assertThat(figure.value())
                    .isBetween(figure.worstCase().lower(), figure.worstCase().upper());
        });
    }

    @Test
    void theBoundsStayAwayBelowTwoPercent() {
        QualityGroup group = group(100, 1, Answer.MISSING, Target.FINITE);

        assertThat(RATIOS)
                .allSatisfy(
                        metric -> assertThat(figure(group, metric).worstCase()).isNull());
    }

    @Test
    void aRejectionThatSaysNothingOfAttributesIsMissingFromTheirFiguresAlone() {
        QualityGroup group = group(100, 10, Answer.REJECTED, Target.FINITE);

        assertThat(figure(group, "attribute_accuracy").worstCase().lower()).isCloseTo(162 / 200.0, within(1e-12));
        assertThat(figure(group, "approval_rate").worstCase()).isNull();
        assertThat(figure(group, "brier").worstCase()).isNull();
    }

    @Test
    void ofDeliveredOutputsThatAreAllReviewedNothingIsUncertain() {
        QualityGroup group = group(100, 0, Answer.MISSING, Target.FINITE);

        assertThat(group.figures()).allSatisfy(figure -> {
            assertThat(figure.interval().width()).as(figure.metric()).isCloseTo(0, within(1e-12));
            assertThat(figure.effective()).as(figure.metric()).isNull();
            assertThat(figure.target()).isEqualTo("finite");
        });
    }

    @Test
    void noIntervalCollapsesBecauseNoErrorWasSeen() {
        List<ReviewFact> right = new ArrayList<>();
        for (int n = 0; n < 400; n++) {
            if (n % 5 != 0) {
                right.add(review(n, Answer.APPROVED, 0.1));
            }
        }
        Observed observed = new Observed(right, List.of(new PopulationCount("all", 1, "m", "p", 0.1, 3200)));

        QualityGroup group = new QualityEstimator(observed, 0.95, Target.FINITE).group("all", null);

        assertThat(figure(group, "f1_macro").value()).isEqualTo(1);
        assertThat(figure(group, "f1_macro").interval().lower()).isBetween(0.97, 0.995);
        // All say 0.8 and all are right: the gap looks the same whichever reviews are left out.
        assertThat(figure(group, "ece").value()).isCloseTo(0.2, within(1e-12));
        assertThat(group.figures())
                .allSatisfy(figure -> assertThat(figure.interval().width())
                        .as(figure.metric())
                        .isBetween(0.002, 0.1));
    }

    @Test
    void ofTheProcessEveryFigureStaysUncertain() {
        QualityGroup group = group(100, 0, Answer.MISSING, Target.PROCESS);

        assertThat(group.figures()).allSatisfy(figure -> {
            assertThat(figure.interval().width()).as(figure.metric()).isBetween(0.01, 0.3);
            assertThat(figure.target()).as(figure.metric()).isEqualTo("process");
        });
    }
}
