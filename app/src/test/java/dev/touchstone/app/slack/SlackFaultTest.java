package dev.touchstone.app.slack;

import static dev.touchstone.app.slack.Stage.CHANNEL;
import static dev.touchstone.app.slack.Stage.changed;
import static dev.touchstone.app.slack.Stage.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.bot.Bot;
import dev.touchstone.bot.posting.Tally;
import dev.touchstone.sandbox.StandardWorkspace;
import dev.touchstone.sandbox.hand.SeenMessage;
import dev.touchstone.sandbox.traffic.Exchange;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Slack misbehaves; no card is lost, none is shown twice, and the order stays.
class SlackFaultTest {
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
    void anOutageOfSlackDelaysCardsAndLosesNone() {
        stage.bot(config -> config.withPostsPerSecond(1));
        stage.slack.faults().goAway();
        for (int i = 1; i <= 4; i++) {
            stage.post("o-" + i, "Answer " + i);
        }
        until(() -> stage.gate.answered(line -> line.contains("acknowledge")) >= 2);
        stage.slack.faults().enforceRates(true);
        stage.slack.faults().comeBack();

        for (int i = 1; i <= 4; i++) {
            Stage.card(stage.alice(), "o-" + i);
        }

        assertThat(stage.shownOutputs()).containsExactly("o-1", "o-2", "o-3", "o-4");
        assertThat(stage.calls("chat.postMessage")).extracting(Exchange::status).doesNotContain(429);
        List<Instant> times = stage.slack.traffic().times("chat.postMessage");
        for (int i = 1; i < times.size(); i++) {
            assertThat(Duration.between(times.get(i - 1), times.get(i))).isGreaterThan(Duration.ofMillis(990));
        }
    }

    @Test
    void aStormOfLimitsKeepsTheOrder() {
        stage.slack.faults().limit("chat.postMessage", 3, Duration.ofSeconds(1));
        Bot bot = stage.bot();
        for (int i = 1; i <= 3; i++) {
            stage.post("o-" + i, "Answer " + i);
        }

        for (int i = 1; i <= 3; i++) {
            Stage.card(stage.alice(), "o-" + i);
        }

        assertThat(stage.shownOutputs()).containsExactly("o-1", "o-2", "o-3");
        assertThat(bot.tally().of(Tally.Event.LIMITED)).isEqualTo(3);
        assertThat(stage.calls("conversations.history")).isEmpty();
    }

    @Test
    void whoClicksWhileSlackMakesUsWaitIsToldThatItCounts() {
        stage.bot();
        SeenMessage card = stage.card("o-1");
        stage.slack.faults().limit("chat.update", 1, Duration.ofSeconds(3));

        stage.alice().click(card, "review.approve");

        stage.alice()
                .awaitMessage(
                        CHANNEL,
                        message -> message.isEphemeral()
                                && message.words().contains("It counts: the review is approved")
                                && message.words().contains("about 3 s"));
        changed(stage.alice(), card, "Approved");
    }

    @Test
    void aSlowChannelDoesNotHoldAnother() {
        stage.put(new PipelineName("other"), "{\"reviewers\": {\"channel\": \"C0QUALITY\"}}");
        stage.bot();
        stage.slack.faults().limit("chat.postMessage", 1, Duration.ofSeconds(20));
        stage.post("o-1", "In the channel that waits");
        until(() -> stage.calls("chat.postMessage").size() == 1);
        stage.post(new PipelineName("other"), "o-2", "In the other channel");

        stage.alice().awaitMessage("C0QUALITY", message -> message.words().contains("o-2"));

        assertThat(stage.shownOutputs()).isEmpty();
    }

    @Test
    void aLostReplyToAPostMakesNoSecondCard() {
        Bot bot = stage.bot();
        stage.slack.faults().loseReply("chat.postMessage", 1);

        SeenMessage card = stage.card("o-1");
        stage.settled();

        assertThat(stage.shownOutputs()).containsExactly("o-1");
        assertThat(bot.tally().of(Tally.Event.RECONCILED)).isEqualTo(1);
        stage.alice().click(card, "review.approve");
        changed(stage.alice(), card, "Approved");
    }

    @Test
    void nothingIsPostedAgainBeforeTheChannelWasSearched() {
        Bot bot = stage.bot();
        stage.slack.faults().loseReply("chat.postMessage", 1);
        stage.slack.faults().limit("conversations.history", 4, Duration.ofSeconds(1));

        stage.card("o-1");
        stage.settled();

        assertThat(stage.shownOutputs()).containsExactly("o-1");
        assertThat(bot.tally().of(Tally.Event.RECONCILED)).isEqualTo(1);
    }

    @Test
    void aBotKilledBetweenPostAndAcknowledgementMakesNoSecondCard() {
        Bot killed = stage.bot();
        stage.gate.loseRequests(line -> line.contains("acknowledge"));
        SeenMessage card = stage.card("o-1");
        killed.close();
        stage.gate.clear();

        Bot next = stage.bot();
        stage.settled();

        assertThat(stage.shownOutputs()).containsExactly("o-1");
        assertThat(next.tally().of(Tally.Event.RECONCILED)).isEqualTo(1);
        stage.api.decide(stage.onlyReview().id(), NewDecision.approve(Reviewer.of(new ReviewerId("ops")), 0, null));
        changed(stage.alice(), card, "Approved");
    }

    @Test
    void refusedBlocksGetAFallbackAndTheQueueGoesOn() {
        Bot bot = stage.bot();
        stage.slack.faults().refuse("chat.postMessage", 1, "invalid_blocks");

        SeenMessage fallback = stage.card("o-1");
        SeenMessage next = stage.card("o-2");

        assertThat(bot.tally().of(Tally.Event.FALLBACK)).isEqualTo(1);
        assertThat(next.blocks().size()).isGreaterThan(fallback.blocks().size());
        stage.alice().click(fallback, "review.approve");
        changed(stage.alice(), fallback, "Approved");
    }

    @Test
    void aMessageThatSomebodyDeletedIsLetGo() {
        Bot bot = stage.bot();
        SeenMessage card = stage.card("o-1");
        stage.slack.faults().deleteMessage(CHANNEL, card.ts());
        stage.api.decide(stage.onlyReview().id(), NewDecision.approve(Reviewer.of(new ReviewerId("ops")), 0, null));

        stage.card("o-2");

        assertThat(bot.tally().of(Tally.Event.GONE)).isEqualTo(1);
        assertThat(stage.api.deliveries().deadDeliveries(null, 10).items()).isEmpty();
    }

    @Test
    void aDeletedCardComesBackWhenItsReviewIsOpenAgain() {
        stage.bot();
        SeenMessage card = stage.card("o-1");
        stage.alice().click(card, "review.approve");
        changed(stage.alice(), card, "Approved");
        stage.settled();
        stage.slack.faults().deleteMessage(CHANNEL, card.ts());

        stage.api.undo(
                stage.decided().id(),
                new dev.touchstone.api.review.UndoRequest(Reviewer.of(new ReviewerId("slack:U0ALICE")), 1, null));

        SeenMessage again = Stage.card(stage.alice(), "o-1");
        assertThat(again.ts()).isNotEqualTo(card.ts());
    }

    @Test
    void aChannelWithoutTheBotWaitsForItsInvitation() {
        stage.put("{\"reviewers\": {\"channel\": \"#general\"}}");
        stage.bot();
        stage.post("o-1", "Where nobody invited the bot");
        until(() -> stage.calls("chat.postMessage").size() == 1);

        stage.slack.faults().joinChannel(StandardWorkspace.GENERAL, StandardWorkspace.BOT);

        stage.alice()
                .awaitMessage(
                        StandardWorkspace.GENERAL, message -> message.words().contains("o-1"));
    }

    @Test
    void anEnvelopeThatComesTwiceActsOnce() {
        stage.bot();
        SeenMessage card = stage.card("o-1");
        stage.slack.faults().sendTwice(1);

        stage.alice().click(card, "review.approve");
        changed(stage.alice(), card, "Approved");
        stage.settled();

        assertThat(stage.onlyHistory()).containsExactly(DecisionAction.APPROVE);
        assertThat(stage.alice().ephemerals(CHANNEL)).isEmpty();
        assertThat(stage.gate.answered(line -> line.contains("/decisions"))).isEqualTo(1);
    }

    @Test
    void anEnvelopeThatTwoBotsGetActsOnce() {
        stage.bot();
        stage.bot();
        SeenMessage card = stage.card("o-1");
        stage.slack.faults().sendToTwoSockets(1);

        stage.alice().click(card, "review.approve");
        changed(stage.alice(), card, "Approved");
        until(() -> stage.gate.answered(line -> line.contains("/decisions")) == 2);
        stage.settled();

        assertThat(stage.onlyHistory()).containsExactly(DecisionAction.APPROVE);
        assertThat(stage.alice().ephemerals(CHANNEL)).isEmpty();
    }

    @Test
    void aSocketThatBreaksInMidClickLosesNoDecision() {
        stage.bot();
        stage.bot();
        SeenMessage card = stage.card("o-1");

        CompletableFuture<Boolean> click = CompletableFuture.supplyAsync(
                () -> stage.alice().click(card, "review.approve").acked());
        stage.slack.faults().dropSockets();
        click.join();
        until(() -> stage.slack.faults().sockets() >= 1);

        // What a person does who sees a warning sign: tries again while the button is there.
        until(() -> {
            SeenMessage now = stage.alice().message(CHANNEL, card.ts()).orElseThrow();
            return !now.offers("review.approve")
                    || stage.alice().click(now, "review.approve").acked();
        });
        changed(stage.alice(), card, "Approved");
        stage.settled();
        assertThat(stage.onlyHistory()).containsExactly(DecisionAction.APPROVE);
    }

    @Test
    void aWindowThatOpensTooLateIsSaidToBeSlacksDoing() {
        stage.bot();
        SeenMessage card = stage.card("o-1");
        stage.slack.faults().refuse("views.open", 1, "expired_trigger_id");

        stage.alice().click(card, "review.edit");

        stage.alice()
                .awaitMessage(
                        CHANNEL,
                        message -> message.isEphemeral() && message.words().contains("press the button again"));
    }

    @Test
    void whenSlackDoesNotAnswerNobodyBlamesTheBackend() {
        stage.bot();
        SeenMessage card = stage.card("o-1");
        stage.slack.faults().loseReply("views.open", 1);

        stage.alice().click(card, "review.edit");

        stage.alice()
                .awaitMessage(
                        CHANNEL,
                        message -> message.isEphemeral() && message.words().contains("Slack did not answer us"));
    }

    @Test
    void theBotStartsBeforeSlack() {
        stage.slack.faults().goAway();
        stage.unconnectedBot();
        stage.post("o-1", "Answer 1");
        until(() -> stage.gate.answered(line -> line.contains("acknowledge")) >= 1);

        stage.slack.faults().comeBack();

        SeenMessage card = Stage.card(stage.alice(), "o-1");
        until(() -> stage.slack.faults().sockets() == 1);
        stage.alice().click(card, "review.approve");
        changed(stage.alice(), card, "Approved");
    }
}
