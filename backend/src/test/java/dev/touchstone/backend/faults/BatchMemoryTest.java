package dev.touchstone.backend.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.testing.Eventually;
import dev.touchstone.backend.testing.ServedBackend;
import dev.touchstone.backend.testing.TestDatabases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Batches are held in memory while they are read, and a slow sender reads as long as it likes.
class BatchMemoryTest {
    private final ServedBackend served = new ServedBackend(
            TestDatabases.newSqlite(),
            Map.of(
                    "TOUCHSTONE_SERVER__MAX_BODY_BYTES", "65536",
                    "TOUCHSTONE_SERVER__MAX_BATCH_BYTES", "65536",
                    "TOUCHSTONE_SERVER__BODIES__MAX_BYTES", "81920"));

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void aBatchForWhichThereIsNoRoomIsRefusedUntilThereIs() {
        List<NewOutput> batch = List.of(NewOutput.text(ServedBackend.PIPELINE, "large", "a".repeat(30_000))
                .confidence(0.99)
                .build());
        // The slow one may come second and be the one that is refused; then it is sent again.
        Eventually.within(Duration.ofSeconds(30), "a refusal", () -> {
            try (Socket slow = slowBatch(60_000, 50_000)) {
                return slow.isConnected() && refused(batch);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        Eventually.within(Duration.ofSeconds(20), "room again", () -> !refused(batch));
    }

    private boolean refused(List<NewOutput> batch) {
        try {
            assertThat(served.client.postBatch(batch).getFirst().receipt()).isNotNull();
            return false;
        } catch (ApiException refusal) {
            assertThat(refusal.status()).isEqualTo(503);
            assertThat(refusal.code()).isEqualTo("overloaded");
            assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(1));
            return true;
        }
    }

    /// Announces a batch and sends only a part of it.
    private Socket slowBatch(int announced, int sent) throws IOException {
        URI url = URI.create(served.backend.url());
        String key = served.backend.keyInProcess("slow", Set.of(Scope.OUTPUTS_WRITE));
        Socket socket = new Socket(url.getHost(), url.getPort());
        socket.getOutputStream()
                .write(("POST /v1/outputs:batch HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + key
                                + "\r\nContent-Type: application/x-ndjson\r\nContent-Length: " + announced + "\r\n\r\n"
                                + "x".repeat(sent))
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
