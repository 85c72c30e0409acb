package dev.touchstone.bot.card;

import static dev.touchstone.bot.card.Details.BOB;
import static dev.touchstone.bot.card.Details.LINKS;
import static dev.touchstone.bot.card.Details.NOW;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.chat.Query;
import dev.touchstone.api.delivery.ReviewNote;
import dev.touchstone.api.feedback.FeedbackEvent;
import dev.touchstone.api.feedback.FeedbackKind;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.review.GoldenFate;
import dev.touchstone.api.review.MarkedSources;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.bot.card.diff.DiffMessage;
import dev.touchstone.bot.card.kit.Links;
import dev.touchstone.bot.card.kit.NoticeMessage;
import dev.touchstone.bot.card.kit.Refusal;
import dev.touchstone.bot.card.review.FallbackCard;
import dev.touchstone.bot.card.review.FeedbackWords;
import dev.touchstone.bot.card.review.ResolvedCard;
import dev.touchstone.bot.card.review.ReviewCard;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The cards as they are approved in `src/test/resources/cards`.
class CardApprovalTest {
    private static final String ANSWER = "Yes, you can return them within 30 days, even if they were worn.";

    @Test
    void reviewOfText() {
        Approved.verify("review-text", ReviewCard.of(Details.text(ANSWER).build(), LINKS, NOW));
    }

    @Test
    void reviewOfTextWithCodeAndTable() {
        String output = "Run this:\n```\nmvn verify\n```\nResult:\n| a | b |\n|---|---|\n| 1 | 2 |\nDone.";

        Approved.verify(
                "review-code",
                ReviewCard.of(Details.text(output).claimedBy(Details.ALICE).build(), Links.NONE, NOW));
    }

    @Test
    void reviewOfAttributes() {
        Approved.verify("review-attributes", ReviewCard.of(Details.attributes().build(), LINKS, NOW));
    }

    @Test
    void reviewOfAttributesWhoseOutputSaysMore() {
        NewOutput body = NewOutput.json(
                        "product-attributes", "p-2", Details.json("{\"brand\": \"Tavola\", \"note\": \"second hand\"}"))
                .query("Extract the attributes of this listing.")
                .attribute("brand", Details.json("\"Tavola\""), 0.55)
                .build();

        Approved.verify(
                "review-attributes-and-output", ReviewCard.of(Details.of(body).build(), LINKS, NOW));
    }

    @Test
    void reviewOfALongChatKeepsItsLastQuestion() {
        NewOutput body = Details.support(ANSWER)
                .query("user: hello there\n".repeat(100) + "user: And worn shoes?")
                .build();

        Approved.verify("review-long-query", ReviewCard.of(Details.of(body).build(), LINKS, NOW));
    }

    @Test
    void reviewOfAChatThatCallsATool() {
        NewOutput body = Details.chat(Details.call("{\"id\": 6}")).build();

        Approved.verify("review-chat", ReviewCard.of(Details.of(body).build(), LINKS, NOW));
    }

    @Test
    void reviewOfALongChatShowsItsLastTurnsAndWhatTheUserAsked() {
        StringBuilder chat = new StringBuilder("[{\"role\": \"user\", \"content\": \"");
        chat.append("Compare all of these. ".repeat(100)).append("Which is the cheapest?\"}");
        for (int i = 0; i < 30; i++) {
            chat.append(", {\"role\": \"assistant\", \"tool_calls\": [{\"id\": \"c")
                    .append(i);
            chat.append("\", \"function\": {\"name\": \"price\", \"arguments\": \"{\\\"id\\\": ")
                    .append(i);
            chat.append("}\"}}]}, {\"role\": \"tool\", \"tool_call_id\": \"c").append(i);
            chat.append("\", \"content\": \"")
                    .append("price and stock ".repeat(50))
                    .append("\"}");
        }
        NewOutput body = Details.support("The seventh.")
                .query(new Query(Details.json(chat.append("]").toString())))
                .build();

        Approved.verify("review-long-chat", ReviewCard.of(Details.of(body).build(), LINKS, NOW));
    }

    @Test
    void diffOfACall() {
        NewOutput body = Details.chat(Details.call("{\"id\": 6}")).build();

        Approved.verify(
                "diff-call",
                DiffMessage.of(Details.of(body)
                                .edited(Details.call("{\"id\": 5}"))
                                .build())
                        .orElseThrow());
    }

    @Test
    void correctedCall() {
        NewOutput body = Details.chat(Details.call("{\"id\": 6}")).build();

        Approved.verify(
                "resolved-call",
                ResolvedCard.of(
                        Details.of(body).edited(Details.call("{\"id\": 5}")).build(), LINKS, NOW));
    }

    @Test
    void reviewThatAUserAskedForWithAThumbsDown() {
        FeedbackEvent thumb = new FeedbackEvent(
                "f1",
                "e1",
                FeedbackKind.THUMB,
                0.0,
                "abc",
                new FeedbackEvent.Words(
                        "<!channel> It is *14* days, see <https://evil.example|our terms>",
                        TextNode.valueOf("You can return unworn shoes within 14 days."),
                        null),
                new FeedbackEvent.Times(NOW, NOW));
        FeedbackEvent copy = new FeedbackEvent(
                "f2",
                "e2",
                FeedbackKind.COPY,
                null,
                null,
                new FeedbackEvent.Words(null, null, null),
                new FeedbackEvent.Times(NOW, NOW));
        Details details = Details.text(ANSWER)
                .reasons(RouteReason.FEEDBACK, RouteReason.JUDGE_USER_DISAGREEMENT)
                .feedback(thumb, copy);

        Approved.verify("review-feedback", ReviewCard.of(details.build(), LINKS, NOW));
        Approved.verify("note-feedback", NoticeMessage.reply(FeedbackWords.told(ReviewNote.of(thumb))));
        Approved.verify(
                "note-requested", NoticeMessage.reply(FeedbackWords.told(ReviewNote.of(BOB, "The fee <@U1> is 40."))));
    }

    @Test
    void aBlindReviewShowsNothingOfWhatUsersDid() {
        FeedbackEvent thumb = new FeedbackEvent(
                "f1",
                "e1",
                FeedbackKind.THUMB,
                0.0,
                null,
                new FeedbackEvent.Words("It is wrong.", null, null),
                new FeedbackEvent.Times(NOW, NOW));
        Details with = Details.attributes()
                .blind()
                .reasons(RouteReason.RANDOM_AUDIT, RouteReason.LOW_CONFIDENCE)
                .feedback(thumb);

        Approved.verify("review-blind", ReviewCard.of(with.build(), LINKS, NOW));
    }

    @Test
    void blindReview() {
        Details details = Details.attributes().blind().reasons(RouteReason.RANDOM_AUDIT, RouteReason.LOW_CONFIDENCE);

        Approved.verify("review-blind", ReviewCard.of(details.build(), LINKS, NOW));
    }

    @Test
    void reviewOfAnExperiment() {
        Details details = Details.attributes().blind().reasons(RouteReason.EXPERIMENT);

        Approved.verify("review-experiment", ReviewCard.of(details.build(), LINKS, NOW));
    }

    @Test
    void reviewOfJsonWithoutSource() {
        NewOutput body = NewOutput.json("tagger", "j-1", Details.json("{\"tags\": [\"a\", \"b\"], \"sure\": false}"))
                .build();

        Approved.verify(
                "review-json",
                ReviewCard.of(
                        Details.of(body).reasons(RouteReason.MISSING_CONFIDENCE).build(), LINKS, NOW));
    }

    @Test
    void reviewOfLongOutput() {
        String output = "One sentence of twenty-nine. ".repeat(200);

        Approved.verify("review-long", ReviewCard.of(Details.text(output).build(), LINKS, NOW));
    }

    @Test
    void reviewOpenedAgain() {
        Approved.verify(
                "review-again",
                ReviewCard.of(Details.text(ANSWER).approved().undone().build(), LINKS, NOW.plus(Duration.ofDays(2))));
    }

    @Test
    void reviewWhoseTextsAreGone() {
        Approved.verify("review-gone", ReviewCard.of(Details.of(null).build(), LINKS, NOW));
    }

    @Test
    void approved() {
        Approved.verify(
                "resolved-approved",
                ResolvedCard.of(
                        Details.text(ANSWER).claimedBy(Details.ALICE).approved().build(), LINKS, NOW));
    }

    @Test
    void editedAndPastTheUndoWindow() {
        Approved.verify(
                "resolved-edited",
                ResolvedCard.of(
                        Details.text(ANSWER).edited("No: only unworn shoes.").build(),
                        LINKS,
                        NOW.plus(Duration.ofHours(1))));
    }

    @Test
    void editedAndLearnedFrom() {
        GoldenFate fate = new GoldenFate("i1", "correction", "golden", false, false, "train", 41);

        Approved.verify(
                "resolved-golden",
                ResolvedCard.of(
                        Details.text(ANSWER)
                                .edited("No: only unworn shoes.")
                                .golden(fate)
                                .build(),
                        LINKS,
                        NOW));
    }

    @Test
    void rejected() {
        Approved.verify(
                "resolved-rejected",
                ResolvedCard.of(Details.text(ANSWER).rejected("wrong").build(), Links.NONE, NOW));
    }

    @Test
    void rejectedForASource() {
        Approved.verify(
                "resolved-source",
                ResolvedCard.of(
                        Details.text(ANSWER)
                                .marking(new MarkedSources(
                                        new MarkedSources.Marked(2, "Wear and tear", "Wear & <!channel>"),
                                        new MarkedSources.Marked(1, "https://help.example/returns", "Returns")))
                                .rejected("wrong_source")
                                .build(),
                        Links.NONE,
                        NOW));
    }

    @Test
    void expired() {
        Approved.verify(
                "resolved-expired",
                ResolvedCard.of(Details.text(ANSWER).state(ReviewState.EXPIRED).build(), LINKS, NOW));
    }

    @Test
    void withdrawn() {
        Approved.verify(
                "resolved-withdrawn",
                ResolvedCard.of(
                        Details.attributes().state(ReviewState.WITHDRAWN).build(), LINKS, NOW));
    }

    @Test
    void diffOfText() {
        Details details =
                Details.text(ANSWER).edited("No, you can return them within 30 days only if they are unworn.");

        Approved.verify("diff-text", DiffMessage.of(details.build()).orElseThrow());
    }

    @Test
    void diffOfAttributes() {
        Details details = Details.attributes()
                .editedAttributes(Map.of(
                        "colour", Details.json("\"red\""),
                        "price", Details.json("119.9"),
                        "sizes", Details.json("null")));

        Approved.verify("diff-attributes", DiffMessage.of(details.build()).orElseThrow());
    }

    @Test
    void fallback() {
        Approved.verify("fallback", FallbackCard.of(Details.text(ANSWER).build(), LINKS));
    }

    @Test
    void refusalAfterARace() {
        Approved.verify(
                "refusal-decided",
                Refusal.alreadyDecided(
                        Details.text(ANSWER).approved().build().history().getFirst(), NOW));
        Approved.verify(
                "refusal-claimed",
                Refusal.claimedBy(java.util.Objects.requireNonNull(
                        Details.text(ANSWER).claimedBy(BOB).build().review().claim())));
    }
}
