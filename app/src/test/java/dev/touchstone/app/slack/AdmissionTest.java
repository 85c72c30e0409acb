package dev.touchstone.app.slack;

import static dev.touchstone.app.slack.Stage.CHANNEL;
import static dev.touchstone.app.slack.Stage.changed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.sandbox.StandardWorkspace;
import dev.touchstone.sandbox.hand.SeenMessage;
import dev.touchstone.sandbox.hand.SlackHand;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who may decide, asked at the moment of the click.
class AdmissionTest {
    @TempDir
    private Path folder;

    private Stage stage;

    @BeforeEach
    void start() throws Exception {
        stage = new Stage(folder);
        stage.bot();
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void guestsAndOutsidersAreTurnedAway() {
        SeenMessage card = stage.card("o-1");

        refused(stage.slack.hand(StandardWorkspace.GUEST), card, "guests");
        refused(stage.slack.hand(StandardWorkspace.STRANGER), card, "shared channel");

        assertThat(stage.onlyReview().standing().revision()).isZero();
    }

    /// A card in a shared channel shows what it shows; the rest of the text and the sources are the workspace's own.
    @Test
    void guestsAndOutsidersReadNoMoreThanTheCardShows() {
        SeenMessage card = stage.card("o-1");

        for (String user : List.of(StandardWorkspace.GUEST, StandardWorkspace.STRANGER)) {
            SlackHand hand = stage.slack.hand(user);
            stage.choose(hand, card, "sources");
            hand.awaitModal(view -> view.words().contains("You may not read the rest of it"));
        }
        stage.choose(stage.bob(), card, "sources");
        stage.bob().awaitModal(view -> view.words().contains("two years from purchase"));
    }

    @Test
    void onlyTheListedMayDecide() {
        stage.put("{\"reviewers\": {\"channel\": \"#llm-reviews\", \"allow\": [\"slack:U0ALICE\"]}}");
        SeenMessage card = stage.card("o-1");

        refused(stage.bob(), card, "not among its reviewers");
        stage.bob().click(card, "review.edit");
        stage.bob().awaitModal(view -> view.words().contains("not among its reviewers"));
        stage.choose(stage.bob(), card, "claim");
        assertThat(stage.onlyReview().claim()).isNull();
        stage.alice().click(card, "review.approve");

        changed(stage.alice(), card, "Approved");
    }

    @Test
    void whoLeftTheGroupBetweenCardAndClickIsTurnedAway() {
        stage.put("{\"reviewers\": {\"channel\": \"C0REVIEWS\", \"user_group\": \"S0REVIEWERS\"}}");
        SeenMessage card = stage.card("o-1");
        stage.slack.faults().leaveGroup(StandardWorkspace.REVIEWERS, StandardWorkspace.BOB);

        refused(stage.bob(), card, "not among its reviewers");
        refused(stage.slack.hand(StandardWorkspace.OLIVIA), card, "not among its reviewers");
        stage.alice().click(card, "review.approve");

        changed(stage.alice(), card, "Approved");
    }

    @Test
    void whenTheGroupCannotBeReadTheDecisionWaits() {
        stage.put("{\"reviewers\": {\"channel\": \"C0REVIEWS\", \"user_group\": \"S0REVIEWERS\"}}");
        SeenMessage card = stage.card("o-1");
        stage.slack.faults().refuse("usergroups.users.list", 1, "missing_scope");

        stage.alice().click(card, "review.approve");

        stage.alice()
                .awaitMessage(
                        CHANNEL,
                        message -> message.isEphemeral() && message.words().contains("kept"));
        changed(stage.alice(), card, "Approved");
    }

    @Test
    void whereTheGroupIsGoneTheDecisionIsRefusedAndNotKept() {
        stage.put("{\"reviewers\": {\"channel\": \"C0REVIEWS\", \"user_group\": \"S0REVIEWERS\"}}");
        SeenMessage card = stage.card("o-1");
        stage.slack.faults().refuse("usergroups.users.list", 1, "no_such_subteam");

        refused(stage.alice(), card, "who runs the pipeline can correct");
        stage.alice().click(card, "review.approve");

        changed(stage.alice(), card, "Approved");
        assertThat(stage.onlyHistory()).hasSize(1);
    }

    private static void refused(SlackHand hand, SeenMessage card, String why) {
        assertThat(hand.click(card, "review.approve").acked()).isTrue();
        hand.awaitMessage(
                CHANNEL, message -> message.isEphemeral() && message.words().contains(why));
    }
}
