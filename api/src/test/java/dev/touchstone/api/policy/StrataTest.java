package dev.touchstone.api.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.api.sampling.NewSample;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StrataTest {
    private static final List<String> KEYS = List.of("language", "tier");

    @Test
    void ratesThatCanHoldForTheSameOutputAreRefused() {
        Strata.Rate german = new Strata.Rate(Map.of("language", "de"), 0.2);
        Strata.Rate gold = new Strata.Rate(Map.of("tier", "gold"), 0.5);
        assertThatThrownBy(() -> new Strata(KEYS, List.of(german, gold)))
                .isInstanceOf(InvalidField.class)
                .hasMessageContaining("overlap")
                .hasMessageContaining("different values of one key");
    }

    @Test
    void ratesThatDifferInOneKeyStandSideBySide() {
        Strata.Rate german = new Strata.Rate(Map.of("language", "de", "tier", "gold"), 0.2);
        Strata.Rate french = new Strata.Rate(Map.of("language", "fr"), 0.5);
        assertThat(new Strata(KEYS, List.of(german, french)).rates()).containsExactly(german, french);
    }

    @Test
    void aSampleThatNamesAStratumTwiceIsRefused() {
        assertThatThrownBy(() -> Json.read("""
                        {"pipeline": "support", "from": "2026-01-05T00:00:00Z", "to": "2026-01-12T00:00:00Z",
                         "size": 50, "strata": ["language=de", "language=de"]}
                        """, NewSample.class)).hasMessageContaining("overlap");
    }
}
