package dev.touchstone.backend.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.touchstone.api.alarm.AlarmKind;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.backend.drift.watch.AuditFact;
import dev.touchstone.backend.drift.watch.Baseline;
import dev.touchstone.backend.drift.watch.Episode;
import dev.touchstone.backend.drift.watch.Promise;
import dev.touchstone.backend.drift.watch.Series;
import dev.touchstone.backend.drift.watch.Watch;
import dev.touchstone.backend.drift.watch.WatchRules;
import dev.touchstone.backend.drift.watch.Worst;
import dev.touchstone.stats.sequential.DriftBets;
import dev.touchstone.stats.sequential.PacedDetector;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WatchTest {
    private static final WatchRules FLOOR = new WatchRules(0.92, false, 400, 1, 1, null, null);

    @Test
    void aSeriesIsTheDetectorOfTheReferenceCases() {
        PacedDetector detector = PacedDetector.start(DriftBets.against(0.05));
        Series series = Series.start(AlarmKind.FLOOR, "all", true, null, 0.05);
        SplittableRandom random = new SplittableRandom(1);
        double evidence = 0;
        for (int i = 0; i < 200; i++) {
            boolean error = random.nextDouble() < 0.05;
            series = series.next(error, i * 6_000_000L, new ReviewId("r"), new Promise(1, 100));
            var step = detector.next(error ? 1 : 0, 1 / series.detector().threshold());
            detector = step.detector();
            evidence = step.evidence() * series.detector().threshold();
        }

        assertThat(series.detector().scores()).isEqualTo(detector.scores());
        assertThat(series.detector().evidence()).isEqualTo(evidence);
    }

    @Test
    void aDropBelowTheFloorAlarmsOnceAndIsOverWhenQualityIsBack() {
        Audits audits = new Audits(FLOOR, 1).feed(500, 0.04).feed(300, 0.25);

        assertThat(audits.raised).singleElement().satisfies(alarm -> {
            assertThat(alarm.kind()).isEqualTo(AlarmKind.FLOOR);
            assertThat(alarm.evidence()).isGreaterThanOrEqualTo(alarm.threshold());
        });
        assertThat(audits.raisedAfter.getFirst()).isBetween(510L, 620L);
        assertThat(audits.open()).containsExactly("floor all");

        audits.feed(600, 0.04);

        assertThat(audits.open()).isEmpty();
        assertThat(audits.raised).hasSize(1);
    }

    @Test
    void aDropThatStaysStaysOneEpisode() {
        Audits audits = new Audits(FLOOR, 2).feed(300, 0.04).feed(1500, 0.2);

        assertThat(audits.raised).hasSize(1);
        assertThat(audits.open()).containsExactly("floor all");
    }

    @Test
    void whatWasFoundIsTheTimeSinceItGotWorse() {
        Audits audits = new Audits(FLOOR, 3).feed(1000, 0.02).feed(100, 0.3);

        Episode episode = audits.watch.watched().getFirst().series().episode();

        assertThat(episode).isNotNull();
        assertThat(episode.found().rate()).isGreaterThan(0.15);
        assertThat(episode.found().reviewed()).isLessThan(150);
        assertThat(episode.found().interval().contains(episode.found().rate())).isTrue();
        assertThat(episode.examples()).hasSize(3);
    }

    @Test
    void eachPromptVersionIsHeldAgainstTheFrozenBaseline() {
        Audits audits = new Audits(Audits.DEFAULT, 4).feed(450, 0.05);
        Baseline frozen = audits.watch.baselines().get("all");
        audits.version = "v2";
        audits.feed(300, 0.2);

        assertThat(audits.raised).singleElement().satisfies(alarm -> {
            assertThat(alarm.kind()).isEqualTo(AlarmKind.REGRESSION);
            assertThat(alarm.version()).isEqualTo("v2");
        });
        assertThat(audits.watch.baselines().get("all")).isEqualTo(frozen);
    }

    @Test
    void aNewPromptVersionStartsAnewAndEndsTheEpisodesOfTheOld() {
        Audits audits = new Audits(FLOOR, 5).feed(200, 0.3);
        assertThat(audits.open()).containsExactly("floor all");
        audits.version = "v2";
        audits.feed(Watch.REPLACED_AFTER - 1, 0);
        assertThat(audits.open()).containsExactly("floor all");

        audits.feed(1, 0);

        assertThat(audits.open()).isEmpty();
        assertThat(audits.watch.watched())
                .filteredOn(one -> one.version().equals("v2"))
                .singleElement()
                .satisfies(one -> assertThat(one.series().tally().reviewed()).isEqualTo(Watch.REPLACED_AFTER));
    }

    @Test
    void theAttributeThatBrokeIsNamed() {
        Audits audits = new Audits(Audits.DEFAULT, 6);
        audits.attributes = Map.of("total", 0.03, "date", 0.03, "vat_id", 0.05);
        audits.feed(500, 0.05);
        audits.attributes = Map.of("total", 0.03, "date", 0.3, "vat_id", 0.05);
        audits.feed(200, 0.05);

        assertThat(audits.raised).extracting(Watch.Raised::series).containsExactly("date");
        assertThat(Worst.of(audits.watch, "v1", 0)).extracting("name").containsExactly("attribute:date");
    }

    @Test
    void anOversampledStratumIsWatchedByItselfAndNoPartOfTheWhole() {
        Audits audits = new Audits(Audits.DEFAULT, 7);
        audits.stratum = "language=de";
        audits.common = false;
        audits.ownRate = true;
        audits.feed(150, 0.02).feed(200, 0.3);

        assertThat(audits.raised).singleElement().satisfies(alarm -> {
            assertThat(alarm.kind()).isEqualTo(AlarmKind.STRATUM);
            assertThat(alarm.series()).isEqualTo("language=de");
        });
        assertThat(audits.watch.baselines()).doesNotContainKey("all");
    }

    @Test
    void aStratumPagesFromWhenItHasARateOfItsOwn() {
        Audits audits = new Audits(Audits.DEFAULT, 13);
        audits.stratum = "language=de";
        audits.feed(150, 0.02).feed(60, 0.5);
        assertThat(audits.raised).isEmpty();

        audits.ownRate = true;
        audits.feed(1, 0.5);

        assertThat(audits.open()).containsExactly("stratum language=de");
    }

    @Test
    void whatACertifiedThresholdReleasesIsHeldAgainstItsCertificate() {
        Audits audits = new Audits(Audits.DEFAULT, 8);
        audits.release = new AuditFact.Release(1, 0.05);
        audits.feed(300, 0.2);
        assertThat(audits.raised).extracting(Watch.Raised::kind).containsExactly(AlarmKind.RELEASE);

        audits.release = new AuditFact.Release(2, 0.3);
        audits.feed(10, 0.2);

        assertThat(audits.open()).isEmpty();
    }

    @Test
    void aJudgeThatIsReplacedByAWorseOneIsNoticed() {
        Audits audits = new Audits(new WatchRules(null, false, 400, 1, 1, null, null), 9);
        audits.judge = "jv-1";
        audits.judgeErrs = 0.05;
        audits.feed(400, 0.1);
        audits.judge = "jv-2";
        audits.judgeErrs = 0.4;
        audits.feed(200, 0.1);

        assertThat(audits.raised).extracting(Watch.Raised::kind).contains(AlarmKind.JUDGE);
        assertThat(audits.raised).extracting(Watch.Raised::version).containsOnly("jv-2");
    }

    @Test
    void aWorseCandidateIsNoticedWhateverItsShareOfTheTraffic() {
        Audits audits = new Audits(new WatchRules(null, true, 400, 1, 1, "v1", "v2"), 10);
        for (int i = 0; i < 300; i++) {
            audits.version = "v1";
            audits.feed(3, 0.05);
            audits.version = "v2";
            audits.feed(1, 0.3);
        }

        assertThat(audits.raised).extracting(Watch.Raised::kind).contains(AlarmKind.CANARY);
        // The candidate is no part of what the pipeline was.
        assertThat(audits.watch.baselines().get("all").rate()).isCloseTo(0.05, within(0.03));
    }

    @Test
    void whatNobodyAnsweredIsPassedOver() {
        Watch watch = Watch.start(FLOOR);
        AuditFact known = AuditFact.of(new ReviewId("r"), 0, "v1", true);
        watch.next(new AuditFact(
                new ReviewId("r"),
                0,
                "v1",
                "all",
                AuditFact.plain(true, false),
                new AuditFact.Said(null, AuditFact.Speech.FULL, Map.of()),
                null,
                null));

        assertThat(watch.fed()).isZero();
        watch.next(known);
        assertThat(watch.fed()).isEqualTo(1);
    }

    @Test
    void theThresholdIsThePromise() {
        Audits audits = new Audits(new WatchRules(0.9, true, 100, 2, 1, null, null), 11).feed(600, 0.01);

        Series floor = audits.watch.watched().getFirst().series();

        // Two series, 100 reviews a week, two years.
        assertThat(audits.watch.promise().words())
                .isEqualTo(
                        "At most one false page in 2 years, over 2 series together that may page. One baseline in ten is"
                                + " too good by chance; then there may be more.");
        assertThat(floor.detector().threshold()).isCloseTo(2 * 52 * 100 * 2, within(0.2 * 2 * 52 * 100 * 2));
    }

    @Test
    void beforeTheBaselineIsFullNothingIsPromised() {
        Audits audits = new Audits(Audits.DEFAULT, 12).feed(399, 0.9);

        assertThat(audits.watch.promise().words()).isEqualTo("Nothing that may page is watched yet.");
        assertThat(audits.raised).isEmpty();
    }

    @Test
    void quietYearsStayQuiet() {
        int falseAlarms = 0;
        for (int seed = 0; seed < 40; seed++) {
            falseAlarms += new Audits(FLOOR, 100 + seed).feed(2600, 0.08).raised.size();
        }

        // Half a year each at the very edge of what is tolerated: 20 years, so at most 20 are promised.
        assertThat(falseAlarms).isLessThanOrEqualTo(20);
    }
}
