package dev.touchstone.lab.promise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.feedback.FeedbackClass;
import dev.touchstone.api.quality.FeedbackReport.Worth;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Seeded, so that every run gives the same.
class UserHabitsTest {
    private static final ErringReviewers QUARTER_WRONG = new ErringReviewers(
            "made up", IntStream.range(0, 4000).mapToObj(i -> i % 4 == 0).toList());

    private static UserHabits habits(String begins) {
        return UserHabits.ALL.stream()
                .filter(one -> one.name().startsWith(begins))
                .findFirst()
                .orElseThrow();
    }

    private static List<FeedbackDocument.Run> runs(String habits) {
        return IntStream.range(0, 60)
                .mapToObj(seed -> FeedbackDocument.run(QUARTER_WRONG, habits(habits), seed))
                .toList();
    }

    private static double mean(List<FeedbackDocument.Run> runs) {
        return runs.stream().mapToDouble(FeedbackDocument.Run::up).average().orElseThrow();
    }

    @Test
    void theMeanOfTheThumbsSaysWhoAnswers() {
        assertThat(mean(runs("ordinary"))).isLessThan(0.75 - 0.2);
        assertThat(mean(runs("annoyed"))).isLessThan(0.75 - 0.4);
    }

    @Test
    void aClassOfUsersWhoSeeIsWorthSomethingAndOneOfTheBlindIsNot() {
        long seeing = runs("ordinary").stream()
                .filter(run -> worthOf(run).says()
                        && Objects.requireNonNull(worthOf(run).lift()) > 1)
                .count();
        long blind = runs("blind").stream().filter(run -> worthOf(run).says()).count();

        assertThat(seeing).isGreaterThan(30);
        assertThat(blind).isLessThan(8);
    }

    @Test
    void intervalsHoldTheTruthOfTheirClass() {
        for (UserHabits habits : UserHabits.ALL) {
            long held = runs(habits.name()).stream()
                    .map(run -> run.classes().get(FeedbackClass.SILENCE))
                    .filter(one -> Objects.requireNonNull(one.worth().error())
                                            .interval()
                                            .lower()
                                    <= Objects.requireNonNull(one.truth())
                            && Objects.requireNonNull(one.worth().error())
                                            .interval()
                                            .upper()
                                    >= one.truth())
                    .count();
            assertThat(held).as(habits.name()).isGreaterThanOrEqualTo(53);
        }
    }

    private static Worth worthOf(FeedbackDocument.Run run) {
        return Objects.requireNonNull(run.classes().get(FeedbackClass.STRONG_NEGATIVE))
                .worth();
    }
}
