package dev.touchstone.app.slack;

import static dev.touchstone.app.slack.Stage.CHANNEL;
import static dev.touchstone.app.slack.Stage.changed;
import static dev.touchstone.app.slack.Stage.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.bot.Bot;
import dev.touchstone.sandbox.hand.Ack;
import dev.touchstone.sandbox.hand.SeenMessage;
import dev.touchstone.sandbox.hand.SeenView;
import dev.touchstone.sandbox.hand.SlackHand;
import dev.touchstone.sandbox.traffic.Exchange;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The backend is slow or away; clicks are acknowledged all the same, and no decision is lost.
class BackendFaultTest {
    @TempDir
    private Path folder;

    private Stage stage;

    @BeforeEach
    void start() throws Exception {
        stage = new Stage(folder);
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void clicksAreAcknowledgedBeforeASlowBackendAnswers() {
        stage.bot();
        List<SeenMessage> cards = stage.cards(6);
        SeenMessage edited = cards.getLast();
        stage.alice().click(edited, "review.edit");
        SeenView form = stage.alice().awaitModal(view -> view.callbackId().equals("modal.edit"));
        stage.settled();
        stage.slack.traffic().clear();
        CountDownLatch answers = new CountDownLatch(1);
        stage.gate.stall(line -> line.contains("/v1/reviews"), answers);

        for (SeenMessage card : cards.subList(0, 3)) {
            assertThat(stage.alice().click(card, "review.approve").acked()).isTrue();
        }
        assertThat(stage.bob().click(cards.get(3), "review.edit").acked()).isTrue();
        stage.bob().awaitModal(view -> view.words().contains("Fetching"));
        assertThat(stage.choose(stage.bob(), cards.get(4), "claim").acked()).isTrue();
        assertThat(stage.alice()
                        .submit(form, Map.of(form.actionIds().getFirst(), "Two years."))
                        .taken())
                .isTrue();

        assertThat(stage.slack.traffic().all())
                .filteredOn(exchange -> exchange.kind() == Exchange.Kind.ENVELOPE)
                .hasSize(6)
                .allSatisfy(exchange -> assertThat(exchange.took()).isLessThan(Duration.ofSeconds(3)));
        answers.countDown();
        cards.subList(0, 3).forEach(card -> changed(stage.alice(), card, "Approved"));
        changed(stage.alice(), edited, "Edited");
        stage.bob().awaitModal(view -> view.callbackId().equals("modal.edit"));
        changed(stage.alice(), cards.get(4), "👀");
    }

    @Test
    void aDecisionMadeWhileTheBackendIsAwayIsAppliedWhenItIsBack() {
        Bot bot = stage.bot();
        SeenMessage card = stage.card("o-1");
        stage.settled();
        stage.gate.goAway();

        Ack ack = stage.alice().click(card, "review.approve");

        assertThat(ack.acked()).isTrue();
        stage.alice()
                .awaitMessage(
                        CHANNEL,
                        message -> message.isEphemeral() && message.words().contains("kept"));
        assertThat(bot.waitingIntents()).isEqualTo(1);
        stage.gate.comeBack();
        changed(stage.alice(), card, "Approved");
        stage.alice()
                .awaitMessage(
                        CHANNEL,
                        message -> message.isEphemeral() && message.words().contains("applied now"));
        until(() -> bot.waitingIntents() == 0);
        assertThat(stage.onlyHistory()).containsExactly(DecisionAction.APPROVE);
    }

    @Test
    void aKeptDecisionSurvivesTheBot() {
        Bot first = stage.bot("kept", config -> config);
        SeenMessage card = stage.card("o-1");
        stage.settled();
        stage.gate.goAway();
        stage.alice().click(card, "review.approve");
        stage.alice()
                .awaitMessage(
                        CHANNEL,
                        message -> message.isEphemeral() && message.words().contains("kept"));
        first.close();
        stage.gate.comeBack();

        stage.bot("kept", config -> config);

        changed(stage.alice(), card, "Approved");
        assertThat(stage.decided().decision().reviewer().id()).isEqualTo(new ReviewerId("slack:U0ALICE"));
    }

    @Test
    void aKeptDecisionThatCameTooLateIsRefusedVisibly() {
        stage.bot();
        SeenMessage card = stage.card("o-1");
        stage.settled();
        stage.gate.goAway();
        stage.alice().click(card, "review.approve");
        stage.alice()
                .awaitMessage(
                        CHANNEL,
                        message -> message.isEphemeral() && message.words().contains("kept"));
        stage.api.decide(
                stage.onlyReview().id(),
                NewDecision.reject(Reviewer.of(new ReviewerId("slack:U0BOB")), 0, "wrong", null, null));

        stage.gate.comeBack();

        stage.alice()
                .awaitMessage(
                        CHANNEL,
                        message -> message.isEphemeral() && message.words().contains("Already rejected by <@U0BOB>"));
        changed(stage.alice(), card, "Rejected");
    }

    @Test
    void decisionsKeptTogetherAreAppliedInOrder() {
        stage.bot();
        List<SeenMessage> cards = stage.cards(3);
        stage.settled();
        stage.gate.goAway();
        for (SeenMessage card : cards) {
            stage.alice().click(card, "review.approve");
            int kept = cards.indexOf(card) + 1;
            until(() -> stage.alice().ephemerals(CHANNEL).size() == kept);
        }

        stage.gate.comeBack();

        cards.forEach(card -> changed(stage.alice(), card, "Approved"));
        assertThat(stage.decidedOutputs()).containsExactly("o-1", "o-2", "o-3");
    }

    @Test
    void anAnswerThatWasLostDoesNotDecideTwice() {
        stage.bot();
        SeenMessage card = stage.card("o-1");
        stage.settled();
        stage.gate.loseReplies(line -> line.contains("/decisions"));

        stage.alice().click(card, "review.approve");
        changed(stage.alice(), card, "Approved");
        stage.gate.clear();

        stage.alice()
                .awaitMessage(
                        CHANNEL,
                        message -> message.isEphemeral() && message.words().contains("applied now"));
        assertThat(stage.onlyHistory()).containsExactly(DecisionAction.APPROVE);
    }

    @Test
    void whatCannotBeShownIsSaid() {
        stage.bot();
        SeenMessage card = stage.card("o-1");
        stage.settled();
        stage.gate.goAway();

        stage.alice().click(card, "review.edit");
        stage.alice().awaitModal(view -> view.words().contains("did not answer, so there is nothing to show"));
        stage.choose(stage.bob(), card, "claim");

        stage.bob()
                .awaitMessage(
                        CHANNEL,
                        message -> message.isEphemeral() && message.words().contains("look at the card first"));
    }

    @Test
    void aDecisionThatMeetsAFaultOfOursIsTriedForAWhileAndThenNotPromised() {
        AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
        stage.botClock(() -> Instant.now().plus(ahead.get()));
        Bot bot = stage.bot();
        SeenMessage card = stage.card("o-1");
        stage.settled();
        stage.gate.breakRequests(line -> line.contains("/decisions"));

        stage.alice().click(card, "review.approve");

        told(stage.alice(), "went wrong on our side; it is in the log as");
        assertThat(bot.waitingIntents()).isEqualTo(1);
        ahead.set(Duration.ofMinutes(4));
        told(stage.alice(), "was not applied, because something went wrong on our side");
        until(() -> bot.waitingIntents() == 0);
        assertThat(stage.onlyHistory()).isEmpty();
    }

    @Test
    void aDecisionThatMeetsAFaultThatPassesIsApplied() {
        stage.bot();
        SeenMessage card = stage.card("o-1");
        stage.settled();
        stage.gate.breakRequests(line -> line.contains("/decisions"));
        stage.alice().click(card, "review.approve");
        told(stage.alice(), "went wrong on our side");

        stage.gate.clear();

        changed(stage.alice(), card, "Approved");
        told(stage.alice(), "applied now");
    }

    @Test
    void aFaultOfOursIsToldWithItsIdInTheLog() {
        stage.bot();
        SeenMessage card = stage.card("o-1");
        stage.settled();
        stage.gate.breakRequests(line -> line.contains("/v1/reviews"));

        stage.choose(stage.bob(), card, "claim");

        told(stage.bob(), "went wrong on our side; it is in the log as");
    }

    private static void told(SlackHand hand, String words) {
        hand.awaitMessage(
                CHANNEL, message -> message.isEphemeral() && message.words().contains(words));
    }

    @Test
    void aFormOfAnotherBotStaysOpenWhileTheBackendIsAway() {
        Bot first = stage.bot();
        SeenMessage card = stage.card("o-1");
        stage.alice().click(card, "review.edit");
        SeenView form = stage.alice().awaitModal(view -> view.callbackId().equals("modal.edit"));
        stage.settled();
        first.close();
        stage.bot();
        stage.gate.goAway();
        Map<String, String> typed = Map.of(form.actionIds().getFirst(), "Two years.");

        assertThat(stage.alice().submit(form, typed).errors().values())
                .singleElement()
                .asString()
                .contains("Nothing is lost");
        stage.gate.comeBack();
        assertThat(stage.alice().submit(form, typed).taken()).isTrue();

        changed(stage.alice(), card, "Edited");
    }
}
