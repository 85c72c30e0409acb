package dev.touchstone.backend.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.quality.EfficiencyReport;
import dev.touchstone.api.quality.SelectionPolicy;
import dev.touchstone.api.quality.SelectionReport;
import dev.touchstone.api.quality.SelectionReport.PolicyFinds;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.feedback.work.FeedbackBench;
import dev.touchstone.backend.quality.Period;
import dev.touchstone.backend.quality.Selection;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

class SelectionFindingsTest {
    private static final Reviewer ANN = Reviewer.of(new ReviewerId("ann"));
    private static final int OUTPUTS = 300;

    /// What a test counts for itself while it decides.
    private static final class Tally {
        int reviews;
        int errors;

        void add(boolean wrong) {
            reviews++;
            errors += wrong ? 1 : 0;
        }

        double share() {
            return (double) errors / reviews;
        }
    }

    /// Of the doubtful outputs every second one is wrong, of the others every twentieth.
    @EveryDatabase
    void doubtfulOutputsAreHeldAgainstTheAudit(Workbench bench) {
        bench.pipeline("p", "{\"confidence_threshold\": 0.8, \"audit_rate\": 0.4}");
        Tally doubtful = new Tally();
        Tally audited = new Tally();
        for (int i = 0; i < OUTPUTS; i++) {
            boolean low = i % 3 == 0;
            boolean wrong = low ? i % 2 == 0 : i % 20 == 1;
            OutputReceipt receipt = post(bench, i, low ? 0.5 : 0.9);
            if (decide(bench, receipt, wrong, 30.0)) {
                if (receipt.reasons().contains(RouteReason.RANDOM_AUDIT)) {
                    audited.add(wrong);
                }
                if (low) {
                    doubtful.add(wrong);
                }
            }
        }

        SelectionReport report = report(bench);

        PolicyFinds finds = policy(report, SelectionPolicy.FIND_ERRORS);
        assertThat(doubtful.reviews).isEqualTo(OUTPUTS / 3);
        assertThat(finds.finds().reviews()).isEqualTo(doubtful.reviews);
        assertThat(finds.finds().errors()).isEqualTo(doubtful.errors);
        assertThat(finds.probability()).isFalse();
        assertThat(finds.reasons())
                .singleElement()
                .satisfies(reason -> assertThat(reason.reason()).isEqualTo(RouteReason.LOW_CONFIDENCE));
        double base = Objects.requireNonNull(report.base()).value();
        assertThat(base).isCloseTo(audited.share(), within(1e-12));
        SelectionReport.Times times = Objects.requireNonNull(finds.finds().times());
        assertThat(times.value()).isCloseTo(doubtful.share() / audited.share(), within(1e-9));
        assertThat(times.lower()).isGreaterThan(1).isLessThan(times.value());
        assertThat(finds.finds().words()).startsWith("finds ").endsWith(" times as many errors per review as chance");
        PolicyFinds chance = policy(report, SelectionPolicy.ESTIMATE);
        assertThat(chance.finds().reviews()).isEqualTo(audited.reviews);
        assertThat(Objects.requireNonNull(chance.finds().times()).value()).isCloseTo(1, within(1e-9));
        assertThat(chance.finds().words()).startsWith("cannot be told from chance");
        assertThat(policy(report, SelectionPolicy.ASKED).finds().words()).isEqualTo("chose nothing");
    }

    @EveryDatabase
    void whatUsersComplainOfIsAFinderWithoutAProbability(Workbench bench) {
        bench.pipeline("p", "{\"audit_rate\": 0}");
        try (FeedbackBench feedback = new FeedbackBench(bench)) {
            for (int i = 0; i < 4; i++) {
                OutputReceipt output = feedback.output("o" + i);
                feedback.thumb("o" + i, "user" + i, "down");
                feedback.count();
                assertThat(decide(bench, output, i > 0, null)).isTrue();
            }
        }

        SelectionReport report = report(bench);

        PolicyFinds finds = policy(report, SelectionPolicy.FIND_ERRORS);
        assertThat(finds.reasons()).extracting(reason -> reason.reason()).containsExactly(RouteReason.FEEDBACK);
        assertThat(finds.finds().errors()).isEqualTo(3);
        assertThat(report.base()).isNull();
        assertThat(finds.finds().words()).startsWith("nothing to compare with");
        assertThat(report.notes()).anyMatch(note -> note.startsWith("No audit of this period is decided"));
    }

    @EveryDatabase
    void anUndecidedReviewIsNoReviewThatFoundNothing(Workbench bench) {
        bench.pipeline("p", "{\"audit_rate\": 1}");
        post(bench, 1, 0.9);

        PolicyFinds finds = policy(report(bench), SelectionPolicy.ESTIMATE);

        assertThat(finds.finds().reviews()).isEqualTo(1);
        assertThat(finds.finds().error()).isNull();
        assertThat(finds.finds().words()).isEqualTo("nothing decided yet");
    }

    /// Of ten reviews eight say how long somebody looked: seven a minute, one the whole lunch.
    @EveryDatabase
    void hoursAndCostAreThoseOfPeople(Workbench bench) {
        bench.pipeline("p", "{\"confidence_threshold\": 0.8, \"audit_rate\": 1}");
        for (int i = 0; i < 10; i++) {
            assertThat(decide(bench, post(bench, i, 0.5), i < 4, i < 7 ? Double.valueOf(60) : i == 7 ? 7200.0 : null))
                    .isTrue();
        }

        EfficiencyReport report = efficiency(bench, new CostConfig(40.0));

        double hours = (7 * 60 + 600) / 8.0 * 10 / 3600;
        assertThat(report.people().decided()).isEqualTo(10);
        assertThat(report.people().timed()).isEqualTo(8);
        assertThat(report.people().hours()).isCloseTo(hours, within(1e-9));
        assertThat(report.cost()).isCloseTo(hours * 40, within(1e-9));
        assertThat(Objects.requireNonNull(report.costPerError()).value()).isCloseTo(hours * 40 / 4, within(1e-9));
        assertThat(report.costPerError().lower())
                .isLessThan(report.costPerError().value());
        assertThat(report.given().errors()).isEqualTo(4);
        assertThat(report.given().stopped()).isEqualTo(4);
        assertThat(report.notes()).anyMatch(note -> note.startsWith("Of 10 decisions 8 say"));
    }

    @EveryDatabase
    void withoutAPriceNothingIsSaidOfCosts(Workbench bench) {
        bench.pipeline("p", "{\"audit_rate\": 1}");
        decide(bench, post(bench, 1, 0.9), true, 30.0);

        EfficiencyReport report = efficiency(bench, new CostConfig(null));

        assertThat(report.people().hours()).isCloseTo(30 / 3600.0, within(1e-12));
        assertThat(report.cost()).isNull();
        assertThat(report.costPerError()).isNull();
        assertThat(report.notes()).anyMatch(note -> note.contains("costs.reviewer_hour"));
    }

    /// An error that was found after the output had gone out was not stopped.
    @EveryDatabase
    void whatUsersComplainedOfWasNotStopped(Workbench bench) {
        bench.pipeline("p", "{\"audit_rate\": 0}");
        try (FeedbackBench feedback = new FeedbackBench(bench)) {
            OutputReceipt output = feedback.output("o1");
            feedback.thumb("o1", "user", "down");
            feedback.count();
            assertThat(decide(bench, output, true, null)).isTrue();
        }

        EfficiencyReport report = efficiency(bench, new CostConfig(40.0));

        assertThat(report.given().errors()).isEqualTo(1);
        assertThat(report.given().stopped()).isZero();
        assertThat(report.people().hours()).isNull();
    }

    private static OutputReceipt post(Workbench bench, int number, double confidence) {
        return bench.post(NewOutput.text("p", "o" + number, "an answer")
                .confidence(confidence)
                .build());
    }

    /// False when there is no review to decide.
    private static boolean decide(Workbench bench, OutputReceipt output, boolean wrong, @Nullable Double seconds) {
        Optional<ReviewId> review = bench.verdicts.find(output.id()).map(found -> found.reviewId());
        if (review.isEmpty()) {
            return false;
        }
        var unused = bench.decisions.decide(
                review.get(),
                wrong ? NewDecision.reject(ANN, 0, "wrong", null, seconds) : NewDecision.approve(ANN, 0, seconds),
                null);
        return true;
    }

    private static Selection everything(Workbench bench) {
        return Selection.all(
                new PipelineName("p"), Period.lastDays(1, bench.clock.instant().plusSeconds(3600)));
    }

    private static SelectionReport report(Workbench bench) {
        return new SelectionFindings(bench.database).of(everything(bench), 0.95);
    }

    private static EfficiencyReport efficiency(Workbench bench, CostConfig costs) {
        return new Efficiency(bench.database, costs).of(everything(bench), 0.95);
    }

    private static PolicyFinds policy(SelectionReport report, SelectionPolicy policy) {
        return report.policies().stream()
                .filter(one -> one.policy() == policy)
                .findFirst()
                .orElseThrow();
    }
}
