package dev.touchstone.lab.promise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.lab.promise.ErringReviewers.Skill;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ErringReviewersTest {
    private static final ErringReviewers TENTH = new ErringReviewers(
            "made up", IntStream.range(0, 4000).mapToObj(i -> i % 10 == 0).toList());

    /// 85 % of the wrong and 10 % of the right are called wrong: 17.5 % instead of 10 %.
    @Test
    void correctedFiguresHoldTheTruthWhichPlainOnesAreOff() {
        ReviewerDocument.Row row = ReviewerDocument.row(TENTH, new Skill(0.85, 0.9), 60);

        assertThat(row.plainOff()).isBetween(0.065, 0.085);
        assertThat(row.plain().share()).isLessThan(0.2);
        assertThat(row.measuredOff()).isBetween(-0.01, 0.01);
        assertThat(row.measured().share()).isGreaterThan(0.86);
        assertThat(row.overlap().share()).isGreaterThan(0.82);
    }
}
