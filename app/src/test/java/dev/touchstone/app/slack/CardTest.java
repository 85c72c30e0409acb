package dev.touchstone.app.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.bot.sandbox.hand.SeenMessage;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the buttons of a card do.
class CardTest {
    @TempDir
    private Path folder;

    private Stage stage;

    @BeforeEach
    void start() throws Exception {
        stage = new Stage(folder);
        stage.bot();
    }

    @AfterEach
    void stop() throws Exception {
        stage.close();
    }

    @Test
    void approveSettlesTheReview() {
        stage.post("o-1", "Two years.");

        SeenMessage card = Stage.card(stage.alice(), "Two years.");
        assertThat(stage.alice().click(card, "review.approve").acked()).isTrue();

        SeenMessage resolved = Stage.changed(stage.bob(), card, "Approved");
        assertThat(resolved.words()).contains("<@U0ALICE>");
    }
}
