package dev.touchstone.backend.quality.truth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.quality.CorrectedQuality;
import dev.touchstone.api.quality.QualityReport;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.UndoRequest;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.quality.Observations;
import dev.touchstone.backend.quality.Period;
import dev.touchstone.backend.quality.QualitySnapshot;
import dev.touchstone.backend.quality.Selection;
import dev.touchstone.backend.quality.agreement.Agreement;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import dev.touchstone.stats.estimate.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;

/// Three people judge each of 120 outputs, a quarter of which are wrong, and each errs in one of ten. Nobody
/// tells the code which are wrong.
@NullUnmarked
class OverlapTruthTest {
    private static final PipelineName QA = new PipelineName("qa");
    private static final List<Reviewer> PEOPLE = Stream.of("ann", "bob", "cid")
            .map(name -> new Reviewer(new ReviewerId("U-" + name), name))
            .toList();

    private static void judged(Workbench bench, int number, SplittableRandom random) {
        ReviewId review = bench.openReview(QA, "o-" + number);
        boolean wrong = number % 4 == 0;
        for (int i = 0; i < PEOPLE.size(); i++) {
            boolean errs = random.nextInt(10) == 0;
            if (i > 0) {
                bench.clock.advance(Duration.ofMinutes(30));
                bench.decisions.undo(review, new UndoRequest(PEOPLE.get(i), 2 * i - 1, null), null);
            }
            bench.decisions.decide(review, decision(PEOPLE.get(i), wrong != errs, 2 * i), null);
        }
    }

    private static NewDecision decision(Reviewer by, boolean wrong, int revision) {
        return new NewDecision(
                by,
                wrong ? DecisionAction.REJECT : DecisionAction.APPROVE,
                revision,
                null,
                Map.of(),
                wrong ? "wrong" : null,
                Map.of(),
                Map.of(),
                null,
                5.0,
                true);
    }

    @EveryDatabase
    void whatSeveralSaidOfTheSameOutputsTellsHowOftenTheyErr(Workbench bench) {
        bench.pipeline("qa", "{\"audit_rate\": 1}");
        SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i < 99; i++) {
            judged(bench, i, random);
        }
        assertThat(corrected(bench).source()).isEqualTo("none");
        for (int i = 99; i < 120; i++) {
            judged(bench, i, random);
        }

        CorrectedQuality corrected = corrected(bench);

        assertThat(corrected.source()).isEqualTo("overlap");
        assertThat(corrected.sensitivity()).isNotNull();
        assertThat(corrected.sensitivity().value()).isBetween(0.78, 0.98);
        assertThat(corrected.specificity()).isNotNull();
        assertThat(corrected.specificity().value()).isBetween(0.84, 0.96);
        assertThat(corrected.figures().getLast().interval()).isNotNull();
        assertThat(corrected.figures().getLast().interval().lower()).isLessThan(0.25);
        assertThat(corrected.figures().getLast().interval().upper()).isGreaterThan(0.25);
        assertThat(corrected.notes()).singleElement().asString().contains("independently of each other");
    }

    private static CorrectedQuality corrected(Workbench bench) {
        Period period = Period.lastDays(30, bench.clock.instant().plus(Duration.ofHours(1)));
        Selection selection = Selection.all(QA, period);
        QualityReport report = new QualitySnapshot(new Observations(bench.database), bench.clock)
                .of(selection, null, 0.95, Target.PROCESS);
        return new ReviewerTruth(new Agreement(bench.database, bench.clock))
                .of(selection, report.total(), Optional.empty(), 0.95);
    }
}
