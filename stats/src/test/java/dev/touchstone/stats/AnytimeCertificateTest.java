package dev.touchstone.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.touchstone.stats.confidence.AnytimeCertificate;
import dev.touchstone.stats.confidence.ScoredOutput;
import dev.touchstone.stats.confidence.ThresholdPlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class AnytimeCertificateTest {
    private static final ThresholdPlan ONE = new ThresholdPlan(List.of(0.5), List.of(0));

    private static List<ScoredOutput> outputs(double confidence, int right, int wrong) {
        List<ScoredOutput> outputs = new ArrayList<>(Collections.nCopies(right, ScoredOutput.of(confidence, true)));
        outputs.addAll(Collections.nCopies(wrong, ScoredOutput.of(confidence, false)));
        return outputs;
    }

    /// ¼·((1 − .0125)/.95)ⁿ + ¾·((1 − .025)/.95)ⁿ after n without an error. An error divides the one by four and
    /// the other by two.
    @Test
    void evidenceIsTheMixtureOfTwoBets() {
        double first = Math.pow(0.9875 / 0.95, 100);
        double second = Math.pow(0.975 / 0.95, 100);

        AnytimeCertificate.Step step = AnytimeCertificate.of(outputs(0.9, 100, 0), ONE, 0.05, 0.075)
                .steps()
                .getFirst();
        AnytimeCertificate.Step wrongFirst = AnytimeCertificate.of(
                        List.copyOf(reversed(outputs(0.9, 100, 1))), ONE, 0.05, 0.075)
                .steps()
                .getFirst();

        assertThat(Math.exp(step.maxLogE())).isCloseTo(0.25 * first + 0.75 * second, within(1e-9));
        assertThat(Math.exp(wrongFirst.maxLogE())).isCloseTo(0.25 * first * 0.25 + 0.75 * second * 0.5, within(1e-9));
        assertThat(step.anytimeP() * Math.exp(step.maxLogE())).isCloseTo(1, within(1e-12));
    }

    private static List<ScoredOutput> reversed(List<ScoredOutput> outputs) {
        List<ScoredOutput> reversed = new ArrayList<>(outputs);
        Collections.reverse(reversed);
        return reversed;
    }

    @Test
    void forecastsAgreeWithWhatHappens() {
        long needed =
                AnytimeCertificate.forecast(0, 0, 0, 0.05, -Math.log(0.075)).orElseThrow();

        assertThat(AnytimeCertificate.of(outputs(0.9, (int) needed, 0), ONE, 0.05, 0.075)
                        .certified())
                .isEqualTo(0.5);
        assertThat(AnytimeCertificate.of(outputs(0.9, (int) needed - 1, 0), ONE, 0.05, 0.075)
                        .certified())
                .isNull();
        assertThat(AnytimeCertificate.forecast(0, 0, 0.05, 0.05, 3)).isEmpty();
    }

    @Test
    void aWalkStopsAtTheFirstThresholdWithoutEvidence() {
        List<ScoredOutput> outputs = new ArrayList<>(outputs(0.7, 0, 40));
        outputs.addAll(outputs(0.9, 200, 0));
        outputs.addAll(outputs(0.3, 4000, 0));

        ThresholdPlan plan = new ThresholdPlan(List.of(0.9, 0.7, 0.3), List.of(0));

        assertThat(AnytimeCertificate.of(outputs, plan, 0.05, 0.075).certified())
                .isEqualTo(0.9);
    }

    @Test
    void walksThatMeetAddTheirParts() {
        ThresholdPlan plan = new ThresholdPlan(List.of(0.9, 0.7, 0.5), List.of(0, 1));

        AnytimeCertificate passed = AnytimeCertificate.of(outputs(0.9, 300, 0), plan, 0.05, 0.1);
        AnytimeCertificate refused = AnytimeCertificate.of(outputs(0.7, 300, 0), plan, 0.05, 0.1);

        assertThat(passed.steps())
                .extracting(step -> Math.exp(-step.neededLogE()))
                .satisfiesExactly(
                        part -> assertThat(part).isCloseTo(0.05, within(1e-12)),
                        part -> assertThat(part).isCloseTo(0.1, within(1e-12)),
                        part -> assertThat(part).isCloseTo(0.1, within(1e-12)));
        assertThat(refused.steps())
                .extracting(step -> Math.exp(-step.neededLogE()))
                .satisfiesExactly(
                        part -> assertThat(part).isCloseTo(0.05, within(1e-12)),
                        part -> assertThat(part).isCloseTo(0.05, within(1e-12)),
                        part -> assertThat(part).isCloseTo(0.05, within(1e-12)));
        assertThat(refused.certified()).isEqualTo(0.5);
    }

    @Test
    void badInputIsRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> AnytimeCertificate.of(List.of(new ScoredOutput(0.9, true, 2)), ONE, 0.05, 0.1))
                .withMessageContaining("equal-probability");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new ThresholdPlan(List.of(0.5, 0.6), List.of(0)))
                .withMessageContaining("must descend");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new ThresholdPlan(List.of(0.5), List.of(1)));
        assertThat(AnytimeCertificate.of(List.of(), ONE, 0.05, 0.1).certified()).isNull();
    }

    @Test
    void plansBeginWhereAuditsAreExpected() {
        double[] traffic = IntStream.range(0, 1000).mapToDouble(i -> i / 1000.0).toArray();

        assertThat(ThresholdPlan.of(traffic, 1060, 0.05).thresholds())
                .startsWith(0.65)
                .endsWith(0.0);
        assertThat(ThresholdPlan.of(traffic, 1060, 0.05).entries()).containsExactly(0);
        assertThat(ThresholdPlan.of(traffic, 1_000_000, 0.05).thresholds()).startsWith(0.8);
        ThresholdPlan early = ThresholdPlan.of(traffic, 160, 0.05);
        assertThat(early.entries().stream().map(early.thresholds()::get)).containsExactly(0.75, 0.5, 0.0);
        assertThat(ThresholdPlan.of(new double[] {0.9, 0.9}, 160, 0.05))
                .isEqualTo(new ThresholdPlan(List.of(0.9), List.of(0)));
    }

    @Test
    void allTrialsTogetherSpendNoMoreThanThereIs() {
        double spent = 0;
        for (int k = 1; k <= 100_000; k++) {
            spent += AnytimeCertificate.spending(0.1, k);
        }

        assertThat(spent).isLessThanOrEqualTo(0.1).isGreaterThan(0.0999);
    }

    /// One step ahead, the mean of the evidence is what it was, at the largest rate that is still too high to
    /// certify.
    @Property
    void evidenceIsAFairGameAtTheToleratedRate(
            @ForAll @IntRange(max = 300) int right, @ForAll @IntRange(max = 30) int wrong) {
        double alpha = 0.07;
        double now = evidence(right, wrong, alpha);

        double next = (1 - alpha) * evidence(right + 1, wrong, alpha) + alpha * evidence(right, wrong + 1, alpha);

        assertThat(next).isCloseTo(now, within(1e-9 * now));
    }

    /// What evidence is there in the end, by the definition and not by the code.
    private static double evidence(int right, int wrong, double alpha) {
        double total = 0;
        for (double[] bet : new double[][] {{0.25, 0.25}, {0.5, 0.75}}) {
            double lambda = (1 - bet[0]) / (1 - alpha);
            total += bet[1] * Math.pow(1 + lambda * alpha, right) * Math.pow(1 + lambda * (alpha - 1), wrong);
        }
        // Errors first, so that the largest evidence is the last unless all of it stays below the start.
        double coded = Math.exp(AnytimeCertificate.of(reversed(outputs(0.9, right, wrong)), ONE, alpha, 0.1)
                .steps()
                .getFirst()
                .maxLogE());
        assertThat(coded).isCloseTo(Math.max(1, total), within(1e-9 * Math.max(1, total)));
        return total;
    }

    @Property(tries = 50)
    void moreEvidenceNeverTakesACertificateAway(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        var random = new SplittableRandom(seed);
        List<ScoredOutput> outputs = IntStream.range(0, 600)
                .mapToObj(i -> ScoredOutput.of(random.nextDouble(), random.nextDouble() > 0.03))
                .toList();
        ThresholdPlan plan = new ThresholdPlan(List.of(0.8, 0.6, 0.4, 0.2, 0.0), List.of(0, 2));

        Double early =
                AnytimeCertificate.of(outputs.subList(0, 300), plan, 0.1, 0.1).certified();
        Double late = AnytimeCertificate.of(outputs, plan, 0.1, 0.1).certified();

        if (early != null) {
            assertThat(late).isNotNull().isLessThanOrEqualTo(early);
        }
    }
}
