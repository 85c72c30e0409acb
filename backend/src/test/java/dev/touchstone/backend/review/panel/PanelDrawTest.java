package dev.touchstone.backend.review.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.touchstone.api.policy.Overlap;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.output.Draw;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class PanelDrawTest {
    private static final int KEYS = 200_000;
    private static final Overlap TENTH = overlap("{\"share\": 0.1, \"of\": \"all\"}");

    private static Overlap overlap(String json) {
        return Json.read(json, Overlap.class);
    }

    private static double share(Predicate<Draw> drawn, DoubleStream keys, double auditRate) {
        return keys.filter(u -> drawn.test(new Draw(u, auditRate, auditRate))).count() / (double) KEYS;
    }

    private static DoubleStream keys(double from, double to) {
        SplittableRandom random = new SplittableRandom(7);
        return DoubleStream.generate(() -> from + (to - from) * random.nextDouble())
                .limit(KEYS);
    }

    /// Audits take the smallest keys, samples those that follow: the share must hold within every range of them.
    @Test
    void theShareHoldsWhateverRangeOfKeysAReviewWasChosenBy() {
        for (double[] range : new double[][] {{0, 1}, {0, 0.05}, {0.05, 0.051}, {0.9, 1}}) {
            assertThat(share(draw -> PanelDraw.drawn(TENTH, draw), keys(range[0], range[1]), 0.05))
                    .as("keys from %s to %s", range[0], range[1])
                    // Four standard errors.
                    .isCloseTo(0.1, within(0.0027));
        }
    }

    @Test
    void ofAuditDrawsFromTheAuditAlone() {
        Overlap half = overlap("{\"share\": 0.5}");

        assertThat(share(draw -> PanelDraw.drawn(half, draw), keys(0, 1), 0.2)).isCloseTo(0.1, within(0.0027));
        assertThat(share(draw -> PanelDraw.drawn(half, draw), keys(0.2, 1), 0.2))
                .isZero();
    }

    @Test
    void allOrNothingIsExact() {
        Draw draw = new Draw(0.3, 1, 0.05);

        assertThat(PanelDraw.drawn(overlap("{\"share\": 1, \"of\": \"all\"}"), draw))
                .isTrue();
        assertThat(PanelDraw.drawn(overlap("{\"share\": 0, \"of\": \"all\"}"), draw))
                .isFalse();
    }
}
