package dev.touchstone.app.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchstone.api.ApiException;
import dev.touchstone.api.ClientOptions;
import dev.touchstone.api.NewOutput;
import dev.touchstone.api.TouchstoneClient;
import dev.touchstone.backend.testing.TestFolders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// SIGTERM under load: what was accepted is finished, what comes after is refused plainly.
class GracefulStopTest {
    @Test
    void eachRequestIsStoredAndAnsweredOrRefused(@TempDir(factory = TestFolders.OnDisk.class) Path folder)
            throws Exception {
        String key = ServedProcess.prepare(folder, "pipelines: {" + Load.PIPELINE + ": {audit_rate: 0.02}}\n");
        try (Ledger ledger = new Ledger(folder.resolve("ledger.tsv"))) {
            List<NewOutput> inDoubt;
            try (ServedProcess server = ServedProcess.start(folder, key)) {
                Load load = new Load(server, ledger, new AtomicLong()).start();
                awaitAcknowledged(ledger, 100);

                server.terminate();

                assertThat(server.awaitEnd(Duration.ofSeconds(60)))
                        .as("it ends")
                        .isTrue();
                inDoubt = load.awaitEnd();
                assertThat(load.refusals())
                        .allSatisfy(refusal -> assertThat(refusal)
                                .isInstanceOfSatisfying(
                                        ApiException.class,
                                        e -> assertThat(e.status()).isEqualTo(503)));
            }
            assertThat(Files.readString(folder.resolve("server.log"))).doesNotContain("\"ERROR\"", " ERROR ");

            try (ServedProcess server = ServedProcess.start(folder, key);
                    TouchstoneClient client = server.client(ClientOptions.DEFAULT)) {
                Aftermath aftermath = new Aftermath(client, folder);
                assertThat(aftermath.missing(ledger.stored())).isEmpty();
                assertThat(aftermath.undecided(ledger.decided())).isEmpty();
                assertThat(aftermath.halfWritten()).isEmpty();
                aftermath.settle(inDoubt, ledger);
                assertThat(aftermath.halfWritten()).isEmpty();
            }
        }
    }

    private static void awaitAcknowledged(Ledger ledger, int count) {
        await().atMost(Duration.ofSeconds(60)).until(() -> ledger.stored().size() >= count);
    }
}
