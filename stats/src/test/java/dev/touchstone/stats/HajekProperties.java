package dev.touchstone.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.touchstone.stats.estimate.CountedOutput;
import dev.touchstone.stats.estimate.Hajek;
import dev.touchstone.stats.estimate.HajekEstimate;
import dev.touchstone.stats.estimate.Method;
import dev.touchstone.stats.estimate.RatioLhw;
import dev.touchstone.stats.estimate.ReviewedOutput;
import dev.touchstone.stats.estimate.StratumSample;
import dev.touchstone.stats.estimate.Target;
import dev.touchstone.stats.estimate.ThinStrata;
import dev.touchstone.stats.interval.Measured;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class HajekProperties {
    @Property(tries = 500)
    void theIntervalContainsTheEstimateAndStaysInRange(
            @ForAll("strata") List<StratumSample> strata, @ForAll Target target) {
        Optional<HajekEstimate> estimate = Hajek.estimate(strata, target, 0.95);

        estimate.ifPresent(found -> {
            assertThat(found.interval().contains(found.value())).isTrue();
            assertThat(found.interval().lower()).isBetween(0.0, 1.0);
            assertThat(found.interval().upper()).isBetween(0.0, 1.0);
            assertThat(found.toEstimate(Method.STRATIFIED_LHW).population())
                    .isEqualTo(
                            strata.stream().mapToLong(StratumSample::population).sum());
        });
    }

    @Property(tries = 500)
    void theOrderOfReviewsDoesNotMatter(@ForAll("strata") List<StratumSample> strata, @ForAll Target target) {
        List<StratumSample> reversed =
                strata.stream().map(HajekProperties::reversed).toList();

        Optional<HajekEstimate> forward = Hajek.estimate(strata, target, 0.95);
        Optional<HajekEstimate> backward = Hajek.estimate(reversed, target, 0.95);

        assertThat(backward.isPresent()).isEqualTo(forward.isPresent());
        forward.ifPresent(found -> {
            assertThat(backward.orElseThrow().value()).isCloseTo(found.value(), within(1e-9));
            assertThat(backward.orElseThrow().interval().lower())
                    .isCloseTo(found.interval().lower(), within(1e-9));
        });
    }

    @Property(tries = 500)
    void higherConfidenceWidens(@ForAll("strata") List<StratumSample> strata, @ForAll Target target) {
        Hajek.estimate(strata, target, 0.9).ifPresent(usual -> {
            HajekEstimate strict = Hajek.estimate(strata, target, 0.99).orElseThrow();

            assertThat(strict.interval().lower())
                    .isLessThanOrEqualTo(usual.interval().lower() + 1e-12);
            assertThat(strict.interval().upper())
                    .isGreaterThanOrEqualTo(usual.interval().upper() - 1e-12);
        });
    }

    @Property(tries = 500)
    void mergingKeepsEveryOutputAndReview(@ForAll("strata") List<StratumSample> strata) {
        List<StratumSample> merged = ThinStrata.merged(strata);

        assertThat(merged.stream().mapToLong(StratumSample::population).sum())
                .isEqualTo(strata.stream().mapToLong(StratumSample::population).sum());
        assertThat(merged.stream().mapToInt(StratumSample::size).sum())
                .isEqualTo(strata.stream().mapToInt(StratumSample::size).sum());
        assertThat(ThinStrata.merged(merged)).isEqualTo(merged);
    }

    @Property(tries = 500)
    void theRatioIntervalContainsTheRatio(@ForAll("counted") List<CountedOutput> outputs, @ForAll Target target) {
        RatioLhw.estimate(outputs, target, 0.95).ifPresent(estimate -> {
            assertThat(estimate.ratio().interval().contains(estimate.ratio().value()))
                    .isTrue();
            assertThat(estimate.f1().value())
                    .isGreaterThanOrEqualTo(estimate.ratio().value());
        });
    }

    /// With one attribute per output and one inclusion probability the ratio is the Hájek mean.
    @Property(tries = 500)
    void aRatioOfSinglesIsTheMean(@ForAll("singles") List<ReviewedOutput> reviews) {
        List<CountedOutput> counted = reviews.stream()
                .map(review -> new CountedOutput(review.value(), 1, review.inclusion()))
                .toList();
        StratumSample stratum = new StratumSample(1000, 0.1, reviews);

        Measured ratio = RatioLhw.estimate(counted, 0.95).orElseThrow().ratio();
        Measured mean = Hajek.estimate(List.of(stratum), Target.FINITE, 0.95)
                .orElseThrow()
                .toMeasured();

        assertThat(ratio.value()).isCloseTo(mean.value(), within(1e-9));
        assertThat(ratio.interval().lower()).isCloseTo(mean.interval().lower(), within(1e-9));
        assertThat(ratio.interval().upper()).isCloseTo(mean.interval().upper(), within(1e-9));
    }

    @Provide
    Arbitrary<List<StratumSample>> strata() {
        return stratum().list().ofMinSize(1).ofMaxSize(6);
    }

    @Provide
    Arbitrary<List<CountedOutput>> counted() {
        Arbitrary<Integer> whole = Arbitraries.integers().between(0, 6);
        Arbitrary<Double> share = Arbitraries.of(0.0, 0.5, 1.0, 1.0, 1.0);
        Arbitrary<Double> inclusion = Arbitraries.of(1.0, 0.3, 0.05);
        return Combinators.combine(whole, share, inclusion)
                .as((of, part, pi) -> new CountedOutput(Math.floor(part * of), of, pi))
                .list()
                .ofMaxSize(60);
    }

    @Provide
    Arbitrary<List<ReviewedOutput>> singles() {
        return Arbitraries.of(0.0, 1.0, 1.0, 1.0)
                .map(verdict -> new ReviewedOutput(verdict, 0.1))
                .list()
                .ofMinSize(2)
                .ofMaxSize(80);
    }

    private static Arbitrary<StratumSample> stratum() {
        Arbitrary<Double> planned = Arbitraries.of(1.0, 0.5, 0.1, 0.02);
        Arbitrary<List<Double>> verdicts = Arbitraries.oneOf(
                        Arbitraries.of(0.0, 1.0, 1.0, 1.0, 1.0),
                        Arbitraries.doubles().between(0, 1))
                .list()
                .ofMaxSize(40);
        return Combinators.combine(planned, verdicts, Arbitraries.integers().between(0, 500))
                .as((pi, values, more) -> new StratumSample(
                        values.size() + (pi == 1 ? 0 : more),
                        pi,
                        values.stream()
                                .map(value -> new ReviewedOutput(value, pi))
                                .toList()));
    }

    private static StratumSample reversed(StratumSample stratum) {
        List<ReviewedOutput> reviews = new ArrayList<>(stratum.reviews());
        Collections.reverse(reviews);
        return new StratumSample(stratum.population(), stratum.plannedInclusion(), reviews);
    }
}
