package dev.touchstone.backend.quality.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.quality.QualityFigure;
import dev.touchstone.stats.estimate.HajekEstimate;
import dev.touchstone.stats.estimate.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Figures from audits whose rates depend on bands of a score.
class BandedEstimateTest {
    private static final Set<Double> RATES = Set.of(0.05, 0.04, 0.14);
    private static final int OUTPUTS = 4000;

    private final SplittableRandom random = new SplittableRandom(3);

    /// What one period brings.
    private final class Month {
        final List<ReviewFact> reviews = new ArrayList<>();
        final Map<String, PopulationCount> counts = new HashMap<>();
        int wrong;
        int outputs;

        void bring(int version, double rate, int many, double errorRate) {
            for (int i = 0; i < many; i++) {
                boolean error = random.nextDouble() < errorRate;
                wrong += error ? 1 : 0;
                counts.merge(
                        version + "@" + rate,
                        new PopulationCount("all", version, "m", "p", rate, 1),
                        (a, b) -> new PopulationCount("all", version, "m", "p", rate, a.outputs() + 1));
                double u = random.nextDouble();
                if (u < rate) {
                    reviews.add(fact(outputs + i, version, u, rate, error));
                }
            }
            outputs += many;
        }

        Observed observed(Map<Integer, Set<Double>> rates) {
            return new Observed(reviews, List.copyOf(counts.values()), rates);
        }

        HajekEstimate approval(Map<Integer, Set<Double>> rates) {
            return new QualityEstimator(observed(rates), 0.95, Target.FINITE)
                    .approval()
                    .orElseThrow();
        }

        double truth() {
            return 1 - (double) wrong / outputs;
        }
    }

    private static ReviewFact fact(int number, int version, double u, double rate, boolean error) {
        return new ReviewFact(
                new OutputId("o-" + number),
                new ReviewFact.Origin(version, "all", "m", "p", null),
                null,
                u,
                rate,
                rate,
                rate,
                error ? Answer.REJECTED : Answer.APPROVED,
                Map.of());
    }

    @Test
    void bandsHoldTheTruthAndAreShorterThanAPlainAudit() {
        int held = 0;
        double banded = 0;
        double even = 0;
        int reviews = 0;
        int runs = 400;
        for (int run = 0; run < runs; run++) {
            Month month = new Month();
            month.bring(1, 0.14, OUTPUTS / 12, 0.42);
            month.bring(1, 0.04, OUTPUTS - OUTPUTS / 12, 0.016);

            HajekEstimate estimate = month.approval(Map.of(1, RATES));

            held += estimate.interval().contains(month.truth()) ? 1 : 0;
            banded += estimate.interval().upper() - estimate.interval().lower();
            Month plain = new Month();
            plain.bring(1, 0.05, OUTPUTS, month.wrong / (double) OUTPUTS);
            HajekEstimate evenly = plain.approval(Map.of());
            even += evenly.interval().upper() - evenly.interval().lower();
            reviews += month.reviews.size() - plain.reviews.size();
        }

        assertThat(held).isBetween((int) (0.93 * runs), runs);
        assertThat(banded).isLessThan(0.85 * even);
        assertThat(reviews / runs).isBetween(-12, 0);
    }

    @Test
    void aPolicyThatChangesInMidPeriodIsTwoPopulations() {
        int held = 0;
        int runs = 300;
        for (int run = 0; run < runs; run++) {
            Month month = new Month();
            month.bring(1, 0.05, OUTPUTS / 2, 0.05);
            month.bring(2, 0.05, OUTPUTS / 8, 0.05);
            month.bring(2, 0.14, OUTPUTS / 32, 0.42);
            month.bring(2, 0.04, OUTPUTS / 3, 0.016);
            held += month.approval(Map.of(2, RATES)).interval().contains(month.truth()) ? 1 : 0;
        }

        assertThat(held).isBetween((int) (0.92 * runs), runs);
    }

    @Test
    void aBandWithoutReviewsJoinsTheNextAndOneWithoutTrafficIsNothing() {
        Month month = new Month();
        month.bring(1, 0.05, 1000, 0.1);
        month.counts.put("empty", new PopulationCount("all", 1, "m", "p", 0.14, 3));

        HajekEstimate estimate = month.approval(Map.of(1, RATES));

        assertThat(estimate.interval().lower()).isBetween(0.5, 1.0);
        assertThat(estimate.interval().upper()).isBetween(estimate.interval().lower(), 1.0);
        assertThat(estimate.population()).isEqualTo(1003);
        assertThat(new QualityEstimator(month.observed(Map.of(1, RATES)), 0.95, Target.FINITE)
                        .group("all", null)
                        .coverage()
                        .uncoveredShare())
                .isZero();
    }

    @Test
    void strataWithoutReviewsJoinTheOnesBesideThem() {
        Month month = new Month();
        month.bring(1, 0.14, 400, 0.4);
        month.bring(1, 0.04, 3600, 0.02);
        for (int tail = 0; tail < 30; tail++) {
            String stratum = "tail-" + tail;
            month.counts.put(stratum + "a", new PopulationCount(stratum, 1, "m", "p", 0.14, 2));
            month.counts.put(stratum + "b", new PopulationCount(stratum, 1, "m", "p", 0.04, 10));
        }

        Observed observed = month.observed(Map.of(1, RATES));

        assertThat(new QualityEstimator(observed, 0.95, Target.FINITE)
                        .group("all", null)
                        .coverage()
                        .uncoveredShare())
                .isZero();
        HajekEstimate estimate = month.approval(Map.of(1, RATES));
        assertThat(estimate.interval().upper() - estimate.interval().lower()).isLessThan(0.07);
    }

    @Test
    void withoutAnyReviewThereIsNoFigure() {
        Month month = new Month();
        month.counts.put("a", new PopulationCount("all", 1, "m", "p", 0.14, 300));
        month.counts.put("b", new PopulationCount("all", 1, "m", "p", 0.04, 700));

        List<QualityFigure> figures = new QualityEstimator(month.observed(Map.of(1, RATES)), 0.95, Target.FINITE)
                .group("all", null)
                .figures();

        assertThat(figures).allMatch(figure -> figure.value() == null && figure.note() != null);
    }
}
