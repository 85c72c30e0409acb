package dev.touchstone.app.slack;

import static dev.touchstone.app.slack.Stage.CHANNEL;
import static dev.touchstone.app.slack.Stage.changed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.bot.Bot;
import dev.touchstone.sandbox.hand.SeenMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Undo stands on a resolved card for as long as it is meant, and no longer.
class UndoWindowTest {
    @TempDir
    private Path folder;

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private Stage stage;

    @BeforeEach
    void start() throws Exception {
        stage = new Stage(folder);
        stage.botClock(() -> Instant.now().plus(ahead.get()));
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void undoGivesWayToReopenWhenItsTimeIsOver() {
        stage.bot();
        SeenMessage card = approved();

        ahead.set(Duration.ofMinutes(11));

        SeenMessage late = stage.alice().awaitMessage(CHANNEL, card.ts(), message -> !message.offers("review.undo"));
        assertThat(late.words()).contains("Approved", "<@U0ALICE>");
        stage.choose(stage.alice(), late, "reopen");
        stage.alice().awaitMessage(CHANNEL, card.ts(), message -> message.offers("review.approve"));
    }

    @Test
    void aBotThatWasAwayMeanwhileDoesItWhenItIsBack() {
        Bot before = stage.bot("the-bot", config -> config);
        SeenMessage card = approved();
        before.close();
        ahead.set(Duration.ofMinutes(11));

        stage.bot("the-bot", config -> config);

        stage.alice().awaitMessage(CHANNEL, card.ts(), message -> !message.offers("review.undo"));
    }

    @Test
    void slackBeingAwayPutsItOff() {
        stage.bot();
        SeenMessage card = approved();
        stage.slack.faults().refuse("chat.update", 1, "internal_error");
        ahead.set(Duration.ofMinutes(11));
        Stage.until(() -> stage.calls("chat.update").stream().anyMatch(call -> !call.ok()));
        assertThat(stage.alice().message(CHANNEL, card.ts()).orElseThrow().offers("review.undo"))
                .isTrue();

        // When it puts it off is its own affair: time goes on until it has tried again.
        Stage.until(() -> {
            ahead.updateAndGet(passed -> passed.plusMinutes(1));
            return !stage.alice().message(CHANNEL, card.ts()).orElseThrow().offers("review.undo");
        });
    }

    private SeenMessage approved() {
        SeenMessage card = stage.card("o-1");
        stage.alice().click(card, "review.approve");
        SeenMessage resolved = changed(stage.alice(), card, "Approved");
        assertThat(resolved.offers("review.undo")).isTrue();
        return resolved;
    }
}
