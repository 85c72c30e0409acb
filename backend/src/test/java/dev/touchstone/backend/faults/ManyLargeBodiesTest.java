package dev.touchstone.backend.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.backend.testing.ServedBackend;
import dev.touchstone.backend.testing.TestDatabases;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Bodies that together are far larger than the memory there is for them.
class ManyLargeBodiesTest {
    private final ServedBackend served = new ServedBackend(
            TestDatabases.newSqlite(),
            Map.of(
                    "TOUCHSTONE_SERVER__MAX_BATCH_BYTES", "1048576",
                    "TOUCHSTONE_SERVER__BODIES__MAX_BYTES", "6000000"));

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void waitTheirTurnAndAreTakenOrToldToComeAgain() throws Exception {
        String text = "a".repeat(1_000_000);

        List<Throwable> refusals = Refusals.atOnce(
                60,
                number -> served.client.post(NewOutput.text(ServedBackend.PIPELINE, "large-" + number, text)
                        .confidence(0.99)
                        .build()));

        assertThat(refusals)
                .allMatch(refusal ->
                        refusal instanceof ApiException api && api.code().equals("overloaded"))
                .hasSizeLessThan(60);
        assertThat(served.client.ready()).isTrue();
        assertThat(served.client.post(ServedBackend.doubtful("after")).reviewId())
                .isNotNull();
    }
}
