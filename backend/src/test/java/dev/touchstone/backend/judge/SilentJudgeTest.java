package dev.touchstone.backend.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.quality.JudgeReport;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.quality.Period;
import dev.touchstone.backend.quality.Selection;
import dev.touchstone.backend.quality.agreement.Agreement;
import dev.touchstone.backend.quality.calibration.JudgeCalibration;
import dev.touchstone.backend.store.DatabaseConfig;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.sandbox.judge.MockAnswer;
import dev.touchstone.sandbox.judge.MockQuestion;
import java.util.List;
import java.util.Objects;

/// A judge that says nothing where it matters does not make the figures better. Whether an output is wrong stands
/// in its text. The bounds are about four standard errors wide, because samples are drawn anew each time.
class SilentJudgeTest {
    private static final String WRONG = "wrong";
    private static final Reviewer ANN = Reviewer.of(new ReviewerId("ann"));

    private int number;

    private static MockAnswer refusingTheWrong(MockQuestion question) {
        return question.block("output").contains(WRONG)
                ? new MockAnswer.Completion(null, "stop", "I cannot say.")
                : JudgeBench.approving(question);
    }

    private void post(JudgeBench judge, boolean wrong, double confidence) {
        OutputReceipt receipt = judge.bench.post(
                NewOutput.text(JudgeBench.PIPELINE, "s-" + number, "answer " + number + (wrong ? " " + WRONG : " fine"))
                        .query("question " + number)
                        .confidence(confidence)
                        .build());
        number++;
        if (receipt.reviewId() != null) {
            judge.bench.decisions.decide(
                    Objects.requireNonNull(receipt.reviewId()),
                    wrong ? NewDecision.reject(ANN, 0, "wrong", null, null) : NewDecision.approve(ANN, 0, null),
                    null);
        }
    }

    private static JudgeReport.Version figures(JudgeBench judge) {
        List<JudgeReport.Version> versions = new JudgeCalibration(
                        judge.bench.database, new Agreement(judge.bench.database, judge.bench.clock), judge.bench.clock)
                .of(
                        Selection.all(
                                new PipelineName(JudgeBench.PIPELINE),
                                Period.of(
                                        judge.bench.clock.instant().minusSeconds(86_400),
                                        judge.bench.clock.instant().plusMillis(1))),
                        0.95)
                .versions();
        assertThat(versions).hasSize(1);
        return versions.getFirst();
    }

    private static void holds(JudgeReport.Version version, double truth, double give) {
        for (JudgeReport.Corrected rate : List.of(
                Objects.requireNonNull(version.rates().approvalRate()),
                Objects.requireNonNull(version.rates().peopleAlone()))) {
            assertThat(rate.value()).isBetween(truth - give, truth + give);
        }
    }

    @EveryDatabase
    void aJudgeThatRefusesOnWrongOutputsIsNotReportedAsPerfect(DatabaseConfig database) {
        try (JudgeBench judge =
                new JudgeBench(database, "{\"workers\": 4, \"attempts\": 1}", SilentJudgeTest::refusingTheWrong)) {
            judge.bench.pipeline(
                    JudgeBench.PIPELINE, "{\"audit_rate\": 0.5, \"judge\": {\"share\": 1, \"examples\": 0}}");
            for (int i = 0; i < 200; i++) {
                post(judge, i % 5 == 0, 0.95);
            }
            judge.judging.start();
            judge.eventually("all asked about", () -> judge.bench.count("judgment") == 200);

            JudgeReport.Version version = figures(judge);

            assertThat(version.counts().judged()).isEqualTo(160);
            assertThat(version.counts().failed()).isEqualTo(40);
            assertThat(version.counts().unanswered()).isZero();
            // Knowing where it was silent is worth a lot: there people found everything wrong.
            holds(version, 0.8, 0.17);
            assertThat(Objects.requireNonNull(version.rates().approvalRate()).value())
                    .isBetween(0.79, 0.81);
            assertThat(version.rates().approvalRate().population()).isEqualTo(200);
            assertThat(version.rates().approvalRate().interval().upper()).isLessThan(0.9);
            assertThat(version.warning()).contains("no verdict on", "wrong");
        }
    }

    @EveryDatabase
    void aJudgeThatWasAwayDuringTheBadHalfHasNotSeenTheGoodOneOnly(DatabaseConfig database) {
        try (JudgeBench judge = new JudgeBench(database, "{\"workers\": 4}", JudgeBench::approving)) {
            judge.bench.pipeline(
                    JudgeBench.PIPELINE, "{\"audit_rate\": 0.5, \"judge\": {\"share\": 1, \"examples\": 0}}");
            for (int i = 0; i < 100; i++) {
                post(judge, false, 0.95);
            }
            judge.judging.start();
            judge.eventually("the good half judged", () -> judge.verdicts() == 100);
            judge.judging.close();
            for (int i = 0; i < 100; i++) {
                post(judge, true, 0.95);
            }

            JudgeReport.Version version = figures(judge);

            assertThat(version.counts().judged()).isEqualTo(100);
            assertThat(version.counts().unanswered()).isEqualTo(100);
            holds(version, 0.5, 0.2);
            assertThat(Objects.requireNonNull(version.rates().approvalRate()).value())
                    .isBetween(0.49, 0.51);
            assertThat(version.rates().approvalRate().population()).isEqualTo(200);
        }
    }

    /// The judge sees a part, and people see all doubtful outputs.
    @EveryDatabase
    void soItIsWithAShareAndWithDoubtfulOutputs(DatabaseConfig database) {
        try (JudgeBench judge = new JudgeBench(database, "{\"workers\": 4}", JudgeBench::approving)) {
            judge.bench.pipeline(
                    JudgeBench.PIPELINE, "{\"audit_rate\": 0.3, \"judge\": {\"share\": 0.6, \"examples\": 0}}");
            for (int i = 0; i < 300; i++) {
                post(judge, false, i % 2 == 0 ? 0.95 : 0.3);
            }
            long given = judge.bench.count("delivery");
            judge.judging.start();
            judge.eventually(
                    "the good half judged", () -> judge.parts.judgeQueue().waiting() == 0);
            judge.judging.close();
            for (int i = 0; i < 300; i++) {
                post(judge, true, i % 2 == 0 ? 0.95 : 0.3);
            }

            JudgeReport.Version version = figures(judge);

            assertThat(given).isPositive();
            assertThat(version.counts().unanswered())
                    .isEqualTo(judge.parts.judgeQueue().waiting());
            holds(version, 0.5, 0.2);
        }
    }

    /// A cell of one that nobody reviewed is put together with another, and only with that.
    @EveryDatabase
    void oneRefusalDoesNotCostTheSplit(DatabaseConfig database) {
        try (JudgeBench judge = new JudgeBench(
                database,
                "{\"workers\": 4, \"attempts\": 1}",
                question -> question.block("output").startsWith("answer 7 ")
                        ? new MockAnswer.Completion(null, "stop", "I cannot say.")
                        : question.block("output").contains(WRONG)
                                ? JudgeBench.rejecting(question)
                                : JudgeBench.approving(question))) {
            judge.bench.pipeline(
                    JudgeBench.PIPELINE,
                    "{\"audit_rate\": 0.5, \"judge\": {\"share\": 1, \"examples\": 0, \"disagreement\": false}}");
            for (int i = 0; i < 200; i++) {
                post(judge, i % 5 == 0, 0.95);
            }
            judge.judging.start();
            judge.eventually("all asked about", () -> judge.bench.count("judgment") == 200);

            JudgeReport.Version version = figures(judge);

            assertThat(version.counts().failed()).isOne();
            assertThat(Objects.requireNonNull(version.rates().approvalRate()).value())
                    .isBetween(0.78, 0.82);
            assertThat(version.rates().approvalRate().effective())
                    .isGreaterThan(Objects.requireNonNull(
                            Objects.requireNonNull(version.rates().peopleAlone())
                                    .effective()));
        }
    }
}
