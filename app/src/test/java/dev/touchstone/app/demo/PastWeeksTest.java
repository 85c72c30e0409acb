package dev.touchstone.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PastWeeksTest {
    private static final Instant MONDAY = Instant.parse("2026-01-05T00:00:00Z");

    private final PastWeeks past = PastWeeks.read();

    @Test
    void aWeekIsAlwaysTheSameAndLiesWithinItself() {
        List<PastWeeks.Played> week = past.week(3, MONDAY);

        assertThat(week).isEqualTo(past.week(3, MONDAY)).hasSize(PastWeeks.EACH_WEEK);
        assertThat(week).allSatisfy(played -> {
            assertThat(played.output().pipeline()).isEqualTo(PastWeeks.PIPELINE);
            assertThat(played.output().occurredAt())
                    .isBetween(MONDAY, MONDAY.plus(Duration.ofDays(7)).minusMillis(1));
            assertThat(played.output().stratumKeys()).containsOnlyKeys("topic");
            assertThat(played.output().output().textValue()).doesNotContain("{");
            assertThat(Objects.requireNonNull(played.output().queryText())).doesNotContain("{");
        });
        assertThat(week).extracting(played -> played.output().externalId()).doesNotHaveDuplicates();
    }

    @Test
    void theLastWeeksAreFarWorseUnderAnotherPromptVersion() {
        List<PastWeeks.Played> first = past.week(0, MONDAY);
        List<PastWeeks.Played> last = past.week(PastWeeks.WEEKS - 1, MONDAY);

        assertThat(wrong(first)).isLessThan(0.12);
        assertThat(wrong(last)).isGreaterThan(0.2);
        assertThat(first.getFirst().output().promptVersion())
                .isNotEqualTo(last.getFirst().output().promptVersion());
    }

    private static double wrong(List<PastWeeks.Played> week) {
        return (double) week.stream().filter(played -> !played.right()).count() / week.size();
    }
}
