package dev.touchstone.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.touchstone.stats.estimate.ExtractionOutcome;
import dev.touchstone.stats.estimate.MulticlassF1;
import dev.touchstone.stats.interval.FScores;
import dev.touchstone.stats.interval.Measured;
import org.junit.jupiter.api.Test;

class FScoresTest {
    @Test
    void precisionOfNoPredictionsIsNotDefined() {
        assertThat(FScores.precision(0, 0, 0.95)).isEmpty();
        assertThat(FScores.recall(0, 0, 0.95)).isEmpty();
        assertThat(FScores.f1(0, 0, 0, 0.95)).isEmpty();
    }

    @Test
    void f1WithoutAHitIsZeroAndItsIntervalIsNot() {
        Measured f1 = FScores.f1(0, 3, 2, 0.95).orElseThrow();

        assertThat(f1.value()).isZero();
        assertThat(f1.interval().upper()).isGreaterThan(0.5);
    }

    @Test
    void negativeCountsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> FScores.f1(1, -1, 2, 0.95));
        assertThatIllegalArgumentException().isThrownBy(() -> FScores.f1(1, 2, -2, 0.95));
        assertThatIllegalArgumentException().isThrownBy(() -> FScores.precision(-1, 2, 0.95));
    }

    @Test
    void aWrongValueIsBothInventedAndMissed() {
        assertThat(ExtractionOutcome.WRONG.falsePositives()).isEqualTo(1);
        assertThat(ExtractionOutcome.WRONG.falseNegatives()).isEqualTo(1);
        assertThat(ExtractionOutcome.WRONG.truePositives()).isZero();
    }

    @Test
    void classesThatNeverOccurDoNotCount() {
        MulticlassF1 without = MulticlassF1.of(new long[][] {{8, 1}, {2, 9}}, 0.95);
        MulticlassF1 with = MulticlassF1.of(new long[][] {{8, 0, 1}, {0, 0, 0}, {2, 0, 9}}, 0.95);

        assertThat(with.macroF1()).isEqualTo(without.macroF1());
        assertThat(with.macroF1Error()).isCloseTo(without.macroF1Error(), within(1e-12));
        assertThat(with.classes()).extracting(MulticlassF1.ClassScore::index).containsExactly(0, 2);
    }

    @Test
    void aClassNeverPredictedScoresZero() {
        MulticlassF1 scores = MulticlassF1.of(new long[][] {{8, 0}, {2, 0}}, 0.95);

        assertThat(scores.classes().get(1).f1()).isZero();
        assertThat(scores.classes().get(1).precision()).isZero();
    }

    @Test
    void aTableThatIsNotSquareIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> MulticlassF1.of(new long[][] {{1, 2}}, 0.95));
        assertThatIllegalArgumentException().isThrownBy(() -> MulticlassF1.of(new long[][] {{0}}, 0.95));
        assertThatIllegalArgumentException().isThrownBy(() -> MulticlassF1.of(new long[][] {{1, 2}, {-1, 2}}, 0.95));
    }
}
