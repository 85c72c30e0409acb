package dev.touchstone.lab.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.ClientOptions;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.output.NewOutput;
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
        try (Acknowledged kept = new Acknowledged(folder.resolve("acknowledged.tsv"))) {
            List<NewOutput> inDoubt;
            try (ServedProcess server = ServedProcess.start(folder, key)) {
                Load load = new Load(server, kept, new AtomicLong()).start();
                awaitStored(kept, 100);

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
                assertThat(aftermath.missing(kept.stored())).isEmpty();
                assertThat(aftermath.undecided(kept.decided())).isEmpty();
                assertThat(aftermath.halfWritten()).isEmpty();
                aftermath.settle(inDoubt, kept);
                assertThat(aftermath.halfWritten()).isEmpty();
            }
        }
    }

    private static void awaitStored(Acknowledged kept, int count) {
        await().atMost(Duration.ofSeconds(60)).until(() -> kept.stored().size() >= count);
    }
}
