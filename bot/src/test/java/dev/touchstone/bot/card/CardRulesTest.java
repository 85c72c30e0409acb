package dev.touchstone.bot.card;

import static dev.touchstone.bot.card.Details.LINKS;
import static dev.touchstone.bot.card.Details.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.delivery.Receipt;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.judge.SelfCheck;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.api.review.ReviewSummary;
import dev.touchstone.bot.card.form.EditModal;
import dev.touchstone.bot.card.form.RejectModal;
import dev.touchstone.bot.card.form.SessionModal;
import dev.touchstone.bot.card.home.HelpMessage;
import dev.touchstone.bot.card.home.HomeFilter;
import dev.touchstone.bot.card.home.HomeState;
import dev.touchstone.bot.card.home.HomeView;
import dev.touchstone.bot.card.kit.ActionIds;
import dev.touchstone.bot.card.kit.Message;
import dev.touchstone.bot.card.kit.ModalState;
import dev.touchstone.bot.card.kit.OverflowChoice;
import dev.touchstone.bot.card.kit.Refusal;
import dev.touchstone.bot.card.kit.ReviewRef;
import dev.touchstone.bot.card.review.FallbackCard;
import dev.touchstone.bot.card.review.FindMessage;
import dev.touchstone.bot.card.review.FullModal;
import dev.touchstone.bot.card.review.ResolvedCard;
import dev.touchstone.bot.card.review.ReviewCard;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CardRulesTest {
    @Test
    void aBlindReviewTellsNothingOfConfidenceOrOtherReasons() {
        Details details = Details.attributes().blind().reasons(RouteReason.values());
        ReviewDetail detail = details.build();
        HomeState home = new HomeState(
                new HomeState.Counts(1, 0, 0, 0),
                HomeFilter.NONE,
                List.of(),
                List.of(new ReviewSummary(detail.review(), "q", "o", 0.9)),
                null,
                List.of());

        List<String> screens = List.of(
                BlockLimits.json(ReviewCard.of(detail, LINKS, NOW)).toString(),
                BlockLimits.json(FallbackCard.of(detail, LINKS)).toString(),
                BlockLimits.json(EditModal.of(detail, details.modal())).toString(),
                BlockLimits.json(RejectModal.of(detail, details.modal())).toString(),
                BlockLimits.json(FullModal.of(detail, LINKS, details.modal())).toString(),
                BlockLimits.json(SessionModal.of(detail, details.modal(), 1, NOW))
                        .toString(),
                BlockLimits.json(FindMessage.review(detail, LINKS, NOW)).toString(),
                BlockLimits.json(HomeView.of(home, NOW).getBlocks().subList(4, 7))
                        .toString());

        assertThat(screens)
                .allSatisfy(screen -> assertThat(screen)
                        .doesNotContain(
                                "0.9",
                                "0.55",
                                "0.98",
                                "0.42",
                                "doubtful",
                                "judge",
                                "unhappy",
                                "rule",
                                "low confidence"));
    }

    @Test
    void theRateShownInABlindReviewIsThePolicysAndNotTheInclusionProbability() {
        Details details = Details.text("x").blind().policy("{\"audit_rate\": 0.025}");

        assertThat(BlockLimits.json(ReviewCard.of(details.build(), LINKS, NOW)).toString())
                .contains("random audit 2.5 %");
    }

    @Test
    void whatACheckSaidStandsWhereTheConfidenceWould() {
        assertThat(why(RouteReason.LOW_CONFIDENCE, checked(0.41, 0.6))).contains("checked confidence 0.60 &lt; 0.80");
        assertThat(why(RouteReason.MISSING_CONFIDENCE, checked(0.41, null))).contains("check 0.41 (not calibrated)");
        assertThat(why(RouteReason.MISSING_CONFIDENCE, checked(null, null))).contains("its check was not answered");
    }

    private static SelfCheck checked(@Nullable Double score, @Nullable Double confidence) {
        SelfCheck.State state = score == null ? SelfCheck.State.UNANSWERED : SelfCheck.State.ANSWERED;
        return new SelfCheck(state, false, score, confidence, Map.of(), "sc-1", null, NOW, NOW);
    }

    private static String why(RouteReason reason, SelfCheck check) {
        ReviewDetail detail = Details.of(
                        NewOutput.text("support-bot", "t-1", "x").query("y").build())
                .reasons(reason)
                .check(check)
                .build();
        return BlockLimits.json(ReviewCard.of(detail, LINKS, NOW)).toString();
    }

    @Test
    void theUndoButtonGivesWayToReopenWhenItsTimeIsOver() {
        ReviewDetail detail = Details.text("x").approved().build();
        Duration window = Duration.ofMinutes(10);

        assertThat(ids(ResolvedCard.of(
                        detail,
                        LINKS,
                        Details.CREATED.plusSeconds(180).plus(window).minusMillis(1))))
                .contains(ActionIds.UNDO);
        assertThat(ids(ResolvedCard.of(
                        detail, LINKS, Details.CREATED.plusSeconds(180).plus(window))))
                .doesNotContain(ActionIds.UNDO)
                .contains("reopen");
    }

    @Test
    void anEndedClaimIsNone() {
        ReviewDetail detail = Details.text("x").claimedBy(Details.ALICE).build();

        assertThat(ReviewCard.claim(detail.review(), Details.CREATED.plusSeconds(659)))
                .hasValueSatisfying(claim -> assertThat(claim).contains("<@U0ALICE>"));
        assertThat(ReviewCard.claim(detail.review(), Details.CREATED.plusSeconds(660)))
                .isEmpty();
    }

    @Test
    void buttonValuesAreNothingButTheReview() {
        assertThat(ReviewRef.parse("r-1:12")).contains(new ReviewRef(new ReviewId("r-1"), 12));
        assertThat(new ReviewRef(new ReviewId("r-1"), 12).format()).isEqualTo("r-1:12");
        for (String bad : new String[] {null, "", "r", "r:", ":1", "r:-1", "r:9999999999", "r:1 ", "<r>:1", "a:b:1"}) {
            assertThat(ReviewRef.parse(bad)).isEmpty();
        }
        OverflowChoice choice = new OverflowChoice(OverflowChoice.Verb.REOPEN, new ReviewRef(new ReviewId("r"), 2));
        assertThat(OverflowChoice.parse(choice.format())).contains(choice);
        assertThat(OverflowChoice.parse("drop r:2")).isEmpty();
        assertThat(OverflowChoice.parse("claim")).isEmpty();
        assertThat(OverflowChoice.parse(null)).isEmpty();
    }

    @Test
    void aModalRemembersWhereItCameFrom() {
        ModalState state = ModalState.opened(new ReviewRef(new ReviewId("r"), 2), new Receipt("C1", "1.2"), NOW)
                .atPage(3);

        assertThat(ModalState.parse(state.format())).contains(state);
        assertThat(ModalState.parse("{\"ref\":\"x\",\"opened_at\":1,\"page\":0}"))
                .isEmpty();
        assertThat(ModalState.parse("not json")).isEmpty();
        assertThat(ModalState.parse(null)).isEmpty();
        assertThat(state.seconds(NOW.minusSeconds(5))).isZero();
    }

    @Test
    void homeRemembersItsFilter() {
        HomeFilter filter = new HomeFilter(new PipelineName("support-bot"), RouteReason.UNCERTAINTY, "c1", "c2");

        assertThat(HomeFilter.parse(filter.format())).isEqualTo(filter);
        assertThat(filter.nextPage().cursor()).isEqualTo("c2");
        assertThat(filter.withPipeline("*")).isEqualTo(new HomeFilter(null, RouteReason.UNCERTAINTY, null, null));
        assertThat(filter.withReason("low_confidence").reason()).isEqualTo(RouteReason.LOW_CONFIDENCE);
        assertThat(filter.withReason(null).reason()).isNull();
        assertThat(HomeFilter.parse("rubbish")).isEqualTo(HomeFilter.NONE);
        assertThat(HomeFilter.parse(null)).isEqualTo(HomeFilter.NONE);
    }

    @Test
    void noTwoActionsShareAnId() throws IllegalAccessException {
        List<String> ids = new java.util.ArrayList<>();
        for (var field : ActionIds.class.getDeclaredFields()) {
            if (Modifier.isPublic(field.getModifiers())) {
                ids.add((String) field.get(null));
            }
        }

        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> !id.isEmpty() && id.length() <= 255);
        assertThat(ids).hasSizeGreaterThan(15);
    }

    @Test
    void everyRefusalFitsAMessage() {
        assertThat(Arrays.asList(
                        Refusal.stale(),
                        Refusal.notFound(),
                        Refusal.keptForNow("0a1b2c3d"),
                        Refusal.unanswered(),
                        Refusal.unread(),
                        Refusal.busy(),
                        Refusal.slackAway(),
                        Refusal.slackTooSlow(),
                        Refusal.ourFault("0a1b2c3d"),
                        Refusal.unknownAction()))
                .allSatisfy(message -> assertThat(BlockLimits.of(message)).isEmpty());
        for (Refusal.Wait wait : Refusal.Wait.values()) {
            assertThat(BlockLimits.of(Refusal.kept(wait))).isEmpty();
        }
        for (Refusal.Barrier barrier : Refusal.Barrier.values()) {
            assertThat(BlockLimits.of(Refusal.mayNotReview(new PipelineName("support-bot"), barrier)))
                    .isEmpty();
        }
        assertThat(BlockLimits.of(HelpMessage.of())).isEmpty();
        assertThat(BlockLimits.of(SessionModal.loading())).isEmpty();
    }

    private static String ids(Message message) {
        return BlockLimits.json(message.blocks()).toString();
    }
}
