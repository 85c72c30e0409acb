package dev.touchstone.app.slack;

import static dev.touchstone.app.slack.Stage.CHANNEL;
import static dev.touchstone.app.slack.Stage.changed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.sandbox.StandardWorkspace;
import dev.touchstone.sandbox.hand.SeenMessage;
import dev.touchstone.sandbox.hand.SeenView;
import dev.touchstone.sandbox.hand.SlackHand;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// *Assign* in a card's menu.
class AssignTest {
    @TempDir
    private Path folder;

    private Stage stage;
    private SlackHand alice;
    private SlackHand bob;
    private SeenMessage card;

    @BeforeEach
    void start() throws Exception {
        stage = new Stage(folder);
        stage.bot();
        alice = stage.alice();
        bob = stage.bob();
        card = stage.card("o-1");
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void theColleagueHoldsTheReviewAndIsTold() {
        assign(StandardWorkspace.BOB);

        changed(alice, card, "👀 <@U0BOB>");
        assertThat(stage.onlyReview().claim().by().id()).isEqualTo(new ReviewerId("slack:U0BOB"));
        told(alice, "holds this review");
        SeenMessage news = bob.awaitMessage(
                bob.directChannel(), message -> message.words().contains("<@U0ALICE> assigned you a review"));
        assertThat(news.words()).contains("(o-1)");
        bob.click(news, "review.open");
        SeenView page = bob.awaitModal(view -> view.callbackId().equals("modal.session"));
        assertThat(bob.submit(page, Map.of("decision", "approve")).taken()).isTrue();
        changed(alice, card, "*Approved* by <@U0BOB>");
    }

    @Test
    void whoHoldsAReviewMayHandItOn() {
        stage.choose(alice, card, "claim");
        card = changed(alice, card, "👀 <@U0ALICE>");

        assign(StandardWorkspace.BOB);

        changed(alice, card, "👀 <@U0BOB>");
    }

    @Test
    void whatSomebodyElseHoldsIsNotHandedOn() {
        stage.choose(bob, card, "claim");
        card = changed(alice, card, "👀 <@U0BOB>");

        assign(StandardWorkspace.OLIVIA);

        told(alice, "Claimed by <@U0BOB>");
        assertThat(stage.onlyReview().claim().by().id()).isEqualTo(new ReviewerId("slack:U0BOB"));
    }

    @Test
    void whoMayNotReviewIsNotAssigned() {
        assign(StandardWorkspace.GUEST);

        told(alice, "<@U0GUEST> may not review");
        assertThat(stage.onlyReview().claim()).isNull();
    }

    @Test
    void whoMayNotReviewAssignsNobody() {
        stage.put("{\"reviewers\": {\"channel\": \"C0REVIEWS\", \"allow\": [\"slack:U0BOB\"]}}");
        var unused = stage.post("o-2", "Another answer.");
        card = Stage.card(alice, "(o-2)");

        assign(StandardWorkspace.BOB);

        told(alice, "You may not review");
    }

    private void assign(String colleague) {
        stage.choose(alice, card, "assign");
        SeenView form = alice.awaitModal(view -> view.callbackId().equals("modal.assign"));
        assertThat(alice.submit(form, Map.of("colleague", colleague)).taken()).isTrue();
    }

    private static void told(SlackHand person, String words) {
        person.awaitMessage(
                CHANNEL, message -> message.isEphemeral() && message.words().contains(words));
    }
}
