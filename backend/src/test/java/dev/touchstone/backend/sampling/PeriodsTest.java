package dev.touchstone.backend.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.api.policy.SampleAllocation;
import dev.touchstone.api.policy.SampleMethod;
import dev.touchstone.api.policy.SamplePlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeriodsTest {
    private static SamplePlan plan(String schedule, String zone) {
        return new SamplePlan("plan", schedule, zone, 100, null, SampleMethod.BOTTOM_K, SampleAllocation.SQRT, 5);
    }

    private static List<Periods.Period> ending(String schedule, String zone, String after, String until) {
        return Periods.ending(plan(schedule, zone), Instant.parse(after), Instant.parse(until));
    }

    private static List<Long> hours(List<Periods.Period> periods) {
        return periods.stream()
                .map(period -> Duration.between(period.start(), period.end()).toHours())
                .toList();
    }

    @Test
    void daysBeginAtMidnightOfTheZoneAndFollowItsClock() {
        List<Periods.Period> spring = ending("daily", "Europe/Berlin", "2030-03-29T23:00:00Z", "2030-04-01T22:00:00Z");
        List<Periods.Period> autumn =
                ending("daily", "America/New_York", "2030-11-02T04:00:00Z", "2030-11-05T05:00:00Z");

        assertThat(spring)
                .first()
                .isEqualTo(new Periods.Period(
                        Instant.parse("2030-03-29T23:00:00Z"), Instant.parse("2030-03-30T23:00:00Z")));
        assertThat(hours(spring)).containsExactly(24L, 23L, 24L);
        assertThat(hours(autumn)).containsExactly(24L, 25L, 24L);
    }

    @Test
    void weeksBeginOnMonday() {
        List<Periods.Period> weeks = ending("weekly", "Europe/Berlin", "2030-03-20T00:00:00Z", "2030-04-08T00:00:00Z");

        assertThat(weeks)
                .extracting(Periods.Period::key)
                .containsExactly("2030-03-17T23:00:00Z", "2030-03-24T23:00:00Z", "2030-03-31T22:00:00Z");
        assertThat(hours(weeks)).containsExactly(168L, 167L, 168L);
    }

    @Test
    void aCronPlanReachesFromOneFiringToTheNext() {
        List<Periods.Period> periods =
                ending("0 0 18 ? * MON-FRI", "UTC", "2030-01-03T12:00:00Z", "2030-01-08T12:00:00Z");

        assertThat(periods)
                .extracting(Periods.Period::key)
                .containsExactly("2030-01-02T18:00:00Z", "2030-01-03T18:00:00Z", "2030-01-04T18:00:00Z");
        assertThat(hours(periods)).containsExactly(24L, 24L, 72L);
    }

    @Test
    void aRareCronFindsWhereItsPeriodBegan() {
        assertThat(ending("0 30 6 1 1,7 ?", "UTC", "2030-06-30T00:00:00Z", "2030-07-02T00:00:00Z"))
                .containsExactly(new Periods.Period(
                        Instant.parse("2030-01-01T06:30:00Z"), Instant.parse("2030-07-01T06:30:00Z")));
    }

    @Test
    void periodsMeetAlsoWhereAZoneIsNotWholeHoursAway() {
        List<Periods.Period> days = ending("daily", "Asia/Kolkata", "2030-01-01T00:00:00Z", "2030-01-20T00:00:00Z");

        assertThat(days).hasSizeGreaterThan(15);
        for (int i = 1; i < days.size(); i++) {
            assertThat(days.get(i).fromHour()).isEqualTo(days.get(i - 1).toHour());
            assertThat(days.get(i).toHour() - days.get(i).fromHour()).isEqualTo(24);
        }
    }

    @Test
    void schedulesThatCannotBeRunAreRefused() {
        for (String wrong : List.of("hourly", "* * * * *", "0 * * * * ?", "30 0 6 ? * MON", "0 0 6 * * MON")) {
            assertThatThrownBy(() -> plan(wrong, "UTC")).hasMessageContaining("must be daily, weekly or a cron");
        }
        assertThatThrownBy(() -> plan("daily", "Europe/Atlantis")).hasMessageContaining("time zone");
    }
}
