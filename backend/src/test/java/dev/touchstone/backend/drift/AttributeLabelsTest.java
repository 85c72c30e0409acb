package dev.touchstone.backend.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.alarm.AlarmKind;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.backend.drift.watch.AuditFact;
import dev.touchstone.backend.drift.watch.Series;
import dev.touchstone.backend.drift.watch.Watch;
import dev.touchstone.backend.drift.watch.Week;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// What the series of an attribute makes of rejections that name nothing.
class AttributeLabelsTest {
    /// Outputs with one attribute; one in twenty is rejected for another reason.
    private static final class Extraction {
        private final Watch watch = Watch.start(Audits.DEFAULT);
        private final SplittableRandom random;
        private int fed;
        private int pages;

        Extraction(long seed) {
            random = new SplittableRandom(seed);
        }

        Extraction feed(int outputs, double wrong, double labelled) {
            for (int i = 0; i < outputs; i++) {
                boolean total = random.nextDouble() < wrong;
                boolean rejected = total || random.nextDouble() < 0.05;
                boolean said = !rejected || random.nextDouble() < labelled;
                pages += (int) watch.next(fact(total, rejected, said)).stream()
                        .filter(raised -> raised.kind() == AlarmKind.ATTRIBUTE && !raised.again())
                        .count();
            }
            return this;
        }

        private AuditFact fact(boolean total, boolean rejected, boolean said) {
            long atMs = Week.startMs(3000)
                    + Duration.ofDays(7).multipliedBy(fed++).dividedBy(100).toMillis();
            return new AuditFact(
                    new ReviewId("review-" + fed),
                    atMs,
                    "v",
                    "all",
                    AuditFact.plain(true, false),
                    new AuditFact.Said(
                            rejected,
                            rejected ? AuditFact.Speech.PARTIAL : AuditFact.Speech.FULL,
                            said ? Map.of("total", total) : Map.of()),
                    null,
                    null);
        }

        Series series() {
            return watch.watched().stream()
                    .map(Watch.Watched::series)
                    .filter(series -> series.subject().kind() == AlarmKind.ATTRIBUTE)
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void theRateIsThatOfTheOutputsWhenHalfOfTheRejectionsNameNothing() {
        int held = 0;
        double sum = 0;
        for (int seed = 0; seed < 60; seed++) {
            Series series = new Extraction(seed).feed(5000, 0.08, 0.5).series();
            held += series.live().contains(0.08) ? 1 : 0;
            sum += (double) series.tally().wrong() / series.tally().reviewed();
        }

        assertThat(held).isGreaterThanOrEqualTo(57);
        assertThat(sum / 60).isBetween(0.075, 0.085);
    }

    @Test
    void aRiseIsSeenAndAQuietYearIsQuiet() {
        int seen = 0;
        int pages = 0;
        for (int seed = 0; seed < 60; seed++) {
            pages += new Extraction(seed).feed(6000, 0.08, 0.5).pages;
            Extraction risen = new Extraction(1000 + seed).feed(2000, 0.08, 0.5);
            int before = risen.pages;
            seen += risen.feed(1000, 0.20, 0.5).pages > before ? 1 : 0;
        }

        assertThat(seen).isGreaterThanOrEqualTo(54);
        assertThat(pages).isLessThanOrEqualTo(30);
    }

    @Test
    void whenAllRejectionsNameTheirFaultsNothingIsLeftOut() {
        Extraction all = new Extraction(1).feed(1000, 0.08, 1);

        assertThat(all.series().tally().reviewed()).isEqualTo(600);
        assertThat(all.watch.labels().notes()).isEmpty();
    }

    @Test
    void withoutLabelsThereIsNoSeriesAndPeopleAreToldWhatToDo() {
        Extraction plain = new Extraction(2).feed(2000, 0.08, 0);

        assertThat(plain.watch.watched())
                .extracting(one -> one.series().subject().kind())
                .doesNotContain(AlarmKind.ATTRIBUTE);
        assertThat(plain.watch.labels().notes()).singleElement().asString().contains("Ask reviewers to mark");
    }
}
