package dev.touchstone.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.touchstone.stats.confidence.ScoredOutput;
import dev.touchstone.stats.sampling.ActiveAuditGain;
import dev.touchstone.stats.sampling.ScoreBand;
import dev.touchstone.stats.sampling.ScoreBands;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ScoreBandsTest {
    private final SplittableRandom random = new SplittableRandom(5);
    private final NavigableMap<Double, Long> traffic = new TreeMap<>();

    /// A judge that finds this share of what is wrong and this share of what is right wrong.
    private List<ScoredOutput> judged(int labels, double error, double sensitivity, double falseFlags) {
        List<ScoredOutput> all = new ArrayList<>();
        for (int i = 0; i < labels + 20_000; i++) {
            boolean wrong = random.nextDouble() < error;
            double score = random.nextDouble() < (wrong ? sensitivity : falseFlags) ? 0.1 : 0.9;
            traffic.merge(score, 1L, Long::sum);
            if (i < labels) {
                all.add(ScoredOutput.of(score, !wrong));
            }
        }
        return all;
    }

    private List<ScoredOutput> useless(int labels, double error) {
        List<ScoredOutput> all = new ArrayList<>();
        for (int i = 0; i < labels; i++) {
            double score = random.nextInt(100) / 100.0;
            traffic.merge(score, 10L, Long::sum);
            all.add(ScoredOutput.of(score, random.nextDouble() >= error));
        }
        return all;
    }

    private static double mean(ScoreBands bands) {
        return bands.bands().stream()
                .mapToDouble(band -> band.share() * band.multiple())
                .sum();
    }

    @Test
    void theBandsOfAGoodJudgeAreItsVerdicts() {
        ScoreBands bands = ScoreBands.fit(judged(2000, 0.05, 0.7, 0.05), traffic, 0.25, 20);

        assertThat(bands.bands()).extracting(ScoreBand::from).containsExactly(0.0, 0.9);
        // Neyman: f is 0.424 among the flagged and 0.0163 among the others, which are 0.0825 and 0.9175 of all.
        assertThat(bands.bands().getFirst().multiple()).isCloseTo(2.61, within(0.3));
        assertThat(bands.bands().getLast().multiple()).isCloseTo(0.855, within(0.05));
        assertThat(mean(bands)).isCloseTo(1, within(1e-9));
        assertThat(bands.of(0.5)).isEqualTo(bands.bands().getFirst());
        assertThat(bands.of(1)).isEqualTo(bands.bands().getLast());
    }

    @Test
    void noBandFallsBelowTheFloorOrRisesAboveCertainty() {
        List<ScoredOutput> labels = judged(2000, 0.05, 0.98, 0.001);

        ScoreBands capped = ScoreBands.fit(labels, traffic, 0.25, 2);

        assertThat(capped.bands()).extracting(ScoreBand::multiple).allMatch(m -> m >= 0.25 && m <= 2);
        assertThat(capped.bands().getFirst().multiple()).isEqualTo(2);
        assertThat(mean(capped)).isCloseTo(1, within(1e-9));
    }

    @Test
    void bandsAreFewHoweverManyScoresThereAre() {
        List<ScoredOutput> labels = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            double score = random.nextDouble();
            traffic.merge(score, 1L, Long::sum);
            labels.add(ScoredOutput.of(score, random.nextDouble() < score));
        }

        ScoreBands bands = ScoreBands.fit(labels, traffic, 0.25, 20);

        assertThat(bands.bands()).hasSizeBetween(3, ScoreBands.MOST);
        assertThat(bands.bands()).extracting(ScoreBand::errorRate).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(bands.bands().stream().mapToDouble(ScoreBand::share).sum()).isCloseTo(1, within(1e-9));
    }

    @Test
    void withoutAnErrorThereIsNothingToGoBy() {
        List<ScoredOutput> labels = useless(400, 0);

        assertThat(mean(ScoreBands.fit(labels, traffic, 0.25, 20))).isCloseTo(1, within(1e-9));
        assertThat(ActiveAuditGain.of(labels, traffic, 0.25, 20).worthwhile()).isFalse();
    }

    /// With rates m_b·r the variance is ΣWf(1−f)/m over f(1−f): 0.525 for this judge.
    @Test
    void theGainIsWhatTheFormulaSays() {
        ActiveAuditGain gain = ActiveAuditGain.of(judged(20_000, 0.05, 0.7, 0.05), traffic, 0.25, 20);

        double flagged = 0.0825 * 0.424 * 0.576 / 2.61;
        double others = 0.9175 * 0.0163 * 0.9837 / 0.855;
        assertThat(gain.cost()).isCloseTo((flagged + others) / (0.05 * 0.95), within(0.05));
        assertThat(gain.worthwhile()).isTrue();
        assertThat(gain.error()).isBetween(0.001, 0.05);
    }

    @Test
    void aUselessScoreIsRarelyTakenForAGoodOne() {
        int taken = 0;
        for (int run = 0; run < 100; run++) {
            traffic.clear();
            taken += ActiveAuditGain.of(useless(300, 0.1), traffic, 0.25, 20).worthwhile() ? 1 : 0;
        }

        assertThat(taken).isLessThan(8);
    }

    @Test
    void aScoreThatIsTheWrongWayRoundIsUseless() {
        List<ScoredOutput> labels = judged(2000, 0.05, 0.05, 0.7);

        assertThat(ActiveAuditGain.of(labels, traffic, 0.25, 20).worthwhile()).isFalse();
    }
}
