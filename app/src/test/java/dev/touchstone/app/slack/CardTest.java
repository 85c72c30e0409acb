package dev.touchstone.app.slack;

import static dev.touchstone.app.slack.Stage.CHANNEL;
import static dev.touchstone.app.slack.Stage.changed;
import static dev.touchstone.app.slack.Stage.free;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.client.ReviewQuery;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.api.rubric.RubricAnswer;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.sandbox.hand.SeenMessage;
import dev.touchstone.sandbox.hand.SeenView;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the buttons and menus of a card do.
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
    void stop() {
        stage.close();
    }

    @Test
    void approvingCostsOneCallAndCorrectingTwo() {
        SeenMessage first = stage.card("o-1");
        SeenMessage second = stage.card("o-2");
        stage.alice().click(second, "review.edit");
        SeenView form = stage.alice().awaitModal(view -> view.callbackId().equals("modal.edit"));
        changed(stage.bob(), second, "👀");
        stage.slack.traffic().clear();

        stage.alice().click(first, "review.approve");
        changed(stage.bob(), first, "Approved");
        stage.settled();

        assertThat(stage.slackCalls()).containsExactly("chat.update");

        stage.slack.traffic().clear();
        stage.alice().submit(form, Map.of(form.actionIds().getFirst(), "Two years, not ten."));
        changed(stage.bob(), second, "Edited");
        stage.bob().awaitMessage(CHANNEL, SeenMessage::isReply);
        stage.settled();

        assertThat(stage.slackCalls()).containsExactly("chat.update", "chat.postMessage");
    }

    @Test
    void aFormThatIsNotChangedApproves() {
        SeenMessage card = stage.card("o-1");
        stage.alice().click(card, "review.edit");
        SeenView form = stage.alice().awaitModal(view -> view.callbackId().equals("modal.edit"));

        assertThat(stage.alice().submit(form, Map.of()).taken()).isTrue();

        changed(stage.bob(), card, "Approved");
    }

    @Test
    void aReasonChosenOnTheCardRejectsAtOnce() {
        SeenMessage card = stage.card("o-1");

        stage.reject(stage.alice(), card, "incomplete");

        assertThat(changed(stage.bob(), card, "Rejected").words()).contains("Incomplete");
        assertThat(stage.alice().modals()).isEmpty();
    }

    @Test
    void aFormShowsWhatIsJudged() {
        SeenMessage card = stage.card("o-1");

        stage.reject(stage.alice(), card, "+form");

        assertThat(stage.alice()
                        .awaitModal(view -> view.callbackId().equals("modal.reject"))
                        .words())
                .contains("The answer to o-1.");
    }

    @Test
    void aRejectionSaysWhy() {
        SeenMessage card = stage.card("o-1");
        stage.reject(stage.alice(), card, "+form");
        SeenView form = stage.alice().awaitModal(view -> view.callbackId().equals("modal.reject"));

        assertThat(stage.alice().submit(form, Map.of()).errors()).isNotEmpty();
        assertThat(stage.alice().submit(form, Map.of("reason", "incomplete")).taken())
                .isTrue();

        assertThat(changed(stage.bob(), card, "Rejected").words()).contains("Incomplete");
    }

    @Test
    void aPolicyThatChangesWhileAFormIsOpenDoesNotCostWhatIsInIt() {
        stage.put("{\"rubric\": {\"lines\": [" + line("tone") + "], \"reject_reasons\": [" + reason("rude") + "]}}");
        SeenMessage card = stage.card("o-1");
        stage.reject(stage.alice(), card, "+form");
        SeenView form = stage.alice().awaitModal(view -> view.callbackId().equals("modal.reject"));
        stage.put("{\"rubric\": {\"lines\": [" + line("facts") + "], \"reject_reasons\": [" + reason("false") + "]}}");
        // Whatever else is drawn from the new policy meanwhile.
        stage.bob().click(changed(stage.bob(), card, " until "), "review.edit");
        stage.bob().awaitModal(view -> view.words().contains("Claimed by"));

        assertThat(stage.alice()
                        .submit(form, Map.of("reason", "rude", "rubric.tone", "fail", "note", "Not to a customer."))
                        .taken())
                .isTrue();

        changed(stage.bob(), card, "Rejected");
        Decision decision = stage.api
                .reviews(ReviewQuery.OPEN.state(ReviewState.DECIDED))
                .items()
                .getFirst()
                .review()
                .decision();
        assertThat(decision.said().reason()).isEqualTo("rude");
        assertThat(decision.said().rubric()).containsEntry("tone", RubricAnswer.FAIL);
        assertThat(decision.said().note()).isEqualTo("Not to a customer.");
    }

    private static String line(String id) {
        return "{\"id\": \"" + id + "\", \"label\": \"" + id + "?\", \"definition\": \"About " + id + ".\"}";
    }

    private static String reason(String id) {
        return "{\"id\": \"" + id + "\", \"label\": \"" + id + "\"}";
    }

    @Test
    void whatSomebodyElseHoldsIsNotReleased() {
        SeenMessage card = stage.card("o-1");
        stage.choose(stage.alice(), card, "claim");
        SeenMessage claimed = changed(stage.bob(), card, "👀");

        stage.choose(stage.bob(), claimed, "release");

        stage.bob()
                .awaitMessage(
                        CHANNEL,
                        message -> message.isEphemeral() && message.words().contains("Claimed by"));
        assertThat(stage.onlyReview().claim()).isNotNull();
    }

    @Test
    void undoOpensTheCardAgainAndSomebodyElseMayNot() {
        SeenMessage card = stage.card("o-1");
        stage.alice().click(card, "review.approve");
        SeenMessage resolved = changed(stage.alice(), card, "Approved");

        stage.bob().click(resolved, "review.undo");
        stage.bob()
                .awaitMessage(
                        CHANNEL,
                        message -> message.isEphemeral() && message.words().contains("Only"));
        stage.alice().click(resolved, "review.undo");

        stage.alice()
                .awaitMessage(CHANNEL, message -> message.ts().equals(card.ts()) && message.offers("review.approve"));
        assertThat(stage.onlyReview().standing().state().wire()).isEqualTo("open");
        assertThat(stage.alice().ephemerals(CHANNEL)).isEmpty();
    }

    @Test
    void aSettledReviewIsReopenedFromTheMenuByAnybody() {
        stage.put("{\"undo_window\": \"0s\"}");
        SeenMessage card = stage.card("o-1");
        stage.alice().click(card, "review.approve");
        SeenMessage resolved = changed(stage.alice(), card, "Approved");
        assertThat(resolved.offers("review.undo")).isFalse();

        stage.choose(stage.bob(), resolved, "reopen");

        SeenMessage open = stage.bob()
                .awaitMessage(CHANNEL, message -> message.ts().equals(card.ts()) && message.offers("review.approve"));
        stage.bob().click(open, "review.approve");
        changed(stage.bob(), card, "Approved");
        assertThat(stage.onlyHistory())
                .containsExactly(DecisionAction.APPROVE, DecisionAction.REOPEN, DecisionAction.APPROVE);
    }

    @Test
    void openingAFormClaimsAndClosingItReleases() {
        SeenMessage card = stage.card("o-1");

        stage.alice().click(card, "review.edit");
        SeenView form = stage.alice().awaitModal(view -> view.callbackId().equals("modal.edit"));
        SeenMessage claimed = changed(stage.bob(), card, "👀");
        stage.bob().click(claimed, "review.approve");
        stage.bob()
                .awaitMessage(
                        CHANNEL,
                        message -> message.isEphemeral() && message.words().contains("Claimed by"));
        stage.reject(stage.bob(), claimed, "+form");
        stage.bob().awaitModal(view -> view.words().contains("Claimed by"));
        stage.alice().close(form);

        free(stage.bob(), card);
        assertThat(stage.onlyReview().claim()).isNull();
    }

    @Test
    void theMenuClaimsReleasesAndSkips() {
        SeenMessage card = stage.card("o-1");

        stage.choose(stage.alice(), card, "claim");
        SeenMessage claimed = changed(stage.bob(), card, "👀");
        stage.choose(stage.bob(), claimed, "release");
        stage.bob()
                .awaitMessage(
                        CHANNEL,
                        message -> message.isEphemeral() && message.words().contains("Claimed by"));
        stage.choose(stage.alice(), claimed, "release");
        SeenMessage free = free(stage.bob(), card);
        stage.choose(stage.alice(), free, "skip");
        stage.alice()
                .awaitMessage(
                        CHANNEL,
                        message -> message.isEphemeral() && message.words().contains("Skipped"));

        assertThat(stage.api
                        .reviews(ReviewQuery.OPEN.forReviewer("slack:U0ALICE"))
                        .items())
                .isEmpty();
        assertThat(stage.api
                        .reviews(ReviewQuery.OPEN.forReviewer("slack:U0BOB"))
                        .items())
                .hasSize(1);
    }

    @Test
    void theWholeTextAndItsSourcesCanBeRead() {
        stage.post("long", "x ".repeat(30_000) + "the end");
        SeenMessage card = Stage.card(stage.alice(), "long");

        stage.choose(stage.alice(), card, "full");
        SeenView page = stage.alice().awaitModal(view -> view.offers("full.next"));
        stage.alice().click(page, "full.next");
        SeenView second = stage.alice().awaitModal(view -> view.offers("full.previous"));
        assertThat(second.words()).contains("Page 2 of");
        stage.alice().close(second);
        stage.choose(stage.alice(), card, "sources");

        stage.alice().awaitModal(view -> view.words().contains("two years from purchase"));
    }

    @Test
    void aDecisionMadeElsewhereShowsOnTheCard() {
        SeenMessage card = stage.card("o-1");

        stage.api.decide(
                stage.onlyReview().id(),
                NewDecision.approve(new Reviewer(new ReviewerId("ops@example.com"), "Ops"), 0, 3.0));

        changed(stage.bob(), card, "Approved");
    }

    @Test
    void aChannelIsNotFlooded() {
        stage.put("{\"max_open_cards\": 2}");
        for (int i = 1; i <= 4; i++) {
            stage.post("o-" + i, "Answer " + i);
        }
        SeenMessage first = Stage.card(stage.alice(), "o-1");
        Stage.card(stage.alice(), "o-2");
        stage.settled();
        assertThat(stage.openCards()).hasSize(2);

        stage.alice().click(first, "review.approve");

        Stage.card(stage.alice(), "o-3");
        stage.settled();
        assertThat(stage.openCards()).hasSize(2);
    }

    @Test
    void aSecondClickOfTheSamePersonSaysNothing() {
        SeenMessage card = stage.card("o-1");

        stage.alice().click(card, "review.approve");
        stage.alice().click(card, "review.approve");
        changed(stage.alice(), card, "Approved");
        stage.settled();

        assertThat(stage.alice().ephemerals(CHANNEL)).isEmpty();
        assertThat(stage.onlyHistory()).containsExactly(DecisionAction.APPROVE);
    }

    @Test
    void aStaleCardIsReplacedByAFreshOne() {
        SeenMessage card = stage.card("o-1");
        Review review = stage.onlyReview();
        stage.slack.faults().delay("chat.update", 1, java.time.Duration.ofMillis(300));
        stage.api.decide(review.id(), NewDecision.approve(Reviewer.of(new ReviewerId("ops@example.com")), 0, null));

        stage.alice().click(card, "review.approve");

        stage.alice()
                .awaitMessage(
                        CHANNEL,
                        message -> message.isEphemeral() && message.words().contains("Already"));
        changed(stage.alice(), card, "ops@example.com");
    }

    @Test
    void aButtonNobodyKnowsIsNotDead() throws Exception {
        SeenMessage strange = StrangeMessage.post(stage, "from.the.future");

        assertThat(stage.alice().click(strange, "from.the.future").acked()).isTrue();

        stage.alice()
                .awaitMessage(
                        CHANNEL,
                        message -> message.isEphemeral() && message.words().contains("another version"));
    }

    @Test
    void aButtonWithAForgedValueChangesNothing() throws Exception {
        SeenMessage card = stage.card("o-1");
        SeenMessage strange = StrangeMessage.post(stage, "review.approve");

        assertThat(stage.alice().click(strange, "review.approve").acked()).isTrue();

        stage.alice()
                .awaitMessage(
                        CHANNEL,
                        message -> message.isEphemeral() && message.words().contains("another version"));
        ReviewDetail detail = stage.api.review(stage.onlyReview().id());
        assertThat(detail.history()).isEqualTo(List.of());
        assertThat(card.offers("review.approve")).isTrue();
    }
}
