package dev.touchstone.backend.golden.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarginalRelevanceTest {
    /// By hand, with λ = 0.7: a (0.70); then b 0.63 − 0.30 × 0.9 = 0.36 against c 0.42 − 0 = 0.42, so c; then b.
    @Test
    void whatIsLikeTheFirstComesAfterWhatIsNot() {
        Map<String, Double> fits = Map.of("a", 1.0, "b", 0.9, "c", 0.6);

        assertThat(MarginalRelevance.choose(
                        List.of("c", "b", "a"), 3, fits::get, (x, y) -> (x + y).equals("ba") ? 0.9 : 0))
                .containsExactly("a", "c", "b");
    }

    @Test
    void thereAreNeverMoreThanThereAre() {
        assertThat(MarginalRelevance.choose(List.of("a"), 4, x -> 1, (x, y) -> 0))
                .containsExactly("a");
        assertThat(MarginalRelevance.choose(List.<String>of(), 4, x -> 1, (x, y) -> 0))
                .isEmpty();
    }
}
