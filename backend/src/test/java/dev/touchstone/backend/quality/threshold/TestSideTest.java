package dev.touchstone.backend.quality.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.backend.quality.estimate.Answer;
import dev.touchstone.backend.quality.estimate.ReviewFact;
import dev.touchstone.stats.confidence.AnytimeCertificate;
import dev.touchstone.stats.confidence.ScoredOutput;
import dev.touchstone.stats.confidence.ThresholdPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TestSideTest {
    private static ReviewFact audit(int i) {
        return new ReviewFact(
                new OutputId("out-" + i),
                new ReviewFact.Origin(1, "-", "m", "-", null),
                0.9,
                0.01,
                0.05,
                0.05,
                0.05,
                Answer.APPROVED,
                Map.of());
    }

    private static TestSide.Item item(int i, String input, String target, String kind, String split) {
        return new TestSide.Item("out-" + i, "item-" + i, input, target, kind, split);
    }

    private static TestSide side(TestSide.Item... items) {
        List<ReviewFact> audits = new ArrayList<>();
        for (int i = 0; i < items.length; i++) {
            audits.add(audit(i));
        }
        return TestSide.of(audits, List.of(items), 0.1);
    }

    private static List<Boolean> right(TestSide.Rescored rescored) {
        return rescored.arrivals().stream().map(ScoredOutput::correct).toList();
    }

    @Test
    void onlyTheTestSideCountsAndInTheOrderInWhichItCame() {
        TestSide side = side(
                item(0, "a", "x", "correction", "train"),
                item(1, "b", "x", "approval", "test"),
                item(2, "c", "x", "approval", "dev"),
                item(3, "d", "y", "correction", "test"));

        assertThat(side.itemIds()).containsExactly("item-1", "item-3");
        TestSide.Rescored rescored = side.rescored(List.of(
                new TestSide.Score("item-3", 0.7, "other", null),
                new TestSide.Score("item-1", 0.9, "x", null),
                new TestSide.Score("item-0", 0.9, "x", null)));
        assertThat(rescored.arrivals()).containsExactly(ScoredOutput.of(0.9, true), ScoredOutput.of(0.7, false));
        assertThat(rescored.scored()).isEqualTo(2);
    }

    @Test
    void whatWasNotScoredIsWrongAtEveryThreshold() {
        TestSide side = side(item(0, "a", "x", "approval", "test"), item(1, "b", "x", "approval", "test"));

        TestSide.Rescored rescored = side.rescored(List.of(new TestSide.Score("item-0", 0.2, "x", null)));

        assertThat(rescored.arrivals()).containsExactly(ScoredOutput.of(0.2, true), ScoredOutput.of(1, false));
        assertThat(rescored.unscored()).isOne();
    }

    @Test
    void aPlainRejectionIsWrongUnlessTheSenderSaysOtherwise() {
        TestSide side = side(
                item(0, "a", "wrong output", "rejection", "test"),
                item(1, "b", "wrong output", "rejection", "test"),
                item(2, "c", "wrong output", "rejection", "test"));

        assertThat(right(side.rescored(List.of(
                        new TestSide.Score("item-0", 0.9, "another output", null),
                        new TestSide.Score("item-1", 0.9, "another output", true),
                        new TestSide.Score("item-2", 0.9, "wrong output", null)))))
                .containsExactly(false, true, false);
    }

    @Test
    void anInputThatWasAskedOftenIsScoredOnceAndCountsForEachOutput() {
        TestSide side = side(
                item(0, "same", "x", "approval", "test"),
                item(1, "same", "x", "approval", "test"),
                item(2, "same", "y", "correction", "test"));

        assertThat(right(side.rescored(List.of(new TestSide.Score("item-0", 0.9, "x", null)))))
                .as("its answer contradicts one of the targets")
                .containsExactly(true, true, false);
        assertThat(right(side.rescored(List.of(new TestSide.Score("item-0", 0.9, null, true)))))
                .as("nobody knows whether it would be right for the other target")
                .containsExactly(true, true, false);
    }

    @Test
    void auditsWithoutAnItemAreTakenInAsWrongInTheTestSidesShare() {
        List<ReviewFact> audits = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            audits.add(audit(i));
        }

        TestSide.Rescored rescored = TestSide.of(audits, List.of(), 0.1).rescored(List.of());

        assertThat(rescored.withoutItem()).isBetween(150, 250);
        assertThat(right(rescored)).containsOnly(false);
        assertThat(TestSide.of(audits, List.of(), 0.1)).isEqualTo(TestSide.of(audits, List.of(), 0.1));
    }

    /// A version that is a little worse than tolerated, asked after every tenth audit: how often is it
    /// certified? Some of the audits are plain rejections, some have no item, inputs come again.
    @Test
    void thePromiseIsKeptOverSimulatedPipelinesHoweverOftenOneAsks() {
        SplittableRandom random = new SplittableRandom(20_261_130);
        double alpha = 0.1;
        double delta = 0.1;
        int pipelines = 400;
        int broken = 0;
        int certifiedGood = 0;
        for (int i = 0; i < pipelines; i++) {
            broken += certifiedEver(random, 0.11, alpha, delta) ? 1 : 0;
            certifiedGood += certifiedEver(random, 0.02, alpha, delta) ? 1 : 0;
        }
        assertThat(broken / (double) pipelines).isLessThanOrEqualTo(delta);
        assertThat(certifiedGood / (double) pipelines).isGreaterThan(0.9);
    }

    /// @param error of the version, the same at every confidence, so that every certificate breaks the
    ///     promise when it is above what is tolerated
    private static boolean certifiedEver(SplittableRandom random, double error, double alpha, double delta) {
        List<ReviewFact> audits = new ArrayList<>();
        List<TestSide.Item> items = new ArrayList<>();
        List<TestSide.Score> scores = new ArrayList<>();
        for (int i = 0; i < 700; i++) {
            audits.add(audit(i));
            boolean right = random.nextDouble() >= error;
            if (random.nextDouble() < 0.005) {
                continue;
            }
            items.add(item(i, "input-" + i, "target", right ? "approval" : "rejection", "test"));
            scores.add(new TestSide.Score("item-" + i, random.nextDouble(), right ? "target" : "other", null));
        }
        ThresholdPlan plan = ThresholdPlan.of(
                Traffic.of(scores.stream().map(TestSide.Score::confidence).toList())
                        .points(),
                300,
                alpha);
        for (int seen = 100; seen <= audits.size(); seen += 10) {
            TestSide.Rescored rescored =
                    TestSide.of(audits.subList(0, seen), items, 1).rescored(scores);
            if (AnytimeCertificate.of(rescored.arrivals(), plan, alpha, delta).certified() != null) {
                return true;
            }
        }
        return false;
    }

    @Test
    void theDocumentSaysHowManyTestItemsACertificateTakes() {
        assertThat(AnytimeCertification.leastAudits(0.05, 0.075)).isEqualTo(160);
        assertThat(needed(0.01)).isEqualTo(126);
        assertThat(needed(0.02)).isEqualTo(230);
        assertThat(needed(0.03)).isEqualTo(654);
    }

    /// Above the threshold, for the first version at 5 % with 90 % confidence.
    private static long needed(double error) {
        return AnytimeCertificate.forecast(0, 0, error, 0.05, -Math.log(0.075)).orElseThrow();
    }
}
