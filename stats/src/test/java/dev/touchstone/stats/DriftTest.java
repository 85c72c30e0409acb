package dev.touchstone.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.touchstone.stats.confidence.PopulationStability;
import dev.touchstone.stats.confidence.ScoreDistance;
import dev.touchstone.stats.interval.Interval;
import dev.touchstone.stats.sequential.ConfidenceSequence;
import dev.touchstone.stats.sequential.DetectorStep;
import dev.touchstone.stats.sequential.DriftBaseline;
import dev.touchstone.stats.sequential.DriftBets;
import dev.touchstone.stats.sequential.EBenjaminiHochberg;
import dev.touchstone.stats.sequential.EsrDetector;
import dev.touchstone.stats.sequential.FloorCertificate;
import dev.touchstone.stats.sequential.PacedDetector;
import dev.touchstone.stats.sequential.TwoStreamComparison;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DriftTest {
    @Test
    void aPacedDetectorOfEqualWeightsIsTheDetectorInSharesOfItsThreshold() {
        EsrDetector whole = EsrDetector.start(DriftBets.against(0.05), 1024);
        PacedDetector shares = PacedDetector.start(DriftBets.against(0.05));
        int alarms = 0;
        for (int i = 0; i < 2000; i++) {
            double loss = i % 7 == 0 ? 1 : 0;
            DetectorStep<EsrDetector> one = whole.next(loss);
            DetectorStep<PacedDetector> other = shares.next(loss, 1.0 / 1024);
            assertThat(other.alarm()).isEqualTo(one.alarm());
            assertThat(other.evidence() * 1024).isCloseTo(one.evidence(), within(1e-9 * one.evidence()));
            alarms += one.alarm() ? 1 : 0;
            whole = one.detector();
            shares = other.detector();
        }

        assertThat(alarms).isGreaterThan(10);
    }

    @Test
    void aDetectorGoesOnFromItsStoredState() {
        EsrDetector whole = EsrDetector.start(DriftBets.against(0.05), 5200);
        EsrDetector first = whole;
        for (int i = 0; i < 20; i++) {
            double loss = i % 7 == 0 ? 1 : 0;
            whole = whole.next(loss).detector();
            first = first.next(loss).detector();
            first = new EsrDetector(first.bets(), first.threshold(), List.copyOf(first.scores()));
        }

        assertThat(first).isEqualTo(whole);
        assertThat(whole.scores()).hasSize(4);
    }

    @Test
    void anAlarmStartsTheDetectorAnew() {
        EsrDetector detector = EsrDetector.start(DriftBets.against(0.05), 20);
        DetectorStep<EsrDetector> step = detector.next(1);
        while (!step.alarm()) {
            step = step.detector().next(1);
        }

        assertThat(step.evidence()).isGreaterThanOrEqualTo(20);
        assertThat(step.detector()).isEqualTo(detector);
    }

    @Test
    void oneFalsePageAYearOverTwentySeries() {
        assertThat(EsrDetector.threshold(20, 100, 1)).isEqualTo(104_000);
    }

    @Test
    void betsOnFallingErrorsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new DriftBets(0.05, List.of(0.5)));
        assertThatIllegalArgumentException().isThrownBy(() -> DriftBets.against(0));
        assertThatIllegalArgumentException().isThrownBy(() -> DriftBets.against(1));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> EsrDetector.start(DriftBets.against(0.05), 5200).next(1.5));
    }

    @Test
    void aStateOfAnotherSizeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EsrDetector(DriftBets.against(0.05), 100, List.of(1.0)));
    }

    @Test
    void aPromisedFloorIsTheToleratedErrorRate() {
        assertThat(DriftBaseline.eps0OfFloor(0.95)).isCloseTo(0.05, within(1e-12));
        assertThat(DriftBaseline.eps0(20, 400, 0.2)).isCloseTo(0.061452, within(1e-6));
    }

    @Test
    void aTestThatHasSeenNothingRejectsNothing() {
        assertThat(TwoStreamComparison.start().rejected(0.05)).isFalse();
        assertThat(FloorCertificate.start(DriftBets.against(0.1)).anytimeP()).isEqualTo(1);
    }

    @Test
    void aCertificateSurvivesVeryLongStreams() {
        FloorCertificate certificate = FloorCertificate.start(DriftBets.against(0.05));
        for (int i = 0; i < 20_000; i++) {
            certificate = certificate.next(0);
        }

        assertThat(certificate.logE()).isFinite().isLessThan(-100);
        assertThat(certificate.anytimeP()).isEqualTo(1);
    }

    @Test
    void noStratumIsBlamedWithoutEvidence() {
        assertThat(EBenjaminiHochberg.rejected(new double[] {1, 5, 0}, 0.1)).isEmpty();
        assertThat(EBenjaminiHochberg.rejected(new double[0], 0.1)).isEmpty();
    }

    @Test
    void theLiveIntervalBeforeTheFirstReviewIsEverything() {
        assertThat(ConfidenceSequence.betaMixture(0, 0, 0.05)).isEqualTo(new Interval(0, 1, 0.95));
    }

    @Test
    void equalDistributionsHaveNoDistance() {
        double[] scores = {0.5, 0.5, 0.9, 0.7};

        ScoreDistance distance = ScoreDistance.between(scores, scores);

        assertThat(distance.ks()).isZero();
        assertThat(distance.wasserstein()).isZero();
        assertThat(distance.limitP()).isEqualTo(1);
        assertThat(distance.exact()).hasValue(1);
    }

    @Test
    void largeSamplesGoWithoutTheExactProbability() {
        double[] many = new double[3000];
        Arrays.setAll(many, i -> i / 3000.0);

        ScoreDistance distance = ScoreDistance.between(many, many);

        assertThat(distance.exact()).isEmpty();
    }

    @Test
    void oneBinCannotShowDrift() {
        assertThatIllegalArgumentException().isThrownBy(() -> PopulationStability.of(new long[] {3}, new long[] {4}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PopulationStability.of(new long[] {3, 1}, new long[] {0, 0}));
    }
}
