package dev.touchstone.backend.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.policy.DigestRules;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which weeks are posted, and when.
class WeeklyPostsTest {
    private static final IsoWeek WEEK = Desk.week("2026-W47");
    private static final Instant MONDAY_NINE = Instant.parse("2026-11-23T08:00:00Z");

    private static Desk desk(Workbench bench, String made) {
        bench.clock.set(Instant.parse(made));
        bench.pipeline("p", Desk.POLICY);
        return new Desk(bench);
    }

    private static List<String> posted(Workbench bench) {
        return bench.database
                .reader()
                .withHandle(handle -> handle.createQuery(
                                "SELECT week FROM digest WHERE posted_at_ms IS NOT NULL ORDER BY week")
                        .mapTo(String.class)
                        .list());
    }

    @EveryDatabase
    void aWeekIsPostedAtItsTimeAndNotBefore(Workbench bench) {
        Desk desk = desk(bench, "2026-11-15T22:59:59Z");
        bench.clock.set(MONDAY_NINE.minusMillis(1));
        int early = desk.posts.catchUp();
        bench.clock.set(MONDAY_NINE);

        assertThat(List.of(early, desk.posts.catchUp(), desk.posts.catchUp())).containsExactly(0, 1, 0);
        assertThat(posted(bench)).containsExactly("2026-W47");
    }

    @EveryDatabase
    void aPipelineMadeInMidWeekStartsWithTheNext(Workbench bench) {
        // One second into Monday, in Berlin.
        Desk desk = desk(bench, "2026-11-15T23:00:01Z");
        bench.clock.set(MONDAY_NINE);
        int first = desk.posts.catchUp();
        bench.clock.advance(Duration.ofDays(7));

        assertThat(List.of(first, desk.posts.catchUp())).containsExactly(0, 1);
        assertThat(posted(bench)).containsExactly("2026-W48");
    }

    @EveryDatabase
    void lateWeeksAreCaughtUpOnceTheLastFourAtMost(Workbench bench) {
        Desk desk = desk(bench, "2026-01-01T00:00:00Z");
        bench.clock.set(MONDAY_NINE.plus(Duration.ofDays(3)));

        assertThat(desk.posts.catchUp()).isEqualTo(4);
        assertThat(desk.posts.catchUp()).isZero();
        assertThat(posted(bench)).containsExactly("2026-W44", "2026-W45", "2026-W46", "2026-W47");
        assertThat(desk.written("digest")).isEqualTo(4);
    }

    @EveryDatabase
    void aPolicyThatAsksForDigestsLaterDoesNotBringBackOldWeeks(Workbench bench) {
        bench.clock.set(Instant.parse("2026-01-01T00:00:00Z"));
        bench.pipeline("p", "{}");
        bench.clock.set(Desk.wednesday(WEEK));
        bench.pipeline("p", Desk.POLICY);
        bench.clock.advance(Duration.ofMinutes(5));
        bench.pipeline("p", Desk.POLICY.replace("\"1d\"", "\"2d\""));
        Desk desk = new Desk(bench);
        int atOnce = desk.posts.catchUp();
        bench.clock.set(MONDAY_NINE);

        assertThat(List.of(atOnce, desk.posts.catchUp())).containsExactly(0, 1);
        assertThat(posted(bench)).containsExactly("2026-W47");
    }

    @EveryDatabase
    void aClockThatJumpsByHoursPostsNothingTwiceAndLeavesNothingOut(Workbench bench) {
        Desk desk = desk(bench, "2026-11-08T00:00:00Z");
        bench.clock.set(MONDAY_NINE.minus(Duration.ofHours(2)));
        int before = desk.posts.catchUp();
        bench.clock.advance(Duration.ofHours(30));
        int ahead = desk.posts.catchUp();
        bench.clock.advance(Duration.ofHours(-40));
        int back = desk.posts.catchUp();
        bench.clock.set(MONDAY_NINE);
        int again = desk.posts.catchUp();
        bench.clock.advance(Duration.ofDays(7));
        int next = desk.posts.catchUp();

        assertThat(List.of(before, ahead, back, again, next)).containsExactly(1, 1, 0, 0, 1);
        assertThat(posted(bench)).containsExactly("2026-W46", "2026-W47", "2026-W48");
        assertThat(desk.written("digest")).isEqualTo(3);
    }

    @EveryDatabase
    void noWeekOfAYearWith53IsLeftOut(Workbench bench) {
        Desk desk = desk(bench, "2026-01-01T00:00:00Z");
        bench.clock.set(Instant.parse("2026-12-28T08:00:00Z"));
        desk.posts.catchUp();
        for (int i = 0; i < 3; i++) {
            bench.clock.advance(Duration.ofDays(7));
            assertThat(desk.posts.catchUp()).isEqualTo(1);
        }

        assertThat(posted(bench)).endsWith("2026-W52", "2026-W53", "2027-W01", "2027-W02");
    }

    @EveryDatabase
    void onePipelinesTroubleDoesNotHoldUpTheOthers(Workbench bench) {
        bench.clock.set(Instant.parse("2026-11-08T00:00:00Z"));
        bench.pipeline("a-without-channel", "{\"digest\": {}}");
        Desk desk = desk(bench, "2026-11-08T00:00:00Z");
        bench.clock.set(MONDAY_NINE.minus(Duration.ofDays(1)));

        assertThat(desk.posts.catchUp()).isEqualTo(1);
        assertThat(bench.count("digest WHERE pipeline <> 'p'")).isZero();
    }

    @EveryDatabase
    void withoutDigestRulesNothingIsPosted(Workbench bench) {
        bench.clock.set(Instant.parse("2026-01-01T00:00:00Z"));
        bench.pipeline("p", "{\"reviewers\": {\"channel\": \"#reviews\"}}");
        bench.clock.set(MONDAY_NINE);

        assertThat(new Desk(bench).posts.catchUp()).isZero();
    }

    @Test
    void theDayAndTimeAreThoseOfTheZone() {
        assertThat(due("2026-W47", "{\"zone\": \"Europe/Berlin\"}")).isEqualTo(MONDAY_NINE);
        assertThat(due("2026-W47", "{\"zone\": \"Europe/Berlin\", \"day\": \"friday\", \"at\": \"17:30\"}"))
                .isEqualTo("2026-11-27T16:30:00Z");
        // The week after clocks changed: nine o'clock there is an hour earlier in UTC.
        assertThat(due("2026-W12", "{\"zone\": \"Europe/Berlin\"}")).isEqualTo("2026-03-23T08:00:00Z");
        assertThat(due("2026-W13", "{\"zone\": \"Europe/Berlin\"}")).isEqualTo("2026-03-30T07:00:00Z");
        // Half past two does not exist on that Sunday.
        assertThat(due("2026-W12", "{\"zone\": \"Europe/Berlin\", \"day\": \"sunday\", \"at\": \"02:30\"}"))
                .isEqualTo("2026-03-29T01:30:00Z");
        assertThat(due("2028-W08", "{\"day\": \"tuesday\"}")).isEqualTo("2028-02-29T09:00:00Z");
    }

    private static Instant due(String week, String rules) {
        return WeeklyPosts.due(Desk.week(week), Json.read(rules, DigestRules.class));
    }
}
