package dev.touchstone.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.touchstone.stats.confidence.ScoreDistance;
import dev.touchstone.stats.sequential.DetectorStep;
import dev.touchstone.stats.sequential.DriftBets;
import dev.touchstone.stats.sequential.EBenjaminiHochberg;
import dev.touchstone.stats.sequential.EcusumDetector;
import dev.touchstone.stats.sequential.EsrDetector;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;

class DriftProperties {
    @Property
    void aBetIsFairAtTheToleratedRate(@ForAll @Scale(4) @DoubleRange(min = 0.0001, max = 0.9999) double eps0) {
        DriftBets bets = DriftBets.against(eps0);
        List<Double> afterPass = bets.payoffs(0);
        List<Double> afterError = bets.payoffs(1);

        for (int j = 0; j < afterPass.size(); j++) {
            assertThat((1 - eps0) * afterPass.get(j) + eps0 * afterError.get(j)).isCloseTo(1, within(1e-9));
            assertThat(afterError.get(j)).isCloseTo(bets.alternatives().get(j) / eps0, within(1e-9));
            assertThat(afterPass.get(j)).isPositive();
        }
    }

    @Property
    void anExtraErrorNeverLowersTheEvidence(
            @ForAll @Size(min = 1, max = 60) List<Boolean> errors, @ForAll @IntRange(max = 59) int at) {
        List<Double> losses = errors.stream().map(error -> error ? 1.0 : 0.0).toList();
        int place = at % losses.size();
        List<Double> worse = IntStream.range(0, losses.size())
                .mapToObj(i -> i == place ? 1.0 : losses.get(i))
                .toList();

        assertThat(evidence(worse)).isGreaterThanOrEqualTo(evidence(losses));
    }

    @Property
    void cusumEvidenceNeverExceedsShiryaevRoberts(
            @ForAll @Size(min = 1, max = 60) List<@DoubleRange(max = 1) Double> losses) {
        EcusumDetector cusum = EcusumDetector.start(DriftBets.against(0.1), 1e50);
        double evidence = 0;
        for (double loss : losses) {
            DetectorStep<EcusumDetector> step = cusum.next(loss);
            cusum = step.detector();
            evidence = step.evidence();
        }

        assertThat(evidence).isLessThanOrEqualTo(evidence(losses) * (1 + 1e-12));
    }

    @Property
    void blamedStrataHaveMoreEvidenceThanTheOthers(@ForAll List<@DoubleRange(max = 500) Double> evidence) {
        double[] values = evidence.stream().mapToDouble(Double::doubleValue).toArray();

        List<Integer> rejected = EBenjaminiHochberg.rejected(values, 0.1);

        double least = rejected.stream().mapToDouble(i -> values[i]).min().orElse(Double.MAX_VALUE);
        for (int i = 0; i < values.length; i++) {
            assertThat(rejected.contains(i)).isEqualTo(values[i] >= least);
        }
    }

    @Property
    void distanceIsSymmetric(
            @ForAll @Size(min = 2, max = 30) List<@DoubleRange(max = 1) Double> first,
            @ForAll @Size(min = 2, max = 30) List<@DoubleRange(max = 1) Double> second) {
        double[] a = first.stream().mapToDouble(Double::doubleValue).toArray();
        double[] b = second.stream().mapToDouble(Double::doubleValue).toArray();

        ScoreDistance forward = ScoreDistance.between(a, b);
        ScoreDistance backward = ScoreDistance.between(b, a);

        assertThat(backward.ks()).isCloseTo(forward.ks(), within(1e-12));
        assertThat(backward.wasserstein()).isCloseTo(forward.wasserstein(), within(1e-12));
        assertThat(backward.exact().orElseThrow()).isCloseTo(forward.exact().orElseThrow(), within(1e-9));
        assertThat(Math.abs(mean(a) - mean(b))).isLessThanOrEqualTo(forward.wasserstein() + 1e-12);
    }

    private static double evidence(List<Double> losses) {
        EsrDetector detector = EsrDetector.start(DriftBets.against(0.1), 1e50);
        double evidence = 0;
        for (double loss : losses) {
            DetectorStep<EsrDetector> step = detector.next(loss);
            detector = step.detector();
            evidence = step.evidence();
        }
        return evidence;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
