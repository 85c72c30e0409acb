package dev.touchstone.backend.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.wire.Range;
import org.junit.jupiter.api.Test;

class WordsTest {
    private static Range range(double lower, double upper) {
        return new Range(lower, upper, 0.95);
    }

    @Test
    void decimalsAreShownOnlyWhereTheIntervalIsNarrow() {
        assertThat(Words.valued(0.9412, range(0.913, 0.961))).isEqualTo("94 % (91–96 %)");
        assertThat(Words.valued(0.9412, range(0.931, 0.952))).isEqualTo("94.1 % (93.1–95.2 %)");
    }

    @Test
    void differencesCarryTheirSign() {
        assertThat(Words.points(-0.04, range(-0.08, -0.01))).isEqualTo("−4 points (−8 to −1)");
        assertThat(Words.points(0.011, range(-0.04, 0.06))).isEqualTo("+1 point (−4 to +6)");
        assertThat(Words.points(-0.001, range(-0.05, 0.05))).isEqualTo("0 points (−5 to +5)");
    }

    @Test
    void timesAreReadAtAGlance() {
        assertThat(Words.seconds(41.4)).isEqualTo("41 s");
        assertThat(Words.seconds(125)).isEqualTo("2 min 5 s");
        assertThat(Words.seconds(120)).isEqualTo("2 min");
        assertThat(Words.seconds(86_400)).isEqualTo("24 h");
        assertThat(Words.seconds(11_400)).isEqualTo("3 h 10 min");
    }

    @Test
    void sharesOfCounts() {
        assertThat(Words.share(131, 1034)).isEqualTo("13 %");
        assertThat(Words.share(4, 1034)).isEqualTo("0.4 %");
        assertThat(Words.counted(1, "review")).isEqualTo("1 review");
        assertThat(Words.counted(1034, "output")).isEqualTo("1,034 outputs");
    }
}
