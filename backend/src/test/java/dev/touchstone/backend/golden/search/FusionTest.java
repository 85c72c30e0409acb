package dev.touchstone.backend.golden.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class FusionTest {
    /// By hand: b stands second and first, a first alone, c third and second.
    @Test
    void whatStandsHighInBothOrdersComesFirst() {
        List<Hit> words = List.of(new Hit("a", 9), new Hit("b", 8), new Hit("c", 1));
        List<Hit> meaning = List.of(new Hit("b", 0.9), new Hit("c", 0.8));

        List<Hit> fused = Fusion.of(List.of(words, meaning));

        assertThat(fused).extracting(Hit::id).containsExactly("b", "c", "a");
        assertThat(fused.getFirst().score()).isCloseTo(1 / 62.0 + 1 / 61.0, within(1e-12));
        assertThat(fused.getLast().score()).isCloseTo(1 / 61.0, within(1e-12));
    }
}
