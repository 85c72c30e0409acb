package dev.touchstone.backend.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.touchstone.backend.drift.watch.WatchRules;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DelayForecastTest {
    /// Held against the real watch, whose baselines are drawn like everything else.
    @ParameterizedTest
    @CsvSource({
        "0.05, 0.10, 100, 1",
        "0.05, 0.15, 100, 1",
        "0.05, 0.20, 50, 1",
        "0.10, 0.20, 100, 1",
        "0.02, 0.07, 200, 1",
        "0.05, 0.15, 100, 10"
    })
    void whatIsPlannedIsWhatIsMeasured(double rate, double risen, int perWeek, double years) {
        WatchRules rules = new WatchRules(null, true, 400, years, 1, null, null);
        double measured = Years.quantile(new Years(rules, 0, perWeek).delays(301, 400 + 8 * perWeek, rate, risen), 0.5);

        double planned = DelayForecast.weeks(rules, Optional.empty(), rate, risen, perWeek)
                .orElseThrow();

        assertThat(planned).isCloseTo(measured, within(0.25 * measured));
    }
}
