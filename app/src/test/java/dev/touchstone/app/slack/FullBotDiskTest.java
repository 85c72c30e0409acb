package dev.touchstone.app.slack;

import static dev.touchstone.app.slack.Stage.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.review.ReviewState;
import dev.touchstone.sandbox.hand.Ack;
import dev.touchstone.sandbox.hand.SeenMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The disk of the bot is full. Linux refuses every write to `/dev/full` as such a disk does.
class FullBotDiskTest {
    @TempDir
    private Path folder;

    @Test
    void aClickThatCannotBeKeptIsNotAcknowledgedAndNothingIsDecided() throws Exception {
        Path own = Files.createDirectories(folder.resolve("full"));
        Files.createSymbolicLink(own.resolve("intents.jsonl"), Path.of("/dev/full"));
        try (Stage stage = new Stage(folder)) {
            stage.bot("full", config -> config);
            SeenMessage card = stage.card("o-1");

            Ack ack = stage.alice().click(card, "review.approve");

            assertThat(ack.acked()).isFalse();
            Stage.until(() -> stage.alice().ephemerals(CHANNEL).size() == 1);
            assertThat(stage.alice().ephemerals(CHANNEL).getFirst().words()).contains("could not save what you did");
            assertThat(stage.onlyReview().standing().state()).isEqualTo(ReviewState.OPEN);

            // The same once more is new, not the answer that the first got.
            assertThat(stage.alice().click(card, "review.approve").acked()).isFalse();
            assertThat(stage.onlyReview().standing().state()).isEqualTo(ReviewState.OPEN);
        }
    }
}
