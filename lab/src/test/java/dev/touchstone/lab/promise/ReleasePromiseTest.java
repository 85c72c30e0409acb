package dev.touchstone.lab.promise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A certificate is kept: of 200 simulated pipelines under each of five policies at most a tenth release more
/// wrong outputs than was promised.
class ReleasePromiseTest {
    private static final int PIPELINES = 200;

    static List<ReleasedTraffic> settings() {
        return ReleasedTraffic.settings();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void ofWhatIsReleasedNoMoreIsWrongThanWasPromised(ReleasedTraffic setting) {
        ReleaseDocument.Row row = ReleaseDocument.row(setting, PIPELINES);

        assertThat(setting.truth()).isGreaterThan(ReleasedTraffic.MAX_ERROR);
        assertThat(row.broken()).isLessThanOrEqualTo(0.1);
        // Or the promise would be kept by never giving one.
        assertThat(row.good()).isGreaterThan(0.5);
    }
}
