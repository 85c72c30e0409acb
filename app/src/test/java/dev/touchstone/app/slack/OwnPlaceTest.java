package dev.touchstone.app.slack;

import static dev.touchstone.app.slack.Stage.CHANNEL;
import static dev.touchstone.app.slack.Stage.changed;
import static dev.touchstone.app.slack.Stage.free;
import static dev.touchstone.app.slack.Stage.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.client.ReviewQuery;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.sandbox.hand.SeenMessage;
import dev.touchstone.sandbox.hand.SeenView;
import dev.touchstone.sandbox.hand.SlackHand;
import dev.touchstone.sandbox.hand.Submitted;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// App Home, the review session and the slash command.
class OwnPlaceTest {
    @TempDir
    private Path folder;

    private Stage stage;
    private SlackHand alice;

    @BeforeEach
    void start() throws Exception {
        stage = new Stage(folder);
        stage.bot();
        alice = stage.alice();
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void homeShowsWhatWaitsAndWhatWasDone() {
        List<SeenMessage> cards = stage.cards(2);
        alice.click(cards.getFirst(), "review.approve");
        changed(alice, cards.getFirst(), "Approved");

        alice.openHome();

        SeenView home = alice.awaitHome(view -> view.offers("home.start"));
        assertThat(home.words())
                .contains("1 review waits", "1 decided by you today", "o-2", "My last decisions", "last 7 days");
        alice.click(home, "review.undo");
        SeenView undone = alice.awaitHome(view -> view.words().contains("2 reviews wait"));
        assertThat(undone.words()).contains("0 decided by you today").doesNotContain("My last decisions");
        alice.awaitMessage(CHANNEL, cards.getFirst().ts(), card -> card.offers("review.approve"));
    }

    @Test
    void homeIsNarrowedAndPaged() {
        for (int i = 1; i <= 25; i++) {
            stage.post("o-%02d".formatted(i), "Answer " + i);
        }
        alice.openHome();
        SeenView first = alice.awaitHome(view -> view.offers("home.next"));

        alice.click(first, "home.next");
        SeenView second = alice.awaitHome(view -> view.offers("home.first"));
        assertThat(second.offers("home.next")).isFalse();
        alice.choose(second, "home.reason", "random_audit");
        alice.awaitHome(view -> view.words().contains("Nothing waits that fits this filter"));
    }

    @Test
    void homeAsksTheSameFewThingsHoweverMuchWaits() throws Exception {
        stage.post("o-0001", "Answer 1");
        alice.openHome();
        alice.awaitHome(view -> view.words().contains("1 review waits"));
        var unused = stage.gate.answeredSince();

        alice.openHome();
        until(() -> stage.gate.answered(line -> line.contains("v1/decisions")) == 1);
        long few = homes(stage.gate.answeredSince());
        var alsoUnused = stage.api.postBatch(IntStream.rangeClosed(2, 1_001)
                .mapToObj(i -> NewOutput.text(Stage.PIPELINE, "o-%04d".formatted(i), "Answer " + i)
                        .confidence(0.4)
                        .build())
                .toList());
        alice.openHome();
        alice.awaitHome(view -> view.words().contains("1,000+ reviews wait"));

        assertThat(few).isBetween(1L, 5L);
        assertThat(homes(stage.gate.answeredSince())).isEqualTo(few);
    }

    /// What was asked for Home, beside the bot's leasing and posting of cards.
    private static long homes(List<String> lines) {
        return lines.stream()
                .filter(line -> line.matches("GET /v1/(pipelines|decisions|reviews[:?]).*"))
                .count();
    }

    @Test
    void homeShowsNothingToPeopleWhoMayNotReview() {
        stage.put("{\"reviewers\": {\"channel\": \"C0REVIEWS\", \"allow\": [\"slack:U0BOB\"]}}");
        stage.post("o-1", "A secret of the pipeline");

        alice.openHome();

        assertThat(alice.awaitHome(view -> true).words())
                .contains("Nothing waits")
                .doesNotContain("secret");
    }

    @Test
    void aReviewIsOpenedFromHome() {
        SeenMessage card = stage.card("o-1");
        alice.openHome();
        SeenView home = alice.awaitHome(view -> view.offers("review.open"));

        alice.click(home, "review.open");
        SeenView page = session("o-1");
        assertThat(alice.submit(page, Map.of("decision", "approve")).taken()).isTrue();

        alice.awaitModal(view -> view.words().contains("All done"));
        changed(stage.bob(), card, "Approved");
    }

    @Test
    void aSessionWorksOffTheQueueInOneModal() {
        List<SeenMessage> cards = stage.cards(3);
        assertThat(alice.command(CHANNEL, "/review next").acked()).isTrue();
        SeenView first = session("o-1");
        changed(stage.bob(), cards.getFirst(), "👀");

        assertThat(alice.submit(first, Map.of()).errors()).isNotEmpty();
        alice.submit(first, Map.of("decision", "approve"));
        SeenView second = session("o-2");
        assertThat(second.id()).isEqualTo(first.id());
        changed(stage.bob(), cards.getFirst(), "Approved");
        assertThat(alice.submit(second, Map.of("decision", "skip"))).matches(Submitted::taken);
        SeenView third = session("o-3");
        assertThat(alice.submit(third, Map.of("decision", "reject", "reason", "wrong")))
                .matches(Submitted::taken);

        alice.awaitModal(view -> view.words().contains("2 reviews decided"));
        changed(stage.bob(), cards.getLast(), "Rejected");
        assertThat(stage.decidedOutputs()).containsExactly("o-1", "o-3");
    }

    @Test
    void aSessionPassesOverWhatSomebodyElseTook() {
        List<SeenMessage> cards = stage.cards(3);
        alice.command(CHANNEL, "/review next");
        SeenView first = session("o-1");
        until(() -> stage.gate.answered(line -> line.startsWith("GET /v1/reviews/")) > 3);
        stage.settled();
        stage.bob().click(cards.get(1), "review.approve");
        changed(alice, cards.get(1), "Approved");

        alice.submit(first, Map.of("decision", "approve"));

        session("o-3");
    }

    @Test
    void closingASessionGivesTheReviewBack() {
        SeenMessage card = stage.card("o-1");
        alice.command(CHANNEL, "/review next");
        SeenView page = session("o-1");
        changed(stage.bob(), card, "👀");

        alice.close(page);

        free(stage.bob(), card);
    }

    @Test
    void anAnswerThatSlacksAddressRefusesComesAnotherWay() {
        stage.slack.faults().refuse("response_url", 1, "expired_url");

        assertThat(answer("/review mine")).contains("You have claimed no review");
    }

    @Test
    void aDigestOfAllPipelinesLeavesOutThoseWithoutNews() {
        stage.put(new PipelineName("asleep"), "{\"reviewers\": {\"channel\": \"C0REVIEWS\"}}");
        assertThat(answer("/review digest")).contains("There were no outputs");
        stage.card("o-1");

        assertThat(answer("/review digest")).contains(Stage.PIPELINE).doesNotContain("asleep");
        assertThat(answer("/review digest asleep")).contains("asleep", "There were no outputs");
    }

    @Test
    void theCommandAnswersWhatItIsAsked() {
        stage.card("o-1");
        ReviewId review = stage.onlyReview().id();
        String output = stage.onlyReview().outputId().value();

        assertThat(answer("/review help")).contains("/review next");
        assertThat(answer("/review dance")).contains("“dance” is not a command");
        assertThat(answer("/review mine")).contains("You have claimed no review");
        assertThat(answer("/review stats")).contains("You decided 0 reviews", "Waiting for you");
        assertThat(answer("/review find " + review)).contains("o-1");
        assertThat(answer("/review find " + output)).contains("o-1");
        assertThat(answer("/review find o-1")).contains("o-1", "open");
        assertThat(answer("/review find a/b c")).contains("Nothing with the id");
        assertThat(answer("/review find nonsense")).contains("Nothing with the id");
    }

    @Test
    void whoeverAsksGetsALinkToTheConsoleThatSignsThemIn() {
        assertThat(answer("/review console")).contains("set bot.console_url");
        stage.bot(config -> config.withConsole("https://touchstone.example/console"));

        until(() -> answer("/review console").contains("signs you in"));

        String url = Objects.requireNonNull(
                        alice.ephemerals(CHANNEL).getLast().json().findValue("url"))
                .asText();
        String token = url.substring(url.lastIndexOf('/') + 1);
        assertThat(url).startsWith("https://touchstone.example/console/sign-in/");
        assertThat(stage.api.sessions().offer(token).person().id()).isEqualTo(new ReviewerId("slack:U0ALICE"));
        assertThat(stage.api.sessions().open(token).session().pipelines())
                .containsExactly(new PipelineName(Stage.PIPELINE));
    }

    /// Of two outputs that went out without people, one is asked for by its id and one by the button of its finding.
    @Test
    void whatNothingSentToPeopleIsAskedFor() {
        for (String id : List.of("sure-1", "sure-2")) {
            var unused = stage.api.post(NewOutput.text(Stage.PIPELINE, id, "A sure answer.")
                    .query("How sure? (" + id + ")")
                    .confidence(0.99)
                    .build());
        }

        assertThat(answer("/review request sure-1 A customer called.")).contains("Asked.");
        SeenMessage card = Stage.card(alice, "(sure-1)");
        assertThat(card.words()).contains("somebody asked for it");
        assertThat(answer("/review request sure-1")).contains("open already");

        assertThat(answer("/review find sure-2")).contains("approved without review");
        int before = alice.ephemerals(CHANNEL).size();
        alice.click(alice.ephemerals(CHANNEL).getLast(), "request.review");
        until(() -> alice.ephemerals(CHANNEL).size() > before);
        Stage.card(alice, "(sure-2)");

        alice.click(card, "review.approve");
        changed(alice, card, "Approved");
        assertThat(answer("/review request sure-1")).contains("decided");
        assertThat(answer("/review request no-such-id")).contains("Nothing with the id");
        assertThat(answer("/review request")).contains("/review next");
    }

    private SeenView session(String output) {
        return alice.awaitModal(view ->
                view.callbackId().equals("modal.session") && view.words().contains("(" + output + ")"));
    }

    @Test
    void aSampleIsDrawnForThePipelineOfTheChannel() {
        Instant twoHoursAgo = Instant.now().minus(Duration.ofHours(2));
        for (int i = 1; i <= 5; i++) {
            var unused = stage.api.post(NewOutput.text(Stage.PIPELINE, "o-" + i, "Answer " + i)
                    .confidence(0.99)
                    .occurredAt(twoHoursAgo)
                    .build());
        }
        stage.put(new PipelineName("elsewhere"), "{\"reviewers\": {\"allow\": [\"slack:U0BOB\"]}}");

        assertThat(answer("/review sample 3")).contains("Drew 3 outputs at random from 5", "3 wait for review");

        assertThat(stage.api.reviews(ReviewQuery.OPEN).items()).hasSize(3);
        assertThat(answer("/review sample 0")).contains("Say how many");
        assertThat(answer("/review sample many")).contains("Say how many");
        assertThat(answer("/review sample 3 elsewhere")).contains("no pipeline that you review");
        assertThat(stage.api
                        .sampling()
                        .samples(new PipelineName("elsewhere"), null, 10)
                        .items())
                .isEmpty();
    }

    @Test
    void whatWaitsToBeLearnedFromIsAdmittedWithAButtonByWhoeverThePolicyWants() {
        stage.put("{\"reviewers\": {\"channel\": \"C0REVIEWS\"}, \"golden\": {\"admit\": \"second_person\"}}");
        assertThat(answer("/review golden")).contains("No correction waits");
        SeenMessage card = stage.card("o-1");
        ReviewId review = stage.onlyReview().id();
        var unused = stage.api.decide(
                review,
                NewDecision.edit(
                        new Reviewer(new ReviewerId("slack:U0ALICE"), "Alice"),
                        0,
                        TextNode.valueOf("The right answer."),
                        null,
                        null));
        alice.awaitMessage(CHANNEL, card.ts(), seen -> seen.words().contains("Proposed; it waits"));

        assertThat(answer("/review golden")).contains("1 item waits", "The right answer.", "Proposed");
        alice.click(alice.ephemerals(CHANNEL).getLast(), "golden.admit");
        until(() -> alice.ephemerals(CHANNEL).getLast().words().contains("somebody else"));

        int before = stage.bob().ephemerals(CHANNEL).size();
        assertThat(stage.bob().command(CHANNEL, "/review golden").acked()).isTrue();
        until(() -> stage.bob().ephemerals(CHANNEL).size() > before);
        stage.bob().click(stage.bob().ephemerals(CHANNEL).getLast(), "golden.admit");
        until(() -> stage.bob().ephemerals(CHANNEL).getLast().words().contains("Admitted"));
        assertThat(answer("/review golden")).contains("No correction waits");
    }

    @Test
    void homeSaysHowTheGoldenSetGrewAndWhatWaits() {
        stage.put("{\"reviewers\": {\"channel\": \"C0REVIEWS\"}, \"golden\": {\"admit\": \"second_person\"}}");
        SeenMessage card = stage.card("o-1");
        var unused = stage.api.decide(
                stage.onlyReview().id(),
                NewDecision.edit(
                        new Reviewer(new ReviewerId("slack:U0ALICE"), "Alice"),
                        0,
                        TextNode.valueOf("The right answer."),
                        null,
                        null));
        alice.awaitMessage(CHANNEL, card.ts(), seen -> seen.words().contains("Proposed; it waits"));

        alice.openHome();

        SeenView home = alice.awaitHome(view -> view.words().contains("Golden set"));
        assertThat(home.words()).contains("0 items", "1 waits for a person: `/review golden");
    }

    private String answer(String line) {
        int before = alice.ephemerals(CHANNEL).size();
        assertThat(alice.command(CHANNEL, line).acked()).isTrue();
        until(() -> alice.ephemerals(CHANNEL).size() > before);
        return alice.ephemerals(CHANNEL).getLast().words();
    }
}
