package dev.touchstone.app.slack;

import static dev.touchstone.app.slack.Stage.CHANNEL;
import static dev.touchstone.app.slack.Stage.changed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.client.ReviewQuery;
import dev.touchstone.api.review.PanelStage;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.sandbox.StandardWorkspace;
import dev.touchstone.sandbox.hand.SeenMessage;
import dev.touchstone.sandbox.hand.SeenView;
import dev.touchstone.sandbox.hand.SlackHand;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One message in the channel, and several people who judge what it shows.
class SeveralReviewersTest {
    @TempDir
    private Path folder;

    private Stage stage;

    @BeforeEach
    void start() throws Exception {
        stage = new Stage(folder);
        stage.bot();
        stage.put("{\"overlap\": {\"share\": 1, \"of\": \"all\"}}");
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    private SlackHand olivia() {
        return stage.slack.hand(StandardWorkspace.OLIVIA);
    }

    private static SeenMessage told(SlackHand hand, String words) {
        Stage.until(() -> hand.ephemerals(CHANNEL).stream()
                .anyMatch(message -> message.words().contains(words)));
        return hand.ephemerals(CHANNEL).stream()
                .filter(message -> message.words().contains(words))
                .toList()
                .getLast();
    }

    private PanelStage cameAbout() {
        return Objects.requireNonNull(stage.api
                        .reviews(ReviewQuery.OPEN.state(ReviewState.DECIDED))
                        .items()
                        .getFirst()
                        .review()
                        .standing()
                        .panel())
                .stage();
    }

    @Test
    void theCardSaysHowManyAndNeverWhoOrWhat() {
        SeenMessage card = stage.card("o-1");
        assertThat(card.words()).contains("0 of 2 reviewed");

        stage.alice().click(card, "review.approve");

        SeenMessage half = changed(stage.bob(), card, "1 of 2 reviewed");
        assertThat(half.words()).doesNotContain("Alice", StandardWorkspace.ALICE, "Approved");
        assertThat(half.offers("review.approve")).isTrue();
        told(stage.alice(), "Your verdict is in: 1 of 2");
        stage.reject(stage.alice(), half, "+form");
        stage.alice().awaitModal(view -> view.words().contains("is in"));

        stage.bob().click(half, "review.approve");

        assertThat(changed(stage.bob(), card, "Approved").words()).contains("all 2 reviewers agreed");
        assertThat(stage.bob().messages(CHANNEL)).as("one message").hasSize(1);
        assertThat(cameAbout()).isEqualTo(PanelStage.AGREED);
    }

    @Test
    void whoHasGivenAVerdictTakesItBackWithoutTheChannelLearningWhose() {
        SeenMessage card = stage.card("o-1");
        stage.alice().click(card, "review.approve");
        SeenMessage note = told(stage.alice(), "Your verdict is in");

        stage.alice().click(note, "review.undo");

        assertThat(changed(stage.bob(), card, "0 of 2 reviewed").words()).doesNotContain("Alice");
    }

    @Test
    void somebodyElseDecidesWhereTheyDiffer() {
        SeenMessage card = stage.card("o-1");
        stage.alice().click(card, "review.approve");
        SeenMessage half = changed(stage.bob(), card, "1 of 2 reviewed");
        stage.reject(stage.bob(), half, "+form");
        SeenView form = stage.bob().awaitModal(view -> view.callbackId().equals("modal.reject"));
        stage.bob().submit(form, Map.of("reason", "incomplete", "note", "It leaves out the fee."));

        SeenMessage differing = changed(stage.bob(), card, "reviewers differ");

        assertThat(differing.words()).doesNotContain("fee", "Incomplete");
        assertThat(differing.offers("review.approve")).isFalse();
        stage.alice().click(differing, "review.open");
        assertThat(stage.alice()
                        .awaitModal(view -> view.words().contains("is in"))
                        .words())
                .as("neither of the two")
                .doesNotContain("fee");

        olivia().click(differing, "review.open");
        SeenView session = olivia().awaitModal(view -> view.words().contains("It leaves out the fee."));
        assertThat(session.words()).contains("Reviewer A", "Reviewer B").doesNotContain("Alice", "Bob");
        olivia().submit(session, Map.of("decision", "reject", "reason", "incomplete"));

        assertThat(changed(stage.bob(), card, "Rejected").words()).contains("adjudicated, 2 reviewers differed");
        assertThat(cameAbout()).isEqualTo(PanelStage.ADJUDICATED);
    }
}
