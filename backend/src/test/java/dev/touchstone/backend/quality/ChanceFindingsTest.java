package dev.touchstone.backend.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.wire.Range;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChanceFindingsTest {
    private static final Range CLEAR = new Range(0.01, 0.2, 0.95);
    private static final Range OPEN = new Range(-0.1, 0.2, 0.95);

    @Test
    void seventySevenDifferencesShowAboutFourByChance() {
        List<Range> intervals = new ArrayList<>(Collections.nCopies(72, OPEN));
        intervals.addAll(Collections.nCopies(4, CLEAR));
        intervals.add(new Range(-0.2, -0.01, 0.95));

        assertThat(ChanceFindings.note(intervals))
                .hasValue(
                        "Of 77 differences 5 are clear. If nothing differed, about 4 would be by chance, so look for the"
                                + " same again on other outputs.");
    }

    @Test
    void oneDifferenceNeedsNoWarningAndTwoAlmostNone() {
        assertThat(ChanceFindings.note(List.of(CLEAR))).isEmpty();
        assertThat(ChanceFindings.note(List.of(CLEAR, OPEN)).orElseThrow())
                .startsWith("Of 2 differences 1 is clear. If nothing differed, perhaps one would be");
    }
}
