package dev.touchstone.bot.card;

import static dev.touchstone.bot.card.Details.LINKS;
import static dev.touchstone.bot.card.Details.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.Panel;
import dev.touchstone.api.review.PanelStage;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.api.rubric.AttributeLabel;
import dev.touchstone.bot.card.form.SessionModal;
import dev.touchstone.bot.card.kit.NoticeText;
import dev.touchstone.bot.card.review.ResolvedCard;
import dev.touchstone.bot.card.review.ReviewCard;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What is shown of several people who judge one output.
class PanelCardTest {
    private static final String ANSWER = "Yes, you can return them within 30 days, even if they were worn.";
    private static final Panel.Opinion APPROVAL =
            new Panel.Opinion(DecisionAction.APPROVE, null, null, null, Map.of(), Map.of());
    private static final Panel.Opinion REJECTION = new Panel.Opinion(
            DecisionAction.REJECT,
            "wrong",
            "Worn shoes <cannot> be returned.",
            TextNode.valueOf("No: only unworn shoes."),
            Map.of("colour", TextNode.valueOf("black")),
            Map.of("price", AttributeLabel.WRONG));

    private static Details differing(Panel.Opinion... opinions) {
        return Details.text(ANSWER).panel(2, PanelStage.ADJUDICATION, opinions);
    }

    @Test
    void aCardSaysHowManyVerdictsAreIn() {
        Approved.verify(
                "review-panel",
                ReviewCard.of(Details.text(ANSWER).panel(1, PanelStage.READING).build(), LINKS, NOW));
    }

    @Test
    void aCardToAdjudicateSaysNothingOfWhatWasSaid() {
        Approved.verify(
                "review-adjudication",
                ReviewCard.of(differing(APPROVAL, REJECTION).build(), LINKS, NOW));
        assertThat(BlockLimits.json(ReviewCard.of(differing(APPROVAL, REJECTION).build(), LINKS, NOW)))
                .as("the channel must not learn it")
                .isEqualTo(BlockLimits.json(ReviewCard.of(differing().build(), LINKS, NOW)));
    }

    @Test
    void whoAdjudicatesSeesTheReasonsWithoutNames() {
        Details details = differing(APPROVAL, REJECTION);

        Approved.verify("session-adjudication", SessionModal.of(details.build(), details.modal(), 0, NOW));
    }

    @Test
    void opinionsOfAnyLengthFitTheForm() {
        Map<String, AttributeLabel> labels = new TreeMap<>();
        for (int i = 0; i < 60; i++) {
            labels.put("<attribute & " + "x".repeat(200) + i, AttributeLabel.INVENTED);
        }
        Panel.Opinion longest = new Panel.Opinion(
                DecisionAction.EDIT, null, "&<>".repeat(1000), TextNode.valueOf("<&>".repeat(9000)), Map.of(), labels);
        Details details = differing(longest, longest, longest, longest, longest);

        assertThat(BlockLimits.of(SessionModal.of(details.build(), details.modal(), 0, NOW)))
                .isEmpty();
    }

    @Test
    void aResolvedCardSaysHowTheVerdictCameAbout() {
        Approved.verify(
                "resolved-panel",
                ResolvedCard.of(
                        Details.text(ANSWER)
                                .approved()
                                .panel(2, PanelStage.AGREED)
                                .build(),
                        LINKS,
                        NOW));
        for (PanelStage stage : new PanelStage[] {PanelStage.MAJORITY, PanelStage.FIRST, PanelStage.ADJUDICATED}) {
            ReviewDetail detail =
                    Details.text(ANSWER).rejected("wrong").panel(2, stage).build();
            assertThat(ResolvedCard.of(detail, LINKS, NOW).text()).contains("2 reviewers");
        }
    }

    @Test
    void whoHasGivenAVerdictIsToldAndMayTakeItBack() {
        ReviewDetail detail = Details.text(ANSWER).panel(1, PanelStage.READING).build();

        Approved.verify(
                "notice-panel",
                NoticeText.panelVerdict(
                        detail.review(),
                        Objects.requireNonNull(detail.review().standing().panel())));
    }
}
