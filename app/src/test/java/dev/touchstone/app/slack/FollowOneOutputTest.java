package dev.touchstone.app.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.review.OutputStatus;
import dev.touchstone.api.review.OutputView;
import dev.touchstone.sandbox.hand.SeenMessage;
import dev.touchstone.sandbox.hand.SeenView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One output on its way through everything: posted, shown, corrected by a person, kept as a golden example, and
/// given back to the pipeline that waits for it.
class FollowOneOutputTest {
    @TempDir
    private Path folder;

    @Test
    void anOutputIsShownCorrectedAndGivenBack() throws Exception {
        try (Stage stage = new Stage(folder)) {
            stage.bot();
            var receipt = stage.post("o-1", "The warranty is ten years.");
            CompletableFuture<OutputView> waiting =
                    CompletableFuture.supplyAsync(() -> stage.api.awaitVerdict(receipt.id(), Duration.ofSeconds(30)));

            SeenMessage card = Stage.card(stage.alice(), "ten years");
            assertThat(card.words()).contains("confidence 0.40", "How long is the warranty?");
            assertThat(stage.alice().click(card, "review.edit").acked()).isTrue();
            SeenView form = stage.alice().awaitModal(view -> view.callbackId().equals("modal.edit"));
            Stage.changed(stage.bob(), card, "👀");
            String input = form.actionIds().getFirst();
            assertThat(stage.alice()
                            .submit(form, Map.of(input, "The warranty is two years."))
                            .taken())
                    .isTrue();

            SeenMessage resolved = Stage.changed(stage.bob(), card, "Edited");
            assertThat(resolved.words()).contains("<@U0ALICE>", "The warranty is two years.");
            assertThat(resolved.offers("review.approve")).isFalse();
            SeenMessage diff = stage.bob().awaitMessage(Stage.CHANNEL, SeenMessage::isReply);
            assertThat(diff.threadTs()).isEqualTo(card.ts());
            assertThat(diff.words()).contains("ten", "two");
            OutputView view = waiting.get();
            assertThat(view.status()).isEqualTo(OutputStatus.DECIDED);
            assertThat(view.verdict()).isNotNull();
            assertThat(view.verdict().reviewer().id()).isEqualTo("slack:U0ALICE");
            assertThat(view.verdict().reviewer().name()).isEqualTo("alice");
            assertThat(view.verdict().correctedOutput().textValue()).isEqualTo("The warranty is two years.");
            assertThat(stage.api.golden(Stage.PIPELINE, null, 10).items()).hasSize(1);
        }
    }
}
