package dev.touchstone.app.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.client.QualityQuery;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.Context;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.quality.QualityGroup;
import dev.touchstone.api.report.Digest;
import dev.touchstone.api.review.OutputStatus;
import dev.touchstone.api.review.OutputView;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.report.IsoWeek;
import dev.touchstone.sandbox.hand.SeenMessage;
import dev.touchstone.sandbox.hand.SeenView;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One output on its way through everything, as `docs/architecture.md` lists it: posted, shown, corrected by a
/// person, kept as a golden example, given back to the pipeline by long poll and webhook; and then counted, once,
/// by every reader of reviews there is.
class FollowOneOutputTest {
    @TempDir
    private Path folder;

    @Test
    void anOutputIsShownCorrectedGivenBackAndCountedOnce() throws Exception {
        try (Stage stage = new Stage(folder);
                Hook hook = new Hook()) {
            stage.put("{\"audit_rate\": 1, \"digest\": {\"channel\": \"" + Stage.CHANNEL + "\"}}");
            stage.bot();
            OutputReceipt receipt = post(stage, hook);
            CompletableFuture<OutputView> waiting =
                    CompletableFuture.supplyAsync(() -> stage.api.awaitVerdict(receipt.id(), Duration.ofSeconds(30)));

            SeenMessage card = Stage.card(stage.alice(), "ten years");
            assertThat(card.words()).contains("How long is the warranty?");
            correct(stage, card);

            SeenMessage resolved = Stage.changed(stage.bob(), card, "Edited");
            assertThat(resolved.words()).contains("<@U0ALICE>", "The warranty is two years.");
            assertThat(resolved.offers("review.approve")).isFalse();
            SeenMessage diff = stage.bob().awaitMessage(Stage.CHANNEL, SeenMessage::isReply);
            assertThat(diff.threadTs()).isEqualTo(card.ts());
            assertThat(diff.words()).contains("ten", "two");
            assertGivenBack(waiting.get());
            assertThat(stage.api
                            .goldenSet()
                            .golden(new PipelineName(Stage.PIPELINE), null, 10)
                            .items())
                    .hasSize(1);
            assertCalledBack(hook, receipt);
            assertCountedOnce(stage, waiting.get());
        }
    }

    private static OutputReceipt post(Stage stage, Hook hook) {
        return stage.api.post(NewOutput.text(Stage.PIPELINE, "o-1", "The warranty is ten years.")
                .query("How long is the warranty?")
                .context(Context.ofSources(
                        List.of(new Context.Source("Warranty", null, "The warranty is two years from purchase.", 0.9))))
                .confidence(0.4)
                .callbackUrl(hook.url())
                .build());
    }

    private static void correct(Stage stage, SeenMessage card) {
        assertThat(stage.alice().click(card, "review.edit").acked()).isTrue();
        SeenView form = stage.alice().awaitModal(view -> view.callbackId().equals("modal.edit"));
        Stage.changed(stage.bob(), card, "👀");
        String input = form.actionIds().getFirst();
        assertThat(stage.alice()
                        .submit(form, Map.of(input, "The warranty is two years."))
                        .taken())
                .isTrue();
    }

    private static void assertGivenBack(OutputView view) {
        assertThat(view.status()).isEqualTo(OutputStatus.DECIDED);
        assertThat(view.verdict()).isNotNull();
        assertThat(view.verdict().reviewer().id()).isEqualTo(new ReviewerId("slack:U0ALICE"));
        assertThat(view.verdict().reviewer().name()).isEqualTo("alice");
        assertThat(view.verdict().correction().correctedOutput().textValue()).isEqualTo("The warranty is two years.");
    }

    private static void assertCalledBack(Hook hook, OutputReceipt receipt) {
        Stage.until(() -> !hook.calls().isEmpty());
        JsonNode body = Json.read(hook.calls().getFirst().body(), JsonNode.class);
        assertThat(hook.calls()).hasSize(1);
        assertThat(hook.calls().getFirst().signature()).startsWith("v1,");
        assertThat(body.path("type").asText()).isEqualTo("verdict.settled");
        assertThat(body.path("data").path("output_id").asText())
                .isEqualTo(receipt.id().value());
        assertThat(body.path("data").path("decision").path("corrected_output").asText())
                .isEqualTo("The warranty is two years.");
    }

    private static void assertCountedOnce(Stage stage, OutputView view) {
        QualityGroup quality = stage.api
                .quality()
                .report(QualityQuery.of(new PipelineName(Stage.PIPELINE)))
                .total();
        assertThat(quality.coverage().outputs()).isEqualTo(1);
        assertThat(quality.coverage().decided()).isEqualTo(1);
        assertThat(quality.figure("correction_rate"))
                .hasValueSatisfying(figure -> assertThat(figure.reviewed()).isEqualTo(1));

        // Detectors take a review once it has settled, digests are posted when their week is over.
        stage.later(Duration.ofDays(8));
        Stage.until(
                () -> stage.api.alarms().drift(new PipelineName(Stage.PIPELINE)).taken() == 1);
        String week = IsoWeek.of(view.receivedAt(), ZoneOffset.UTC).name();
        Digest digest = stage.api.digests().post(new PipelineName(Stage.PIPELINE), week);
        assertThat(digest.sections().facts())
                .filteredOn(fact -> fact.name().equals("reviewed"))
                .singleElement()
                .satisfies(fact -> assertThat(fact.text()).isEqualTo("1 of 1 output (100 %)"));
        SeenMessage posted = stage.bob()
                .awaitMessage(Stage.CHANNEL, message -> message.words().contains(digest.headline()));
        assertThat(posted.isReply()).isFalse();
        assertThat(stage.api.alarms().drift(new PipelineName(Stage.PIPELINE)).taken())
                .isEqualTo(1);
    }
}
