package dev.touchstone.backend.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.backend.quality.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsoWeekTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static long hours(String week, ZoneId zone) {
        return Duration.between(Desk.week(week).start(zone), Desk.week(week).end(zone))
                .toHours();
    }

    @Test
    void aYearHas52Or53Weeks() {
        assertThat(Desk.week("2026-W53").monday()).isEqualTo(LocalDate.parse("2026-12-28"));
        assertThat(Desk.week("2026-W53").plus(1).name()).isEqualTo("2027-W01");
        assertThat(IsoWeek.parse("2027-W53")).isEmpty();
        // The last days of 2029 belong to the first week of 2030, the first of 2027 to the last of 2026.
        assertThat(IsoWeek.of(Instant.parse("2029-12-31T12:00:00Z"), ZoneOffset.UTC)
                        .name())
                .isEqualTo("2030-W01");
        assertThat(IsoWeek.of(Instant.parse("2027-01-01T12:00:00Z"), ZoneOffset.UTC)
                        .name())
                .isEqualTo("2026-W53");
    }

    @Test
    void namesOfTenThousandWeeksAreReadBackAndFollowOneAnother() {
        Set<String> names = new HashSet<>();
        IsoWeek week = Desk.week("1990-W01");
        for (int i = 0; i < 10_000; i++) {
            assertThat(IsoWeek.parse(week.name())).contains(week);
            assertThat(week.end(BERLIN)).isEqualTo(week.plus(1).start(BERLIN));
            assertThat(names.add(week.name())).isTrue();
            week = week.plus(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "2026-W00", "2026-W54", "2026-W5", "2026W47", "2026-w47", "26-W47", "２026-W47", "2026-W47-1"
            })
    void whatIsNoWeekIsNotRead(String text) {
        assertThat(IsoWeek.parse(text)).isEmpty();
    }

    @Test
    void aWeekInWhichClocksChangeIsAnHourShorterOrLonger() {
        assertThat(hours("2026-W13", BERLIN)).isEqualTo(167);
        assertThat(hours("2026-W43", BERLIN)).isEqualTo(169);
        assertThat(hours("2026-W44", BERLIN)).isEqualTo(168);
        assertThat(hours("2026-W43", ZoneOffset.UTC)).isEqualTo(168);
    }

    @Test
    void aLeapDayIsADayOfItsWeek() {
        assertThat(IsoWeek.of(Instant.parse("2028-02-29T12:00:00Z"), BERLIN)).isEqualTo(Desk.week("2028-W09"));
        assertThat(Desk.week("2028-W09").plus(1).monday()).isEqualTo(LocalDate.parse("2028-03-06"));
    }

    @Test
    void theZoneSaysWhenTheWeekBegins() {
        Instant sundayEvening = Instant.parse("2026-11-22T23:30:00Z");

        assertThat(IsoWeek.of(sundayEvening, ZoneOffset.UTC).name()).isEqualTo("2026-W47");
        assertThat(IsoWeek.of(sundayEvening, BERLIN).name()).isEqualTo("2026-W48");
        assertThat(IsoWeek.lastOver(sundayEvening, BERLIN).name()).isEqualTo("2026-W47");
    }

    @Test
    void weeksOfAZoneThatIsNotWholeHoursAwayStillMeet() {
        ZoneId india = ZoneId.of("Asia/Kolkata");
        Period period = Desk.week("2026-W47").period(india);

        assertThat(Desk.week("2026-W47").wholeHours(india)).isFalse();
        assertThat(Desk.week("2026-W47").wholeHours(BERLIN)).isTrue();
        assertThat(period.from()).isEqualTo("2026-11-15T18:00:00Z");
        assertThat(period.to()).isEqualTo(Desk.week("2026-W48").period(india).from());
    }
}
