package dev.touchstone.backend.quality.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.judge.SelfCheckStatus;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.OutputStatus;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.judge.JudgeBench;
import dev.touchstone.backend.store.DatabaseConfig;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.stats.confidence.ScoredOutput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What scores of a check mean is learned from audits, and only then do they route.
class CheckCalibratorTest {
    private static final PipelineName PIPELINE = new PipelineName(JudgeBench.PIPELINE);
    private static final Reviewer ALICE = new Reviewer(new ReviewerId("U-alice"), "Alice");

    private static void decide(JudgeBench judge, OutputReceipt receipt, boolean right) {
        judge.bench.decisions.decide(
                Objects.requireNonNull(receipt.reviewId()),
                new NewDecision(
                        ALICE,
                        right ? DecisionAction.APPROVE : DecisionAction.REJECT,
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

    @EveryDatabase
    void scoresRouteOnceEnoughAuditsShowWhatTheyMean(DatabaseConfig database) {
        try (JudgeBench judge = new JudgeBench(
                database,
                "{\"workers\": 8}",
                question -> question.checked(question.block("output").contains("odd") ? 0.7 : 0.99))) {
            judge.bench.pipeline(
                    JudgeBench.PIPELINE, "{\"audit_rate\": 1, \"self_check\": {\"wait_at_most\": \"1h\"}}");
            judge.checks.start();
            CheckCalibrator calibrator = new CheckCalibrator(
                    judge.bench.database, judge.bench.pipelines, judge.bench.selfCheckQueue, judge.bench.clock);
            List<OutputReceipt> posted = new ArrayList<>();
            for (int i = 0; i < 220; i++) {
                posted.add(judge.bench.post(
                        NewOutput.text(JudgeBench.PIPELINE, "o-" + i, i % 4 == 0 ? "an odd answer" : "an answer")
                                .query("a question")
                                .build()));
            }
            judge.eventually("all checked", () -> judge.bench.count("self_check WHERE score IS NOT NULL") == 220);
            for (int i = 0; i < 199; i++) {
                // Odd ones are wrong every other time, the others once in 25.
                decide(judge, posted.get(i), i % 8 != 0 && i % 25 != 1);
            }
            assertThat(calibrator.catchUp()).isZero();
            SelfCheckStatus before = calibrator.status(judge.bench.pipelines.require(PIPELINE));
            assertThat(before.routes()).isFalse();
            assertThat(before.why()).contains("199 decided audits", "200");

            for (int i = 199; i < 220; i++) {
                decide(judge, posted.get(i), i % 8 != 0 && i % 25 != 1);
            }
            assertThat(calibrator.catchUp()).isOne();
            assertThat(calibrator.catchUp()).isZero();
            SelfCheckStatus status = calibrator.status(judge.bench.pipelines.require(PIPELINE));
            assertThat(status.routes()).isTrue();
            List<SelfCheckStatus.Band> bands =
                    Objects.requireNonNull(status.calibration()).bands();
            assertThat(bands).hasSize(2);
            assertThat(bands.getFirst().audits()).isEqualTo(55);
            assertThat(bands.getFirst().confidence()).isBetween(0.45, 0.65);
            assertThat(bands.getLast().confidence()).isBetween(0.9, 0.98);

            judge.bench.pipeline(JudgeBench.PIPELINE, "{\"audit_rate\": 0, \"self_check\": {}}");
            OutputReceipt odd = judge.bench.post(NewOutput.text(JudgeBench.PIPELINE, "odd", "an odd answer")
                    .query("a question")
                    .build());
            OutputReceipt plain = judge.bench.post(NewOutput.text(JudgeBench.PIPELINE, "plain", "an answer")
                    .query("a question")
                    .build());
            judge.eventually(
                    "routed",
                    () -> List.of(odd, plain).stream()
                            .noneMatch(receipt -> status(judge, receipt) == OutputStatus.CHECKING));
            assertThat(status(judge, odd)).isEqualTo(OutputStatus.IN_REVIEW);
            assertThat(status(judge, plain)).isEqualTo(OutputStatus.AUTO_APPROVED);

            // A week later it is made anew.
            judge.bench.clock.advance(Duration.ofDays(8));
            assertThat(calibrator.catchUp()).isOne();
        }
    }

    private static OutputStatus status(JudgeBench judge, OutputReceipt receipt) {
        return judge.bench.verdicts.find(receipt.id()).orElseThrow().status();
    }

    /// What the bands say holds for other outputs, also where the model is far too sure of itself.
    @Test
    void bandsTellWhatScoresMean() {
        Random random = new Random(3);
        double worst = 0;
        for (int run = 0; run < 50; run++) {
            List<ScoredOutput> audits = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                double score = 0.8 + 0.2 * random.nextDouble();
                boolean right = random.nextDouble() < share(score);
                audits.add(new ScoredOutput(score, right, random.nextBoolean() ? 20 : 5));
            }
            List<SelfCheckStatus.Band> bands = CheckBands.of(audits);
            assertThat(bands).isSortedAccordingTo(Comparator.comparingDouble(SelfCheckStatus.Band::confidence));
            assertThat(bands.getFirst().from()).isZero();
            assertThat(bands).allMatch(band -> band.audits() >= 20);
            double sum = 0;
            for (int i = 0; i < 2000; i++) {
                double score = 0.8 + 0.2 * random.nextDouble();
                double said = bands.reversed().stream()
                        .filter(band -> score >= band.from())
                        .findFirst()
                        .orElseThrow()
                        .confidence();
                sum += Math.abs(said - share(score));
            }
            worst = Math.max(worst, sum / 2000);
        }
        // The scores themselves are 15 points off on average.
        assertThat(worst).isLessThan(0.09);
    }

    private static double share(double score) {
        return 0.5 + 2.5 * (score - 0.8);
    }
}
