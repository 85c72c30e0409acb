package dev.touchstone.lab.promise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.backend.quality.estimate.Answer;
import dev.touchstone.backend.quality.estimate.ReviewFact;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ClusterGridTest {
    @Test
    void intervalsHoldTheRateBehindConversationsAndDidNotBefore() {
        ClusterGrid.Row row = ClusterGrid.row(new ClusteredTraffic(50, 0.3, 0.15, 2000, 0.2), 120);

        assertThat(row.rate().share()).isGreaterThan(0.88);
        assertThat(row.unaware().share()).isLessThan(0.8);
        assertThat(row.accuracy().share()).isGreaterThan(0.88);
        assertThat(row.clear().share()).isLessThan(0.12);
        assertThat(row.none()).isZero();
    }

    /// The errors of a conversation go together as they should: by pairs, which the urn knows nothing of.
    @Test
    void theErrorsOfAConversationHaveTheGivenCorrelation() {
        double rate = 0.2;
        ClusteredTraffic traffic = new ClusteredTraffic(6, 0.4, rate, 60_000, 1);
        var reviews = traffic.draw(new SplittableRandom(5), true).reviews();

        double pairs = 0;
        double together = 0;
        for (int i = 1; i < reviews.size(); i++) {
            if (Objects.equals(reviews.get(i).cluster(), reviews.get(i - 1).cluster())) {
                pairs++;
                together += (wrong(reviews.get(i)) - rate) * (wrong(reviews.get(i - 1)) - rate);
            }
        }

        assertThat(together / pairs / (rate * (1 - rate))).isBetween(0.37, 0.43);
    }

    private static double wrong(ReviewFact review) {
        return review.answer() == Answer.APPROVED ? 0 : 1;
    }
}
