package dev.touchstone.backend.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.backend.testing.ServedBackend;
import dev.touchstone.backend.testing.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A pipeline that starts hundreds of workers at once.
class BurstTest {
    private final ServedBackend served = new ServedBackend(TestDatabases.newSqlite());

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void everyConnectionOfABurstIsAnswered() throws Exception {
        for (int burst = 0; burst < 3; burst++) {
            String prefix = "b" + burst + "-";
            assertThat(Refusals.atOnce(400, number -> served.client.post(ServedBackend.doubtful(prefix + number))))
                    .isEmpty();
        }
    }
}
