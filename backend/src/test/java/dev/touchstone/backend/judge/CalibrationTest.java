package dev.touchstone.backend.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.quality.JudgeComparison;
import dev.touchstone.api.quality.JudgeReport;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.quality.Period;
import dev.touchstone.backend.quality.Selection;
import dev.touchstone.backend.quality.agreement.Agreement;
import dev.touchstone.backend.quality.calibration.JudgeCalibration;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.store.DatabaseConfig;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.sandbox.judge.MockAnswer;
import dev.touchstone.sandbox.judge.MockQuestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A judge that flags what it should not and misses what it should, held against people who know. Whether an output
/// is wrong stands in its text, and so does what the judge will say.
class CalibrationTest {
    private static final String FLAGGED = "flagged";
    private static final String WRONG = "wrong";

    private static MockAnswer byTheText(MockQuestion question) {
        return question.block("output").contains(FLAGGED)
                ? JudgeBench.rejecting(question)
                : JudgeBench.approving(question);
    }

    private static Selection today(JudgeBench judge) {
        return Selection.all(
                new PipelineName(JudgeBench.PIPELINE),
                Period.of(
                        judge.bench.clock.instant().minusSeconds(86_400),
                        judge.bench.clock.instant().plusMillis(1)));
    }

    private static JudgeCalibration calibration(JudgeBench judge) {
        return new JudgeCalibration(
                judge.bench.database, new Agreement(judge.bench.database, judge.bench.clock), judge.bench.clock);
    }

    private static void decide(JudgeBench judge, OutputReceipt receipt, String text) {
        boolean wrong = text.contains(WRONG);
        judge.bench.decisions.decide(
                Objects.requireNonNull(receipt.reviewId()),
                new NewDecision(
                        Reviewer.of(new ReviewerId("ann")),
                        wrong ? DecisionAction.REJECT : DecisionAction.APPROVE,
                        0,
                        null,
                        Map.of(),
                        wrong ? "wrong" : null,
                        Map.of(),
                        Map.of(),
                        null,
                        null,
                        false),
                null);
    }

    /// Of 40: 4 wrong and flagged, 2 wrong and not, 3 right and flagged, 31 right and not.
    private static List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            boolean wrong = i < 6;
            boolean flagged = i < 4 || i >= 6 && i < 9;
            texts.add("answer " + i + (wrong ? " " + WRONG : " fine") + (flagged ? " " + FLAGGED : ""));
        }
        return texts;
    }

    private static OutputReceipt post(JudgeBench judge, String text) {
        return judge.bench.post(NewOutput.text(JudgeBench.PIPELINE, text.replace(' ', '-'), text)
                .query(text)
                .confidence(0.95)
                .build());
    }

    @EveryDatabase
    void aJudgeIsMeasuredByPeopleAndComparedOnTheSameOutputs(DatabaseConfig database) {
        try (JudgeBench judge = new JudgeBench(database, "{\"workers\": 4}", CalibrationTest::byTheText)) {
            judge.bench.pipeline(
                    JudgeBench.PIPELINE, "{\"audit_rate\": 1, \"judge\": {\"share\": 1, \"examples\": 1}}");
            List<OutputReceipt> receipts = new ArrayList<>();
            for (String text : texts()) {
                receipts.add(post(judge, text));
            }
            judge.judging.start();
            judge.eventually("all judged", () -> judge.verdicts() == 40);
            for (int i = 0; i < 40; i++) {
                decide(judge, receipts.get(i), texts().get(i));
            }

            JudgeReport report = calibration(judge).of(today(judge), 0.95);

            assertThat(report.versions()).hasSize(1);
            JudgeReport.Version version = report.versions().getFirst();
            assertThat(version.counts().judged()).isEqualTo(40);
            assertThat(version.counts().labelled()).isEqualTo(40);
            assertThat(Objects.requireNonNull(version.agreed().agreement()).value())
                    .isCloseTo(35 / 40.0, within(1e-12));
            assertThat(Objects.requireNonNull(version.agreed().sensitivity()).value())
                    .isCloseTo(4 / 6.0, within(1e-12));
            assertThat(version.agreed().sensitivity().n()).isEqualTo(6);
            assertThat(Objects.requireNonNull(version.agreed().falseFlags()).value())
                    .isCloseTo(3 / 34.0, within(1e-12));
            // By hand: (0.875 - (34·33 + 6·7)/1600) / (1 - the same).
            double chance = (34 * 33 + 6 * 7) / 1600.0;
            assertThat(Objects.requireNonNull(version.agreed().kappa()).value())
                    .isCloseTo((0.875 - chance) / (1 - chance), within(1e-12));
            // Everything was seen: nothing is left to estimate, with the judge or without.
            assertThat(Objects.requireNonNull(version.rates().approvalRate()).value())
                    .isCloseTo(34 / 40.0, within(1e-12));

            // Another version, which is shown a decision, always approves.
            judge.mock.answers(JudgeBench::approving);
            String other = judge.parts
                    .shared()
                    .versions()
                    .renew(judge.bench.pipelines.require(new PipelineName(JudgeBench.PIPELINE)))
                    .id();
            judge.bench
                    .database
                    .writer()
                    .useTransaction(transaction -> receipts.forEach(receipt -> judge.bench.judgeQueue.request(
                            transaction,
                            judge.bench.outputs.find(transaction, receipt.id()).orElseThrow())));
            judge.eventually("all judged again", () -> judge.verdicts() == 80);

            JudgeComparison comparison =
                    calibration(judge).compare(today(judge), version.judge().version(), other, 0.95);
            assertThat(comparison.counts().both()).isEqualTo(31);
            assertThat(comparison.counts().onlyFirst()).isEqualTo(4);
            assertThat(comparison.counts().onlySecond()).isEqualTo(3);
            assertThat(comparison.counts().neither()).isEqualTo(2);
            assertThat(Objects.requireNonNull(comparison.lead().difference())).isCloseTo(1 / 40.0, within(1e-12));
            assertThat(comparison.lead().differs()).isFalse();

            assertThatThrownBy(() -> calibration(judge).compare(today(judge), "jv-none", other, 0.95))
                    .isInstanceOf(Refused.class);
        }
    }

    /// The judge alone would say that 80 % are right; people, who see half of them, know better, and the judge
    /// makes their figure more precise. The bounds are more than four standard errors away, because the sample
    /// is drawn anew each time.
    @EveryDatabase
    void theBiasOfTheJudgeIsTakenOutOfTheFigure(DatabaseConfig database) {
        try (JudgeBench judge = new JudgeBench(database, "{\"workers\": 4}", CalibrationTest::byTheText)) {
            judge.bench.pipeline(
                    JudgeBench.PIPELINE,
                    "{\"audit_rate\": 0.5, \"judge\": {\"share\": 1, \"examples\": 0, \"disagreement\": false}}");
            List<OutputReceipt> receipts = new ArrayList<>();
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                // Every tenth is wrong and flagged, and another tenth is flagged for nothing.
                boolean wrong = i % 10 == 0;
                boolean flagged = wrong || i % 10 == 1;
                String text = "answer " + i + (wrong ? " " + WRONG : " fine") + (flagged ? " " + FLAGGED : "");
                texts.add(text);
                receipts.add(post(judge, text));
            }
            judge.judging.start();
            judge.eventually("all judged", () -> judge.verdicts() == 400);
            for (int i = 0; i < 400; i++) {
                if (receipts.get(i).reviewId() != null) {
                    decide(judge, receipts.get(i), texts.get(i));
                }
            }

            JudgeReport.Version version =
                    calibration(judge).of(today(judge), 0.95).versions().getFirst();

            JudgeReport.Corrected corrected =
                    Objects.requireNonNull(version.rates().approvalRate());
            JudgeReport.Corrected alone = Objects.requireNonNull(version.rates().peopleAlone());
            assertThat(corrected.population()).isEqualTo(400);
            assertThat(corrected.value()).isBetween(0.85, 0.95);
            assertThat(corrected.interval().lower()).isGreaterThan(0.8);
            assertThat(Objects.requireNonNull(corrected.effective()))
                    .isGreaterThan(Objects.requireNonNull(alone.effective()));
            assertThat(version.saves()).startsWith("The judge saves about ");
            assertThat(Objects.requireNonNull(version.agreed().sensitivity()).value())
                    .isEqualTo(1);
        }
    }
}
