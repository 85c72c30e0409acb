package dev.touchstone.backend.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.backend.quality.Comparisons;
import dev.touchstone.backend.quality.estimate.Answer;
import dev.touchstone.backend.quality.estimate.Observed;
import dev.touchstone.backend.quality.estimate.PopulationCount;
import dev.touchstone.backend.quality.estimate.ReviewFact;
import dev.touchstone.stats.estimate.Target;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Headlines of simulated years, seeded: a hundred audits a week of two thousand outputs.
class MovementTest {
    private static final IsoWeek FIRST = Desk.week("2026-W10");
    private static final int AUDITS = 100;
    private static final double RATE = 0.05;
    private static final int BEFORE = Course.WEEKS - 1;

    private static Observed week(SplittableRandom random, double errors) {
        List<ReviewFact> reviews = new ArrayList<>();
        for (int i = 0; i < AUDITS; i++) {
            Answer answer = random.nextDouble() < errors ? Answer.REJECTED : Answer.APPROVED;
            double u = RATE * (i + 0.5) / AUDITS;
            OutputId id = new OutputId("o" + random.nextLong());
            reviews.add(new ReviewFact(
                    id, new ReviewFact.Origin(1, "all", "m", "v", null), null, u, RATE, RATE, RATE, answer, Map.of()));
        }
        long outputs = Math.round(AUDITS / RATE);
        return new Observed(reviews, List.of(new PopulationCount("all", 1, "m", "v", RATE, outputs)));
    }

    /// What the headlines of weeks say, from the eighth on.
    private static List<Movement.Kind> headlines(List<Observed> weeks) {
        return IntStream.range(BEFORE, weeks.size())
                .mapToObj(last -> {
                    Iterator<Observed> eight =
                            weeks.subList(last - BEFORE, last + 1).iterator();
                    return Movement.of(Course.upTo(FIRST.plus(last), ZoneOffset.UTC, period -> eight.next()), false)
                            .kind();
                })
                .toList();
    }

    private static boolean moved(Movement.Kind kind) {
        return kind == Movement.Kind.ROSE || kind == Movement.Kind.FELL;
    }

    @Test
    void aStablePipelineHardlyEverMakesAHeadline() {
        int years = 60;
        long untrue = IntStream.range(0, years)
                .parallel()
                .mapToLong(seed -> {
                    SplittableRandom random = new SplittableRandom(seed);
                    List<Observed> weeks = IntStream.range(0, BEFORE + 52)
                            .mapToObj(week -> week(random, 0.05))
                            .toList();
                    return headlines(weeks).stream().filter(MovementTest::moved).count();
                })
                .sum();

        assertThat(untrue).isLessThanOrEqualTo(Math.round(0.3 * years));
    }

    @Test
    void aLargeDropIsToldInItsWeekAndASmallerOneWhenMoreWeeksShowIt() {
        assertThat(delay(0.20)).isLessThanOrEqualTo(1);
        assertThat(delay(0.13)).isLessThanOrEqualTo(4);
    }

    /// Weeks until half of the pipelines have had the headline.
    private static int delay(double errors) {
        List<Integer> delays = IntStream.range(0, 61)
                .parallel()
                .map(seed -> {
                    SplittableRandom random = new SplittableRandom(1000 + seed);
                    List<Observed> weeks = IntStream.range(0, BEFORE + 8)
                            .mapToObj(week -> week(random, week < BEFORE ? 0.05 : errors))
                            .toList();
                    int found = headlines(weeks).indexOf(Movement.Kind.FELL);
                    return found < 0 ? 99 : found + 1;
                })
                .sorted()
                .boxed()
                .toList();
        return delays.get(30);
    }

    @Test
    void anAlarmAboutAllOutputsIsAHeadlineWhereTheWeekIsNoBetter() {
        SplittableRandom random = new SplittableRandom(5);
        List<Observed> weeks = IntStream.range(0, Course.WEEKS)
                .mapToObj(week -> week(random, week < BEFORE ? 0.05 : 0.11))
                .toList();
        Iterator<Observed> once = weeks.iterator();
        Iterator<Observed> again = weeks.iterator();

        Movement alone = Movement.of(Course.upTo(FIRST, ZoneOffset.UTC, period -> once.next()), false);
        Movement alarmed = Movement.of(Course.upTo(FIRST, ZoneOffset.UTC, period -> again.next()), true);

        assertThat(alone.kind()).isNotEqualTo(Movement.Kind.FELL);
        assertThat(alarmed.kind()).isEqualTo(Movement.Kind.FELL);
        assertThat(alarmed.alarmed()).isTrue();
    }

    @Test
    void whatIsSaidOfRatesIsWiderThanForOneLook() {
        SplittableRandom random = new SplittableRandom(6);
        var now = Course.approval(week(random, 0.05), Target.PROCESS);
        var before = Course.approval(week(random, 0.05), Target.PROCESS);

        var once = Comparisons.difference(now, before);
        var always = AnyTime.difference(now, before);

        assertThat(always.value()).isEqualTo(once.value());
        assertThat(Objects.requireNonNull(always.interval()).width())
                .isGreaterThan(1.3 * Objects.requireNonNull(once.interval()).width());
    }
}
