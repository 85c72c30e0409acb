package dev.touchstone.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.touchstone.stats.estimate.HajekEstimate;
import dev.touchstone.stats.estimate.Target;
import dev.touchstone.stats.judged.ActiveInference;
import dev.touchstone.stats.judged.JudgePostStratification;
import dev.touchstone.stats.judged.JudgePostStratification.Cell;
import dev.touchstone.stats.judged.Ppi;
import dev.touchstone.stats.judged.PpiEstimate;
import dev.touchstone.stats.judged.PpiMoments;
import java.util.List;
import org.junit.jupiter.api.Test;

class PpiTest {
    private static final double[] VERDICTS = {1, 1, 0, 1, 1, 1, 0, 1};
    private static final double[] SCORES = {1, 1, 0, 1, 0, 1, 1, 1};
    private static final double[] OTHERS = {1, 0, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1};

    @Test
    void countsAndSeriesGiveTheSameMoments() {
        PpiEstimate fromSeries = Ppi.plusPlus(PpiMoments.of(VERDICTS, SCORES, OTHERS), 0.95);
        PpiEstimate fromCounts = Ppi.plusPlus(PpiMoments.ofCounts(5, 1, 1, 1, 10, 2), 0.95);

        assertThat(fromCounts.value()).isCloseTo(fromSeries.value(), within(1e-12));
        assertThat(fromCounts.standardError()).isCloseTo(fromSeries.standardError(), within(1e-12));
        assertThat(fromCounts.lambda()).isCloseTo(fromSeries.lambda(), within(1e-12));
    }

    @Test
    void aJudgeThatAlwaysSaysTheSameIsNotTrusted() {
        double[] constant = {0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9};

        PpiEstimate estimate = Ppi.plusPlus(PpiMoments.of(VERDICTS, constant, new double[] {0.9, 0.9, 0.9}), 0.95);

        assertThat(estimate.lambda()).isZero();
        assertThat(estimate.value()).isEqualTo(0.75);
        assertThat(estimate.correlation()).isEmpty();
    }

    @Test
    void reviewsWithoutAnErrorLeaveNoGainToCompute() {
        double[] allCorrect = {1, 1, 1, 1, 1, 1, 1, 1};

        PpiEstimate estimate = Ppi.plusPlus(PpiMoments.of(allCorrect, SCORES, OTHERS), 0.95);

        assertThat(estimate.effectiveSampleGain()).isEmpty();
        assertThat(estimate.standardError()).isZero();
    }

    @Test
    void seriesOfDifferentLengthAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PpiMoments.of(VERDICTS, OTHERS, OTHERS))
                .withMessageContaining("pair them by output");
        assertThatIllegalArgumentException().isThrownBy(() -> PpiMoments.of(VERDICTS, SCORES, new double[0]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PpiMoments.of(new double[] {1, 2}, new double[] {1, 1}, OTHERS));
    }

    @Test
    void aCellWithOneReviewGivesUpTheSplit() {
        List<Cell> split = List.of(new Cell(100, 1, 0), new Cell(900, 49, 48));
        List<Cell> whole = List.of(new Cell(1000, 50, 48));

        HajekEstimate estimate = judge(List.of(split));

        assertThat(estimate).isEqualTo(judge(List.of(whole)));
    }

    @Test
    void onlyTheStratumWithTheThinCellGivesUpTheSplit() {
        List<Cell> thin = List.of(new Cell(100, 1, 0), new Cell(900, 49, 48));
        List<Cell> good = List.of(new Cell(50, 10, 5), new Cell(500, 40, 40));

        HajekEstimate estimate = judge(List.of(thin, good));

        double expected = (1000 * 48 / 50.0 + 50 * 0.5 + 500) / 1550;
        assertThat(estimate.value()).isCloseTo(expected, within(1e-12));
    }

    @Test
    void aVerdictTheJudgeNeverGaveIsNoCell() {
        HajekEstimate estimate = judge(List.of(List.of(new Cell(0, 0, 0), new Cell(900, 49, 48))));

        assertThat(estimate.value()).isCloseTo(48 / 49.0, within(1e-12));
        assertThat(JudgePostStratification.estimate(List.of(), Target.FINITE, 0.95))
                .isEmpty();
    }

    @Test
    void activeInferenceWithoutAJudgeIsTheWeightedSum() {
        List<ActiveInference.Output> outputs = List.of(
                new ActiveInference.Output(0, 0.5, 1.0),
                new ActiveInference.Output(0, 0.5, null),
                new ActiveInference.Output(0, 0.25, null),
                new ActiveInference.Output(0, 1, 1.0));

        assertThat(ActiveInference.mean(outputs, 0.95).value()).isEqualTo(0.75);
    }

    private static HajekEstimate judge(List<List<Cell>> strata) {
        return JudgePostStratification.estimate(strata, Target.FINITE, 0.95).orElseThrow();
    }
}
