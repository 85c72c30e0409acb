package dev.touchstone.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.touchstone.stats.interval.Differences;
import dev.touchstone.stats.interval.FScores;
import dev.touchstone.stats.interval.Interval;
import dev.touchstone.stats.interval.Measured;
import dev.touchstone.stats.interval.Proportions;
import dev.touchstone.stats.sequential.ConfidenceSequence;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;

class ProportionsProperties {
    @Property
    void wilsonContainsTheRateAndStaysInRange(
            @ForAll @Scale(9) @DoubleRange(min = 0, max = 1) double rate,
            @ForAll @Scale(6) @DoubleRange(min = 1e-6, max = 1e9) double n,
            @ForAll @Scale(4) @DoubleRange(min = 0.01, max = 0.9999) double confidence) {
        Interval interval = Proportions.wilsonAt(rate, n, confidence);

        assertThat(interval.contains(rate)).isTrue();
        assertThat(interval.lower()).isBetween(0.0, 1.0);
        assertThat(interval.upper()).isBetween(0.0, 1.0);
    }

    @Property
    void wilsonTreatsSuccessAndFailureAlike(
            @ForAll @Scale(9) @DoubleRange(min = 0, max = 1) double rate,
            @ForAll @DoubleRange(min = 1, max = 1e6) double n) {
        Interval successes = Proportions.wilsonAt(rate, n, 0.95);
        Interval failures = Proportions.wilsonAt(1 - rate, n, 0.95);

        assertThat(failures.upper()).isCloseTo(1 - successes.lower(), within(1e-9));
    }

    @Property
    void moreReviewsNeverWidenWilson(
            @ForAll @Scale(9) @DoubleRange(min = 0, max = 1) double rate,
            @ForAll @DoubleRange(min = 1, max = 1e6) double n) {
        double few = Proportions.wilsonAt(rate, n, 0.95).width();
        double more = Proportions.wilsonAt(rate, 2 * n, 0.95).width();

        assertThat(more).isLessThanOrEqualTo(few);
    }

    @Property
    void clopperPearsonContainsTheRateAndGrowsWithConfidence(
            @ForAll @LongRange(min = 1, max = 5000) long n,
            @ForAll @Scale(9) @DoubleRange(min = 0, max = 1) double share) {
        long successes = Math.round(share * n);

        Interval usual = Proportions.clopperPearson(successes, n, 0.9);
        Interval strict = Proportions.clopperPearson(successes, n, 0.99);

        assertThat(usual.contains((double) successes / n)).isTrue();
        assertThat(strict.lower()).isLessThanOrEqualTo(usual.lower());
        assertThat(strict.upper()).isGreaterThanOrEqualTo(usual.upper());
    }

    @Property
    void theLiveIntervalContainsTheRateAndIsWiderThanWilson(
            @ForAll @LongRange(min = 10, max = 5000) long n,
            @ForAll @Scale(9) @DoubleRange(min = 0, max = 1) double share) {
        long successes = Math.round(share * n);

        Interval live = ConfidenceSequence.betaMixture(successes, n, 0.05);

        assertThat(live.contains((double) successes / n)).isTrue();
        assertThat(live.width())
                .isGreaterThan(
                        Proportions.wilson((double) successes, (double) n, 0.95).width());
    }

    @Property
    void aDifferenceTurnsItsSignWithItsSides(
            @ForAll @Scale(9) @DoubleRange(min = 0, max = 1) double first,
            @ForAll @Scale(9) @DoubleRange(min = 0, max = 1) double second,
            @ForAll @DoubleRange(min = 1, max = 1e4) double n) {
        Measured a = new Measured(first, Proportions.wilsonAt(first, n, 0.95));
        Measured b = new Measured(second, Proportions.wilsonAt(second, 3 * n, 0.95));

        Measured forward = Differences.mover(a, b);
        Measured backward = Differences.mover(b, a);

        assertThat(backward.value()).isEqualTo(-forward.value());
        assertThat(backward.interval().lower()).isEqualTo(-forward.interval().upper());
        assertThat(backward.interval().upper()).isEqualTo(-forward.interval().lower());
    }

    @Property
    void f1LiesBetweenPrecisionAndRecall(
            @ForAll @LongRange(min = 1, max = 1000) long tp,
            @ForAll @LongRange(max = 1000) long fp,
            @ForAll @LongRange(max = 1000) long fn) {
        double precision = FScores.precision(tp, fp, 0.95).orElseThrow().value();
        double recall = FScores.recall(tp, fn, 0.95).orElseThrow().value();

        double f1 = FScores.f1(tp, fp, fn, 0.95).orElseThrow().value();

        assertThat(f1).isBetween(Math.min(precision, recall) - 1e-12, Math.max(precision, recall) + 1e-12);
    }
}
