package dev.touchstone.app.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.chat.Query;
import dev.touchstone.api.experiment.Experiment;
import dev.touchstone.api.experiment.ExperimentItem;
import dev.touchstone.api.experiment.ExperimentResult;
import dev.touchstone.api.experiment.NewExperiment;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.Context;
import dev.touchstone.sandbox.hand.SeenMessage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An experiment decided by a person who sees nothing but cards.
class ExperimentCardsTest {
    private static final int CASES = 8;

    @TempDir
    private Path folder;

    private static List<ExperimentItem> items() {
        List<ExperimentItem> items = new ArrayList<>();
        for (int i = 1; i <= CASES; i++) {
            items.add(item(i, "prompt-old", i % 4 == 0 ? "It is two years." : "It is ten years."));
            items.add(item(i, "prompt-new", "The warranty is two years."));
        }
        return items;
    }

    private static ExperimentItem item(int number, String version, String output) {
        return new ExperimentItem(
                "case-" + number,
                version,
                Query.of("How long is the warranty on product " + number + "?"),
                Context.ofText("The warranty is two years from purchase."),
                null,
                TextNode.valueOf(output),
                Map.of());
    }

    @Test
    void aReviewerDecidesEveryCardWithoutKnowingTheVersion() throws Exception {
        try (Stage stage = new Stage(folder)) {
            stage.put("{\"max_open_cards\": 3}");
            stage.bot();
            Experiment experiment =
                    stage.api.experiments().create(NewExperiment.of(Stage.PIPELINE, "prompt-old against prompt-new"));
            stage.api.experiments().upload(experiment.id(), items());
            stage.api.experiments().start(experiment.id());

            Set<String> done = new HashSet<>();
            while (done.size() < 2 * CASES) {
                SeenMessage card = stage.alice()
                        .awaitMessage(
                                Stage.CHANNEL,
                                message -> message.offers("review.approve") && !done.contains(message.ts()));
                assertThat(card.json().toString())
                        .doesNotContain("prompt-old")
                        .doesNotContain("prompt-new")
                        .contains("development: versions are compared", "the version is hidden")
                        .contains("support-bot (development)");
                assertThat(stage.openCards()).hasSizeLessThanOrEqualTo(3);
                if (card.words().contains("two years") && !card.words().contains("ten years")) {
                    assertThat(stage.alice().click(card, "review.approve").acked())
                            .isTrue();
                } else {
                    reject(stage, card);
                }
                Stage.changed(stage.alice(), card, card.words().contains("ten years") ? "Rejected" : "Approved");
                done.add(card.ts());
            }

            ExperimentResult result = stage.api.experiments().result(experiment.id());
            assertThat(result.people().undecided()).isZero();
            assertThat(result.people().differences().getFirst().counts().onlyFirst())
                    .isEqualTo(6);
            assertThat(result.people().differences().getFirst().counts().onlySecond())
                    .isZero();
            assertThat(result.people().differences().getFirst().words())
                    .startsWith("prompt-new is better by 75 points");
            assertThat(stage.api
                            .goldenSet()
                            .golden(new PipelineName(Stage.PIPELINE), null, 10)
                            .items())
                    .isEmpty();
        }
    }

    @Test
    void closingShowsOnTheCardsThatNobodyNeedsThemAnyMore() throws Exception {
        try (Stage stage = new Stage(folder)) {
            stage.put("{\"max_open_cards\": 2}");
            stage.bot();
            Experiment experiment = stage.api.experiments().create(NewExperiment.of(Stage.PIPELINE, "given up"));
            stage.api.experiments().upload(experiment.id(), items());
            stage.api.experiments().start(experiment.id());
            Stage.until(() -> stage.openCards().size() == 2);
            List<SeenMessage> shown = stage.openCards();

            stage.api.experiments().close(experiment.id());

            shown.forEach(card -> Stage.changed(stage.alice(), card, "Withdrawn"));
            stage.settled();
            assertThat(stage.openCards()).isEmpty();
        }
    }

    private static void reject(Stage stage, SeenMessage card) {
        assertThat(stage.reject(stage.alice(), card, "+form").acked()).isTrue();
        var form = stage.alice().awaitModal(view -> view.callbackId().equals("modal.reject"));
        assertThat(stage.alice()
                        .submit(
                                form,
                                Map.of("reason", form.optionsOf("reason").getFirst(), "correct", "It is two years."))
                        .taken())
                .isTrue();
    }
}
