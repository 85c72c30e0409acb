package dev.touchstone.bot.card;

import static dev.touchstone.bot.card.Details.LINKS;
import static dev.touchstone.bot.card.Details.NOW;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.golden.GoldenContent;
import dev.touchstone.api.golden.GoldenInput;
import dev.touchstone.api.golden.GoldenItem;
import dev.touchstone.api.golden.GoldenJudgement;
import dev.touchstone.api.golden.GoldenKind;
import dev.touchstone.api.golden.GoldenLineage;
import dev.touchstone.api.golden.GoldenState;
import dev.touchstone.api.golden.GoldenSummary;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.api.review.ReviewSummary;
import dev.touchstone.bot.card.form.EditModal;
import dev.touchstone.bot.card.form.RejectModal;
import dev.touchstone.bot.card.form.SessionModal;
import dev.touchstone.bot.card.home.GoldenMessage;
import dev.touchstone.bot.card.home.HelpMessage;
import dev.touchstone.bot.card.home.HomeFilter;
import dev.touchstone.bot.card.home.HomeState;
import dev.touchstone.bot.card.home.HomeView;
import dev.touchstone.bot.card.home.ReviewerStats;
import dev.touchstone.bot.card.home.StatsMessage;
import dev.touchstone.bot.card.kit.ReviewRef;
import dev.touchstone.bot.card.review.FindMessage;
import dev.touchstone.bot.card.review.FullModal;
import dev.touchstone.bot.card.review.SourcesModal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The modals, Home and the answers to commands as they are approved in `src/test/resources/cards`.
class ViewApprovalTest {
    private static final String ANSWER = "Yes, you can return them within 30 days, even if they were worn.";
    private static final String LONG = "One sentence of twenty-nine. ".repeat(110);

    @Test
    void editOfText() {
        Details details = Details.text(ANSWER);

        Approved.verify("edit-text", EditModal.of(details.build(), details.modal()));
    }

    @Test
    void editOfTextInTwoParts() {
        Details details = Details.text(LONG);

        Approved.verify("edit-parts", EditModal.of(details.build(), details.modal()));
    }

    @Test
    void editOfACall() {
        Details details = Details.of(Details.chat(Details.call("{\"id\": 6}")).build());

        Approved.verify("edit-call", EditModal.of(details.build(), details.modal()));
    }

    @Test
    void rejectionOfACall() {
        Details details = Details.of(Details.chat(Details.call("{\"id\": 6}")).build());

        Approved.verify("reject-call", RejectModal.of(details.build(), details.modal()));
    }

    @Test
    void wholeConversation() {
        Details details = Details.of(Details.chat(Details.call("{\"id\": 6}")).build());

        Approved.verify("full-chat", FullModal.of(details.build(), LINKS, details.modal()));
    }

    @Test
    void editOfAttributes() {
        Details details = Details.attributes();

        Approved.verify("edit-attributes", EditModal.of(details.build(), details.modal()));
    }

    @Test
    void reject() {
        Details details = Details.text(ANSWER);

        Approved.verify("reject", RejectModal.of(details.build(), details.modal()));
    }

    @Test
    void rejectOfAttributes() {
        Details details = Details.attributes();

        Approved.verify("reject-attributes", RejectModal.of(details.build(), details.modal()));
    }

    @Test
    void whatWaitsToBeLearnedFrom() {
        Approved.verify("golden-waiting", GoldenMessage.of(List.of(item("i1", true), item("i2", false)), false));
    }

    private static GoldenItem item(String id, boolean conflict) {
        GoldenContent content = new GoldenContent(
                new PipelineName("support-bot"),
                GoldenKind.CORRECTION,
                new GoldenInput(TextNode.valueOf("Can I return <worn> shoes?"), null, null),
                TextNode.valueOf("Yes."),
                TextNode.valueOf("No: only *unworn* shoes."),
                GoldenJudgement.NONE,
                Map.of(),
                Map.of(),
                new GoldenLineage(
                        null,
                        new GoldenLineage.Decided(
                                new ReviewId("r1"),
                                "d1",
                                DecisionAction.EDIT,
                                List.of(new ReviewerId("slack:U0ALICE")),
                                1,
                                NOW),
                        new GoldenLineage.Chosen(GoldenLineage.By.RULE, List.of(), 0.05, 0.05)));
        GoldenItem.Standing standing = new GoldenItem.Standing(
                GoldenState.PROPOSED, GoldenItem.Why.SECOND_PERSON, "alice", NOW, conflict, null, false);
        return new GoldenItem(id, "ab".repeat(32), content, standing, NOW);
    }

    @Test
    void full() {
        Details details = Details.text(ANSWER);

        Approved.verify("full", FullModal.of(details.build(), LINKS, details.modal()));
    }

    @Test
    void secondPageOfFull() {
        Details details = Details.text("A line.\n".repeat(4000));

        Approved.verify(
                "full-page-2",
                FullModal.of(details.build(), LINKS, details.modal().atPage(1)));
    }

    @Test
    void sources() {
        Details details = Details.text(ANSWER);

        Approved.verify("sources", SourcesModal.of(details.build(), LINKS, details.modal()));
    }

    @Test
    void session() {
        Details details = Details.text(ANSWER);

        Approved.verify("session", SessionModal.of(details.build(), details.modal(), 3, NOW));
        Approved.verify("session-done", SessionModal.done(4));
    }

    @Test
    void home() {
        ReviewDetail plain = Details.text(ANSWER).claimedBy(Details.ALICE).build();
        ReviewDetail blind =
                Details.text(ANSWER).blind().reasons(RouteReason.LOW_CONFIDENCE).build();
        HomeState state = new HomeState(
                new HomeState.Counts(12, 1, 2, 5),
                new HomeFilter(new PipelineName("support-bot"), null, "c1", null),
                List.of(new PipelineName("product-attributes"), new PipelineName("support-bot")),
                List.of(
                        new ReviewSummary(plain.review(), "Can I return shoes?", ANSWER, 0.42),
                        new ReviewSummary(blind.review(), null, ANSWER, 0.42)),
                "c2",
                List.of(
                        new HomeState.Recent(
                                new ReviewRef(new ReviewId("r9"), 1),
                                new PipelineName("support-bot"),
                                "How do I pay?",
                                DecisionAction.EDIT,
                                NOW.minus(Duration.ofMinutes(3)),
                                true),
                        new HomeState.Recent(
                                new ReviewRef(new ReviewId("r8"), 1),
                                new PipelineName("support-bot"),
                                null,
                                DecisionAction.REJECT,
                                NOW.minus(Duration.ofHours(3)),
                                false)),
                new HomeState.Golden(new PipelineName("support-bot"), new GoldenSummary(41, 28, 6, 7, 1, 1, 0, 5)));

        Approved.verify("home", HomeView.of(state, NOW));
    }

    @Test
    void emptyHome() {
        HomeState state =
                new HomeState(new HomeState.Counts(0, 0, 0, 0), HomeFilter.NONE, List.of(), List.of(), null, List.of());

        Approved.verify("home-empty", HomeView.of(state, NOW));
    }

    @Test
    void commands() {
        Approved.verify("help", HelpMessage.unknown("<!channel> & co"));
        Approved.verify(
                "stats",
                StatsMessage.of(new ReviewerStats(
                        7, 30, 8, 2, Duration.ofSeconds(38), new ReviewerStats.Agreement(0.91, 0.82, 0.96, 54), 12)));
        Approved.verify("stats-none", StatsMessage.of(new ReviewerStats(7, 0, 0, 0, null, null, 1)));
        Approved.verify("find", FindMessage.review(Details.text(ANSWER).build(), LINKS, NOW));
        Approved.verify(
                "find-output", FindMessage.output(Details.attributes().build().output(), LINKS));
        Approved.verify("find-nothing", FindMessage.nothing("no-such"));
    }
}
