package dev.touchstone.app.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.delivery.Delivery;
import dev.touchstone.api.delivery.LeaseRequest;
import dev.touchstone.bot.posting.PostingConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of what a bot holds when it dies, and when it only is slow.
class TakeoverTest {
    @TempDir
    private Path folder;

    @Test
    void whatADeadBotHeldIsShownByAnotherWithinTwentySeconds() throws Exception {
        PostingConfig usual = PostingConfig.USUAL;
        try (Stage stage = new Stage(folder)) {
            stage.post("o-1", "An answer.");
            // As a bot that is killed: it leases, and nothing is heard of it again.
            List<Delivery> held =
                    stage.api.deliveries().lease(new LeaseRequest("killed", 50, Duration.ofSeconds(5), usual.lease()));
            assertThat(held).hasSize(1);
            stage.bot(config -> config.withLease(usual.lease()));

            long from = System.nanoTime();
            Stage.until(() -> stage.openCards().size() == 1);

            assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(20));
        }
    }

    @Test
    void whoIsSlowAndAliveKeepsWhatItHolds() throws Exception {
        try (Stage stage = new Stage(folder)) {
            CountDownLatch slow = new CountDownLatch(1);
            stage.gate.stall(request -> request.startsWith("GET /v1/reviews/"), slow);
            stage.bot();
            stage.bot();
            stage.post("o-1", "An answer.");

            // Longer than the lease: without renewals another bot would have it, and the first would drop it.
            Thread.sleep(Duration.ofSeconds(6));
            List<Delivery> stolen =
                    stage.api.deliveries().lease(new LeaseRequest("thief", 50, Duration.ZERO, Duration.ofSeconds(60)));
            slow.countDown();

            assertThat(stolen).isEmpty();
            Stage.until(() -> stage.openCards().size() == 1);
            stage.settled();
            assertThat(stage.calls("chat.postMessage")).hasSize(1);
            assertThat(stage.gate.answered(request -> request.startsWith("GET /v1/reviews/")))
                    .isEqualTo(1);
        }
    }
}
