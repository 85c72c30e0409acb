package dev.touchstone.backend.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.backend.testing.TestClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTest {
    private final TestClock clock = new TestClock();
    private final Ids ids = new Ids(clock);

    @Test
    void idsAscendAsTextEvenWithinAMillisecondAndWhenTheClockStepsBack() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            made.add(ids.next());
        }
        clock.set(clock.instant().minusSeconds(5));
        made.add(ids.next());

        assertThat(made).isSorted();
        assertThat(new HashSet<>(made)).hasSameSizeAs(made);
    }

    @Test
    void anIdIsAVersion7UuidOfItsMillisecond() {
        UUID id = UUID.fromString(ids.next());

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16)).isEqualTo(clock.instant());
    }

    @Test
    void theLowerBoundLiesBelowEveryIdOfItsMillisecondAndAboveAllBefore() {
        String before = ids.next();
        clock.set(clock.instant().plusMillis(10));
        String bound = Ids.lowerBound(clock.millis());

        assertThat(bound).isGreaterThan(before).isLessThanOrEqualTo(ids.next());
    }
}
