package dev.touchstone.backend.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.alarm.Alarm;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WeeklyShiftsTest {
    private static final Instant MONDAY = Instant.parse("2030-01-07T00:00:00Z");
    private static final String POLICY = """
            {"audit_rate": 0, "confidence_threshold": 0.5, "drift": {"channel": "#alarms"}}
            """;

    /// Posts a week of outputs whose confidences are spread over ten values from the least on.
    private static void week(Workbench bench, int number, double least) {
        List<CompletableFuture<?>> answers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            answers.add(bench.intake.accept(NewOutput.text("p", "w" + number + "-" + i, "an answer")
                    .confidence(least + i % 10 * 0.02)
                    .occurredAt(MONDAY.plus(Duration.ofDays(7L * number)).plus(Duration.ofMinutes(50L * i)))
                    .build()));
        }
        answers.forEach(CompletableFuture::join);
    }

    private static void endOfWeek(Audited audited, int number) {
        audited.bench.clock.set(MONDAY.plus(Duration.ofDays(7L * (number + 1))).plus(Duration.ofHours(7)));
        audited.look();
    }

    @EveryDatabase
    void otherConfidencesAreNoticedAndNeverPage(Workbench bench) {
        Audited audited = new Audited(bench, POLICY);
        bench.clock.set(MONDAY.plus(Duration.ofDays(70)));
        for (int i = 0; i < 4; i++) {
            week(bench, i, 0.75);
        }
        week(bench, 4, 0.6);
        for (int i = 5; i < 9; i++) {
            week(bench, i, 0.6);
        }

        endOfWeek(audited, 3);
        assertThat(audited.said()).isEmpty();
        endOfWeek(audited, 4);
        assertThat(audited.said()).containsExactly("scores open");
        assertThat(audited.all()).extracting(Alarm::pages).containsExactly(false);
        audited.look();
        endOfWeek(audited, 8);

        assertThat(audited.told()).containsExactly("opened", "recovered");
    }

    @EveryDatabase
    void anotherShareOfReviewsIsNoticed(Workbench bench) {
        Audited audited = new Audited(bench, POLICY);
        bench.clock.set(MONDAY.plus(Duration.ofDays(70)));
        for (int i = 0; i < 4; i++) {
            week(bench, i, 0.49);
        }
        week(bench, 4, 0.4);

        endOfWeek(audited, 4);

        assertThat(audited.said()).contains("routes open");
    }

    @Test
    void valuesAreJoinedUntilEachBinHoldsItsPart() {
        List<long[]> bins = WeeklyShifts.bins(Map.of(1, 10L, 2, 40L, 3, 50L), Map.of(2, 5L, 9, 7L), 4);

        assertThat(bins).containsExactly(new long[] {50, 5}, new long[] {50, 0}, new long[] {0, 7});
    }
}
