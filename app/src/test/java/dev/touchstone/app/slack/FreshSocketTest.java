package dev.touchstone.app.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.sandbox.hand.Ack;
import dev.touchstone.sandbox.hand.SeenMessage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Slack asks for a fresh socket while people click. Between the old one and the next there may be none, which
/// is not the bot's to see: what counts is that whatever reached it is acknowledged.
class FreshSocketTest {
    private static final int ROUNDS = 5;
    private static final int CLICKS = 20;

    @TempDir
    private Path folder;

    @Test
    void whatReachedTheBotIsAcknowledgedAlthoughTheSocketIsChangedUnderIt() throws Exception {
        try (Stage stage = new Stage(folder);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            stage.bot();
            SeenMessage card = stage.card("o-1");
            List<Future<Ack>> clicks = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                for (int i = 0; i < CLICKS; i++) {
                    clicks.add(threads.submit(() -> stage.choose(stage.alice(), card, "skip")));
                    if (i == CLICKS / 2) {
                        stage.slack.faults().disconnectSockets();
                    }
                    Thread.sleep(10);
                }
                Stage.until(() -> stage.slack.faults().sockets() > 0);
            }

            int acknowledged = 0;
            for (Future<Ack> click : clicks) {
                Ack ack = click.get();
                acknowledged += ack.acked() ? 1 : 0;
                assertThat(ack.why()).isIn("", "no_connection");
            }
            assertThat(acknowledged).isPositive();
        }
    }
}
