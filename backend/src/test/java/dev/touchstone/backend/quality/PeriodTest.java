package dev.touchstone.backend.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class PeriodTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static Instant at(String moment) {
        return Instant.parse(moment);
    }

    @Test
    void weeksBeginOnMondayOfTheirZoneAndFollowItsClocks() {
        Period summer = Period.isoWeek("2026-W13", BERLIN);

        // The clocks go forward on 29 March 2026.
        assertThat(summer.from()).isEqualTo(at("2026-03-22T23:00:00Z"));
        assertThat(summer.to()).isEqualTo(at("2026-03-29T22:00:00Z"));
        assertThat(Period.isoWeek("2026-W13", ZoneOffset.UTC).from()).isEqualTo(at("2026-03-23T00:00:00Z"));
    }

    @Test
    void weeksOfAPeriodMeetAndCoverItWhateverTheZone() {
        Period period = Period.of(at("2026-03-02T05:00:00Z"), at("2026-04-07T17:00:00Z"));
        for (String zone :
                new String[] {"UTC", "Europe/Berlin", "Asia/Kolkata", "Pacific/Kiritimati", "America/Lima"}) {
            var weeks = period.weeks(ZoneId.of(zone));

            assertThat(weeks.getFirst().period().from()).as(zone).isEqualTo(period.from());
            assertThat(weeks.getLast().period().to()).as(zone).isEqualTo(period.to());
            for (int i = 1; i < weeks.size(); i++) {
                assertThat(weeks.get(i).period().fromHour())
                        .as(zone)
                        .isEqualTo(weeks.get(i - 1).period().toHour());
            }
        }
    }

    @Test
    void aWeekIsNamedByWhereItIs() {
        // Monday in Kiribati, still Sunday in Lima.
        Period hour = Period.of(at("2026-03-08T12:00:00Z"), at("2026-03-08T13:00:00Z"));

        assertThat(hour.weeks(ZoneId.of("Pacific/Kiritimati")))
                .singleElement()
                .satisfies(week -> assertThat(week.name()).isEqualTo("2026-W11"));
        assertThat(hour.weeks(ZoneId.of("America/Lima")))
                .singleElement()
                .satisfies(week -> assertThat(week.name()).isEqualTo("2026-W10"));
    }
}
