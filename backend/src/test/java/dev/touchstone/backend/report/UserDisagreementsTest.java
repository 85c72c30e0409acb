package dev.touchstone.backend.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.report.Digest.Fact;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.feedback.work.FeedbackBench;
import dev.touchstone.backend.quality.Period;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.util.Objects;
import java.util.Optional;

class UserDisagreementsTest {
    private static final Reviewer ANN = Reviewer.of(new ReviewerId("ann"));

    private static Optional<Fact> fact(Workbench bench, String pipeline) {
        return UserDisagreements.of(
                bench.database,
                new PipelineName(pipeline),
                Period.lastDays(1, bench.clock.instant().plusSeconds(3600)));
    }

    private static void decide(Workbench bench, OutputReceipt output, boolean right) {
        var unused = bench.decisions.decide(
                Objects.requireNonNull(output.reviewId()),
                right ? NewDecision.approve(ANN, 0, null) : NewDecision.reject(ANN, 0, "wrong", null, null),
                null);
    }

    @EveryDatabase
    void bothWaysAreSaidWithTheLatestExamples(Workbench bench) {
        bench.pipeline("p", "{\"audit_rate\": 1}");
        try (FeedbackBench feedback = new FeedbackBench(bench)) {
            for (int i = 0; i < 8; i++) {
                OutputReceipt output = feedback.output("o" + i);
                feedback.thumb("o" + i, "user" + i, i < 5 ? "down" : "up");
                // The last one is right, and liked: nobody disagrees.
                decide(bench, output, i < 4 || i == 7);
            }
            feedback.count();
        }

        assertThat(fact(bench, "p").orElseThrow().text())
                .isEqualTo("of 4 outputs users strongly disliked what people approved (o3, o2, o1, …);"
                        + " of 2 outputs users strongly liked what people rejected (o6, o5)");
        assertThat(fact(bench, "other")).isEmpty();
    }

    @EveryDatabase
    void whereUsersAgreeNothingIsSaid(Workbench bench) {
        bench.pipeline("p", "{\"audit_rate\": 1}");
        try (FeedbackBench feedback = new FeedbackBench(bench)) {
            OutputReceipt output = feedback.output("o1");
            feedback.thumb("o1", "user", "down");
            decide(bench, output, false);
            feedback.count();
        }

        assertThat(fact(bench, "p")).isEmpty();
    }
}
